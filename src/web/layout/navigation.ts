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

const QUESTIONS = entry('Questions', '/disputes', 'payee-data');
const PEOPLE = entry('Statements', '/payees', 'payee-data');

/** What the navigation leads to beside a viewer's own pay. */
const GROUPS: readonly NavigationGroup[] = [
  group('Team', [entry('Teams', '/teams', 'payee-data'), entry('Approvals', '/approvals', 'team-step')]),
  group('Plans', [
    entry('Plans', '/plans'),
    entry('Rule files', '/rules', 'rules'),
    entry('Comparison', '/compare'),
  ]),
  group('Calculation', [
    entry('Imports', '/imports'),
    entry('Records', '/records'),
    entry('Runs', '/runs', 'runs'),
    // Payees see adjustments where they see their pay; this leads to those of everybody.
    entry('Adjustments', '/adjustments'),
  ]),
  group('Finance', [
    entry('Periods', '/periods'),
    entry('Payouts', '/payouts'),
    entry('Reconciliation', '/reconcile'),
    entry('Exceptions', '/reconcile/exceptions'),
    entry('Accruals', '/accounting/accruals'),
    entry('Contract costs', '/accounting/contract-costs'),
    entry('Journal', '/accounting/journal'),
    entry('Ledger', '/ledger'),
  ]),
  group('Audit', [entry('Audit trail', '/audit-trail'), entry('Verification', '/verification')]),
  group('Administration', [entry('Accounts', '/accounts', 'administer')]),
];

/** Most of it is the company's, and seen by those who see everybody. */
function entry(label: string, href: string, access: RouteAccess = 'company-data'): NavigationEntry {
  return { label, href, access };
}

function group(label: string, entries: readonly NavigationEntry[]): NavigationGroup {
  return { label, entries };
}

/**
 * What the navigation shows a viewer: what they may ask for.
 *
 * @example
 * navigationOf(viewer).map(({ label }) => label) // ['Pay']
 */
export function navigationOf(viewer: Viewer): readonly NavigationGroup[] {
  const pay = [...ownEntries(viewer), QUESTIONS, statementsOf(viewer)].flatMap((each) => each ?? []);
  return [group('Pay', pay), ...GROUPS]
    .map(({ label, entries }) =>
      group(
        label,
        entries.filter((each) => isShown(each, viewer)),
      ),
    )
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
    entry('My pay', own, 'payee-data'),
    entry('What-if', `${own}/what-if`, 'payee-step'),
    entry('Plan', `${own}/plan`, 'payee-data'),
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
