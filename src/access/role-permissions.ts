import type { Permission, Role } from './permissions.js';

/** What everybody reads who is responsible for more than people. */
const COMPANY = ['company-data', 'rules', 'runs'] as const;
/** What a payee does about their own pay, and others for payees. */
const OWN_PAY = ['payee-step', 'accept-plan'] as const;
const SIGNED_IN = ['account', 'payee-data'] as const;

/**
 * What each role may do. Whose data it may do that with is the scope's to say; who did what decides further, as nobody
 * approves what they made.
 *
 * @example
 * ROLE_PERMISSIONS.auditor.includes('configure') // false
 */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  payee: [...SIGNED_IN, ...OWN_PAY],
  manager: [...SIGNED_IN, ...OWN_PAY, 'team-step'],
  compAdmin: [...SIGNED_IN, ...OWN_PAY, 'team-step', ...COMPANY, 'configure', 'pay-step'],
  finance: [...SIGNED_IN, ...OWN_PAY, 'team-step', ...COMPANY, 'pay-step', 'finance-step', 'verify'],
  auditor: [...SIGNED_IN, ...COMPANY, 'verify', 'monitor'],
  administrator: [
    ...SIGNED_IN,
    ...OWN_PAY,
    'team-step',
    ...COMPANY,
    'configure',
    'pay-step',
    'finance-step',
    'verify',
    'monitor',
    'administer',
  ],
};
