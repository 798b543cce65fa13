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

const QUESTIONS: NavigationEntry = { label: 'Questions', href: '/disputes', access: 'payee-data' };
const PEOPLE: NavigationEntry = { label: 'Statements', href: '/payees', access: 'payee-data' };

/** What the navigation leads to beside a viewer's own pay. */
const GROUPS: readonly NavigationGroup[] = [
  {
    label: 'Team',
    entries: [
      { label: 'Teams', href: '/teams', access: 'payee-data' },
      { label: 'Approvals', href: '/approvals', access: 'team-step' },
    ],
  },
  {
    label: 'Plans',
    entries: [
      { label: 'Plans', href: '/plans', access: 'company-data' },
      { label: 'Rule files', href: '/rules', access: 'rules' },
      { label: 'Comparison', href: '/compare', access: 'company-data' },
    ],
  },
  {
    label: 'Calculation',
    entries: [
      { label: 'Imports', href: '/imports', access: 'company-data' },
      { label: 'Records', href: '/records', access: 'company-data' },
      { label: 'Runs', href: '/runs', access: 'runs' },
      // Payees see adjustments where they see their pay; this leads to those of everybody.
      { label: 'Adjustments', href: '/adjustments', access: 'company-data' },
    ],
  },
  {
    label: 'Finance',
    entries: [
      { label: 'Periods', href: '/periods', access: 'company-data' },
      { label: 'Payouts', href: '/payouts', access: 'company-data' },
      { label: 'Reconciliation', href: '/reconcile', access: 'company-data' },
      { label: 'Exceptions', href: '/reconcile/exceptions', access: 'company-data' },
      { label: 'Accruals', href: '/accounting/accruals', access: 'company-data' },
      { label: 'Contract costs', href: '/accounting/contract-costs', access: 'company-data' },
      { label: 'Journal', href: '/accounting/journal', access: 'company-data' },
      { label: 'Ledger', href: '/ledger', access: 'company-data' },
    ],
  },
  {
    label: 'Audit',
    entries: [
      { label: 'Audit trail', href: '/audit-trail', access: 'company-data' },
      { label: 'Verification', href: '/verification', access: 'company-data' },
    ],
  },
  { label: 'Administration', entries: [{ label: 'Accounts', href: '/accounts', access: 'administer' }] },
];

/**
 * What the navigation shows a viewer: what they may ask for.
 *
 * @example
 * navigationOf(viewer).map(({ label }) => label) // ['Pay']
 */
export function navigationOf(viewer: Viewer): readonly NavigationGroup[] {
  const pay = [...ownEntries(viewer), QUESTIONS, statementsOf(viewer)].flatMap((each) => each ?? []);
  return [{ label: 'Pay', entries: pay }, ...GROUPS]
    .map((group) => ({ ...group, entries: group.entries.filter((entry) => isShown(entry, viewer)) }))
    .filter(({ entries }) => entries.length > 0);
}

/** Where nobody signs in there are no accounts to administer. */
function isShown({ access }: NavigationEntry, viewer: Viewer): boolean {
  return permit(access, viewer) && !(access === 'administer' && viewer.isWithoutAccount === true);
}

function ownEntries({ payee }: Viewer): readonly NavigationEntry[] {
  if (payee === null) return [];
  const own = ownPay(payee);
  return [
    { label: 'My pay', href: own, access: 'payee-data' },
    { label: 'What-if', href: `${own}/what-if`, access: 'payee-step' },
    { label: 'Plan', href: `${own}/plan`, access: 'payee-data' },
  ];
}

/** Who is nothing but a payee sees no statements beside their own. */
function statementsOf({ payee, roles }: Viewer): NavigationEntry | null {
  if (roles.some((role) => role !== 'payee')) return PEOPLE;
  return payee === null ? null : { ...PEOPLE, href: `${ownPay(payee)}/statements` };
}

/**
 * The page of what somebody is paid: where whoever is paid begins.
 *
 * @example
 * ownPay('ada') // '/payees/ada'
 */
export function ownPay(payee: string): string {
  return `/payees/${encodeURIComponent(payee)}`;
}

/**
 * Where the entry leads that a page belongs to: of those that lead to it or to a page above it, the nearest; `null`
 * where none does.
 *
 * @example
 * currentEntry(navigationOf(viewer), '/payees/ada/plan') // '/payees/ada/plan', and not '/payees/ada'
 */
export function currentEntry(groups: readonly NavigationGroup[], path: string): string | null {
  const above = groups.flatMap(({ entries }) => entries.filter(({ href }) => isAt(href, path)));
  return above.reduce<string | null>(
    (nearest, { href }) => (nearest !== null && nearest.length >= href.length ? nearest : href),
    null,
  );
}

/** Whether a page is the one that an entry leads to, or one below it. */
function isAt(href: string, path: string): boolean {
  return path === href || (href !== '/' && path.startsWith(`${href}/`));
}
