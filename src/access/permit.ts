import type { Permission } from './permissions.js';
import { ROLE_PERMISSIONS } from './role-permissions.js';
import type { RouteAccess } from './route-access.js';
import type { Viewer } from './viewer.js';

/** What an administrator may do while they act for somebody else, of what that person may. */
const ON_BEHALF: ReadonlySet<Permission> = new Set([
  'account',
  'payee-data',
  'payee-step',
  'company-data',
  'rules',
  'runs',
]);

/**
 * What a viewer may do: what any of their roles may; of that, a token only what it is for, and whoever acts for
 * somebody else only reads and takes a payee's own steps, but accepts no plan.
 *
 * @example
 * permissionsOf(auditor).has('verify') // true
 */
export function permissionsOf({ roles, permissions, onBehalfOf }: Viewer): ReadonlySet<Permission> {
  const named = permissions === undefined ? null : new Set(permissions);
  const ofRoles = roles.flatMap((role) => ROLE_PERMISSIONS[role]);
  return new Set(
    ofRoles
      .filter((each) => named?.has(each) !== false)
      .filter((each) => onBehalfOf === undefined || ON_BEHALF.has(each)),
  );
}

/**
 * Whether a viewer, or a stranger, may ask for what is of this access.
 *
 * @param viewer `null` for a stranger
 * @example
 * permit('company-data', null) // false
 */
export function permit(access: RouteAccess, viewer: Viewer | null): boolean {
  if (access === 'public') return true;
  return viewer !== null && permissionsOf(viewer).has(access);
}
