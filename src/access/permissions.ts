/** The permissions that a viewer can have; a token has some of those of its owner. */
export const PERMISSIONS = [
  'account',
  'payee-data',
  'payee-step',
  'accept-plan',
  'team-step',
  'company-data',
  'rules',
  'runs',
  'configure',
  'pay-step',
  'finance-step',
  'verify',
  'monitor',
  'administer',
] as const;

/** One of {@link PERMISSIONS}. */
export type Permission = (typeof PERMISSIONS)[number];

/** What somebody is to the company; one may be several. */
export const ROLES = ['payee', 'manager', 'compAdmin', 'finance', 'auditor', 'administrator'] as const;

/** One of {@link ROLES}. */
export type Role = (typeof ROLES)[number];
