import type { Role } from '../../access/permissions.js';

/** Roles as people read them. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  payee: 'Payee',
  manager: 'Manager',
  compAdmin: 'Comp admin',
  finance: 'Finance',
  auditor: 'Auditor',
  administrator: 'Administrator',
};
