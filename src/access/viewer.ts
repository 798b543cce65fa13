import type { Permission, Role } from './permissions.js';

/** Whoever looks at the data or changes it. */
export interface Viewer {
  /** The person: written beside what they change, and compared where the maker is never the approver. */
  readonly id: string;
  /** The name shown. */
  readonly name: string;
  /** What they may do and see by; on behalf of somebody, what that person is. */
  readonly roles: readonly Role[];
  /** Whose figures are their own; on behalf of somebody, those of that person. */
  readonly payee: string | null;
  /** What of the permissions of its owner a token has; all where it is left out. */
  readonly permissions?: readonly Permission[];
  /** For whom an administrator acts; the id and name of the viewer stay those of the administrator. */
  readonly onBehalfOf?: { readonly id: string; readonly name: string };
  /** How figures are written for them, as `de-DE`; as their browser asks where it is left out. */
  readonly locale?: string;
  /** Set where nobody signs in: there is no account to look at, and nothing to sign out of. */
  readonly isWithoutAccount?: true;
}

/**
 * The viewer where there is no sign-in, as on the command line: whoever can reach the program administers it.
 *
 * @example
 * permit('administer', LOCAL_ADMINISTRATOR) // true
 */
export const LOCAL_ADMINISTRATOR: Viewer = Object.freeze({
  id: 'local',
  name: 'Local administrator',
  roles: Object.freeze(['administrator'] as const),
  payee: null,
  isWithoutAccount: true,
});

/**
 * An administrator who says who they are, so that what one person makes another can approve. Where there is no
 * sign-in, this is taken as it is said.
 *
 * @example
 * administratorNamed('maria').id // 'maria'
 */
export function administratorNamed(id: string): Viewer {
  return { ...LOCAL_ADMINISTRATOR, id, name: id };
}
