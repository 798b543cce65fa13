import { permit } from '../../access/permit.js';
import type { RouteAccess } from '../../access/route-access.js';
import type { Viewer } from '../../access/viewer.js';

/** A page that the navigation leads to. */
export interface NavigationEntry {
  readonly label: string;
  readonly href: string;
  /** Who may ask for the page, and so is shown the entry. */
  readonly access: RouteAccess;
}

/** Entries under one heading. */
export interface NavigationGroup {
  readonly label: string;
  readonly entries: readonly NavigationEntry[];
}

const PEOPLE: NavigationEntry = { label: 'Statements', href: '/payees', access: 'payee-data' };

/** What the navigation leads to beside a viewer's own pay. */
const GROUPS: readonly NavigationGroup[] = [
  { label: 'Administration', entries: [{ label: 'Accounts', href: '/accounts', access: 'administer' }] },
];

/**
 * What the navigation shows a viewer: what they may ask for.
 *
 * @example
 * navigationOf(viewer).map(({ label }) => label) // ['Pay']
 */
export function navigationOf(viewer: Viewer): readonly NavigationGroup[] {
  // Who is nothing but a payee sees no statements beside their own.
  const others = viewer.roles.some((role) => role !== 'payee') ? [PEOPLE] : [];
  return [{ label: 'Pay', entries: [...ownEntries(viewer), ...others] }, ...GROUPS]
    .map((group) => ({ ...group, entries: group.entries.filter(({ access }) => permit(access, viewer)) }))
    .filter(({ entries }) => entries.length > 0);
}

function ownEntries({ payee }: Viewer): readonly NavigationEntry[] {
  if (payee === null) return [];
  return [{ label: 'My pay', href: ownPay(payee), access: 'payee-data' }];
}

/**
 * The page of a payee's statements.
 *
 * @example
 * ownPay('ada') // '/payees/ada/statements'
 */
export function ownPay(payee: string): string {
  return `/payees/${encodeURIComponent(payee)}/statements`;
}

/**
 * Whether a page is the one that an entry leads to, or one below it.
 *
 * @example
 * isAt('/teams', '/teams/emea') // true
 */
export function isAt(href: string, path: string): boolean {
  return path === href || (href !== '/' && path.startsWith(`${href}/`));
}
