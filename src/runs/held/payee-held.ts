import type { PayeeScope } from '../../access/scope.js';
import { addDays, type CivilDate } from '../../calendar/civil-date.js';
import { DealStreams } from '../../engine/events/deal-events.js';
import { compareText, indexRecords } from '../../engine/record-index.js';
import { payGroupId } from '../../ledger/pay-group.js';
import { shownShares } from '../../ledger/posted-release.js';
import type { StatementShare } from '../../ledger/statement.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import { ok, type Result } from '../../problems/result.js';
import { readEntitlements } from '../../store/entitlements.js';
import type { Executor } from '../../store/executor.js';
import { readPayeeHistory, type StatementWithoutLines } from '../../store/payee-history.js';
import { readRecordSet } from '../../store/read-record-set.js';
import { type NamedPayee, payeeOfNow } from '../named-payee.js';
import { requireRun } from '../require-run.js';
import { rulesOfRun } from '../rules-of-run.js';
import { type OpenInvoice, openInvoices } from './open-invoices.js';

/** A deal as people know it. */
export interface HeldDeal {
  readonly id: string;
  readonly name: string | null;
  readonly account: string | null;
}

/** What is earned and not payable yet on a deal by a component, and what it waits for; decimal text. */
export interface HeldItem {
  readonly payGroup: string;
  readonly currency: string;
  /** The title of the plan, or its id. */
  readonly plan: string;
  readonly assignment: string;
  readonly component: string;
  /** `null` for what belongs to no deal. */
  readonly deal: HeldDeal | null;
  readonly amount: string;
  /** In words, one text for each share that has not come all the way. */
  readonly waitsFor: readonly string[];
  readonly shares: readonly StatementShare[];
  /** The invoices of the deal of which something is open. */
  readonly invoices: readonly OpenInvoice[];
}

/** All that is held of a payee. */
export interface PayeeHeld {
  readonly payee: NamedPayee;
  /** The last calculated day. */
  readonly asOf: CivilDate;
  readonly totals: readonly { readonly currency: string; readonly amount: string }[];
  /** In the order of pay groups, then as the statements tell it. */
  readonly items: readonly HeldItem[];
}

/**
 * What is held of a payee on the last calculated day: on which deal, what it waits for, and which invoices are open.
 * Fails before the first run, and for whom the scope does not show on that day.
 *
 * @example
 * const held = await payeeHeld(db, scope, 'ada');
 * held.ok && held.value.items[0]?.invoices[0]?.overdueDays // 12
 */
export async function payeeHeld(
  executor: Executor,
  scope: PayeeScope,
  payee: string,
): Promise<Result<PayeeHeld>> {
  return executor.read(async (trx) => {
    const run = await requireRun(trx);
    if (!run.ok) return run;
    const { id, through: asOf, change } = run.value;
    const named = await payeeOfNow(trx, scope, payee, run.value);
    if (!named.ok) return named;
    const statements = await readPayeeHistory(trx, scope, payee, { run: id });
    const latest = latestOfGroups(statements);
    const deals = [...new Set(latest.flatMap(({ held }) => held.flatMap(({ deal }) => deal ?? [])))].sort();
    const records = await readRecordSet(trx, { asOfChange: change, deals });
    const { company } = (await rulesOfRun(trx, run.value)).book;
    const through = addDays(asOf, 1);
    const streams = new DealStreams(indexRecords(records), company, through);
    const plans = new Map(
      (await readEntitlements(trx, id, payee)).map((each) => [each.assignment, each.title ?? each.plan]),
    );
    const items = latest.flatMap((statement) => itemsOf(statement, { streams, plans, through }));
    return ok({ payee: named.value, asOf, totals: totalsOf(statements), items });
  });
}

/** The last statement of each pay group, in the order of pay groups: what is held is told there in all. */
function latestOfGroups(statements: readonly StatementWithoutLines[]): readonly StatementWithoutLines[] {
  const latest = new Map(statements.map((each) => [groupOf(each), each]));
  return [...latest].sort(([a], [b]) => compareText(a, b)).map(([, statement]) => statement);
}

function groupOf({ period: { frequency }, currency }: StatementWithoutLines): string {
  return payGroupId({ frequency, currency });
}

interface HeldContext {
  readonly streams: DealStreams;
  /** The plan of each assignment. */
  readonly plans: ReadonlyMap<string, string>;
  readonly through: CivilDate;
}

function itemsOf(
  statement: StatementWithoutLines,
  { streams, plans, through }: HeldContext,
): readonly HeldItem[] {
  const { currency, held } = statement;
  return held.map(({ assignment, component, deal: dealId, amount, shares: posted }) => {
    const deal = dealId === null ? undefined : streams.index.deals.get(dealId);
    const shares = shownShares(posted);
    const open = shares.filter(({ reached }) => reached !== '100%');
    return {
      ...{ payGroup: groupOf(statement), currency, plan: plans.get(assignment) ?? assignment },
      ...{ assignment, component, amount, shares },
      deal: dealId === null ? null : { id: dealId, name: deal?.name ?? null, account: deal?.account ?? null },
      waitsFor: open.map(({ share, because }) => (shares.length === 1 ? because : `${share}: ${because}`)),
      invoices: deal === undefined ? [] : openInvoices(deal, streams, through),
    };
  });
}

/** A currency has one balance, whatever the pay groups: its last statement tells it. */
function totalsOf(statements: readonly StatementWithoutLines[]): PayeeHeld['totals'] {
  return [...new Map(statements.map((each) => [each.currency, each.totals.held]))]
    .sort(([a], [b]) => compareText(a, b))
    .map(([currency, minor]) => ({ currency, amount: formatMinorUnits(minor, currency) }));
}
