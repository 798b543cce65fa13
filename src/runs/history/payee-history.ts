import type { PayeeScope } from '../../access/scope.js';
import { addDays, type CivilDate, earlier } from '../../calendar/civil-date.js';
import type { Plan } from '../../engine/plan.js';
import type { Entitlement } from '../../ledger/entitlement.js';
import { measureStanding } from '../../ledger/measure-standing.js';
import { payGroupId } from '../../ledger/pay-group.js';
import type { Completeness, PostedStanding, PostedYear } from '../../ledger/posted-statement.js';
import type { MeasureStanding, YearToDate } from '../../ledger/statement.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import { ok, type Result } from '../../problems/result.js';
import { readEntitlements } from '../../store/entitlements.js';
import type { Executor } from '../../store/executor.js';
import { readPayeeHistory, type StatementWithoutLines } from '../../store/payee-history.js';
import { type NamedPayee, namedPayee } from '../named-payee.js';
import { requireRun } from '../require-run.js';
import { rulesOfRun } from '../rules-of-run.js';

/** What a payee earned, became payable, was paid and held in one pay period and currency; decimal text. */
export interface HistoryPeriod {
  readonly period: string;
  readonly from: CivilDate;
  /** The first day after the period. */
  readonly to: CivilDate;
  readonly payGroup: string;
  readonly currency: string;
  readonly status: Completeness;
  readonly earned: string;
  readonly payable: string;
  readonly paid: string;
  /** Earned since the first day and not payable yet at the end of the period. */
  readonly held: string;
  readonly yearToDate: YearToDate;
  /** Where the payee stood in each measure at the end of the period. */
  readonly attainments: readonly MeasureStanding[];
}

/** The fiscal year of a payee so far, in one currency; decimal text. */
export interface HistoryYear extends YearToDate {
  readonly currency: string;
  /** The period up to and with which it sums. */
  readonly through: string;
  readonly held: string;
}

/** All periods of a payee, and the fiscal year so far. */
export interface PayeeHistory {
  readonly payee: NamedPayee;
  /** The last calculated day. */
  readonly asOf: CivilDate;
  /** In the order in which the periods end, then of currencies. */
  readonly periods: readonly HistoryPeriod[];
  /** In the order of currencies. */
  readonly yearToDate: readonly HistoryYear[];
}

/**
 * What a payee earned, was paid and has held in every pay period, with attainment over time, and the fiscal year so
 * far; from stored statements. Fails before the first run, and for whom the scope does not show.
 *
 * @example
 * const history = await payeeHistory(db, scope, 'ada');
 * history.ok && history.value.yearToDate[0]?.earned // '48000.00'
 */
export async function payeeHistory(
  executor: Executor,
  scope: PayeeScope,
  payee: string,
): Promise<Result<PayeeHistory>> {
  return executor.read(async (trx) => {
    const run = await requireRun(trx);
    if (!run.ok) return run;
    const { id, through: asOf, change } = run.value;
    const named = await namedPayee(trx, scope, payee, change);
    if (!named.ok) return named;
    const statements = await readPayeeHistory(trx, scope, payee, { run: id });
    const entitlements = await readEntitlements(trx, id, payee);
    const { planOf } = await rulesOfRun(trx, run.value);
    const through = addDays(asOf, 1);
    const periods = statements.map((each) => historyPeriod(each, { entitlements, planOf, through }));
    return ok({ payee: named.value, asOf, periods, yearToDate: yearsToDate(statements) });
  });
}

interface HistoryContext {
  readonly entitlements: readonly Entitlement[];
  readonly planOf: (hash: string) => Plan;
  /** The first day that is not calculated. */
  readonly through: CivilDate;
}

function historyPeriod(
  { period, currency, status, totals, year, standings }: StatementWithoutLines,
  { entitlements, planOf, through }: HistoryContext,
): HistoryPeriod {
  const money = (minor: bigint) => formatMinorUnits(minor, currency);
  const { id, from, to, frequency } = period;
  return {
    ...{ period: id, from, to, payGroup: payGroupId({ frequency, currency }), currency, status },
    earned: money(totals.earned),
    payable: money(totals.payable),
    paid: money(totals.paid),
    held: money(totals.held),
    yearToDate: yearToDate(year, currency),
    attainments: standings.flatMap((standing) => {
      const own = entitlements.find((each) => isOf(each, standing));
      // Of what was closed on a plan that the payee is on no more, only the closing knows the plan.
      return own === undefined ? [] : [measureStanding(standing, planOf(own.planHash), earlier(to, through))];
    }),
  };
}

function isOf(entitlement: Entitlement, { assignment, segmentFrom }: PostedStanding): boolean {
  return entitlement.assignment === assignment && entitlement.segmentFrom === segmentFrom;
}

function yearToDate({ from, ...sums }: PostedYear, currency: string): YearToDate {
  const money = (minor: bigint) => formatMinorUnits(minor, currency);
  const { earned, payable, drawn, guaranteed, adjusted, recovered, paid } = sums;
  return {
    from,
    earned: money(earned),
    payable: money(payable),
    drawn: money(drawn),
    guaranteed: money(guaranteed),
    adjusted: money(adjusted),
    recovered: money(recovered),
    paid: money(paid),
  };
}

function yearsToDate(statements: readonly StatementWithoutLines[]): readonly HistoryYear[] {
  const last = new Map(statements.map((each) => [each.currency, each]));
  return [...last.values()]
    .sort((a, b) => (a.currency < b.currency ? -1 : 1))
    .map(({ currency, year, totals, period }) => ({
      ...{ currency, through: period.id, held: formatMinorUnits(totals.held, currency) },
      ...yearToDate(year, currency),
    }));
}
