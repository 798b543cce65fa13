import { addDays } from '../../calendar/civil-date.js';
import type { PayPeriod } from '../../calendar/pay-period.js';
import type { Closing } from '../../ledger/closed-statement.js';
import { groupedBy } from '../../ledger/grouped-by.js';
import { type PayGroupName, payGroupId } from '../../ledger/pay-group.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import { readClosings, readClosingTotals } from '../../store/closings.js';
import type { Executor } from '../../store/executor.js';
import { type PeriodEvent, readPeriodEvents } from '../../store/period-events.js';
import type { PeriodState } from '../../store/period-state.js';
import { readRunGroups } from '../../store/run-groups.js';
import { publishedRun, type Run } from '../../store/runs.js';

/** Where a pay period of a pay group stands, and what its statements come to. Amounts are decimal text. */
export interface PeriodStatus extends PayGroupName {
  readonly payGroup: string;
  readonly period: PayPeriod;
  readonly state: PeriodState;
  readonly statements: number;
  /** How many of them a problem keeps from being known in full. */
  readonly incomplete: number;
  readonly earned: string;
  readonly payable: string;
  readonly paid: string;
  /** The number of its closing; `null` while it is not closed. */
  readonly closing: number | null;
  /** The last step that was made; `null` before the first. */
  readonly last: PeriodEvent | null;
}

/** A period with the steps it went through and the run that is published. */
export interface KnownPeriod {
  readonly status: PeriodStatus;
  /** In the order in which they were made. */
  readonly events: readonly PeriodEvent[];
  readonly run: Run | null;
}

/** Which pay periods are asked for; what is left out is not asked of them. */
export interface PeriodFilter {
  readonly payGroup?: string;
  readonly period?: string;
}

/**
 * Where the pay periods of all pay groups stand: those of the published run, and those that are closed.
 *
 * @example
 * (await readPeriods(db, { payGroup: 'monthly-USD' })).map(({ status }) => status.state) // ['closed', 'calculated']
 */
export async function readPeriods(
  executor: Executor,
  filter: PeriodFilter = {},
): Promise<readonly KnownPeriod[]> {
  return executor.read(async (trx) => {
    const run = await publishedRun(trx);
    const events = groupedBy(await readPeriodEvents(trx), placeOf);
    const totals = new Map((await readClosingTotals(trx)).map((each) => [each.closing, each]));
    const closed = await readClosings(trx);
    const closings = new Map(closed.map((each) => [placeOf({ ...each, period: each.period.id }), each]));
    const calculated = run === null ? [] : await readRunGroups(trx, run.id);
    const places = new Map<string, PayGroupName & { readonly period: PayPeriod }>();
    for (const each of closed) places.set(placeOf({ ...each, period: each.period.id }), each);
    for (const each of calculated) {
      places.set(placeOf({ payGroup: payGroupId(each), period: each.period.id }), each);
    }
    const inRun = new Map(
      calculated.map((each) => [placeOf({ payGroup: payGroupId(each), period: each.period.id }), each]),
    );
    return [...places]
      .map(([place, { frequency, currency, period }]): KnownPeriod => {
        const closing = closings.get(place) ?? null;
        const own = events.get(place) ?? [];
        const figures = (closing === null ? inRun.get(place) : totals.get(closing.number)) ?? NOTHING;
        const money = (minor: bigint) => formatMinorUnits(minor, currency);
        const status = {
          payGroup: payGroupId({ frequency, currency }),
          frequency,
          currency,
          period,
          state: stateOf({ period, closing, events: own, run }),
          statements: figures.statements,
          incomplete: closing === null ? (inRun.get(place)?.incomplete ?? 0) : 0,
          earned: money(figures.earned),
          payable: money(figures.payable),
          paid: money(figures.paid),
          closing: closing?.number ?? null,
          last: own.at(-1) ?? null,
        };
        return { status, events: own, run };
      })
      .filter(
        ({ status }) =>
          (filter.payGroup === undefined || status.payGroup === filter.payGroup) &&
          (filter.period === undefined || status.period.id === filter.period),
      )
      .sort(byPlace);
  });
}

const NOTHING = { statements: 0, earned: 0n, payable: 0n, paid: 0n };

function placeOf({ payGroup, period }: { readonly payGroup: string; readonly period: string }): string {
  return `${payGroup}\u0000${period}`;
}

function byPlace({ status: a }: KnownPeriod, { status: b }: KnownPeriod): number {
  const [one, other] = [a, b].map(
    ({ payGroup, period }) => `${payGroup}\u0000${period.to}\u0000${period.id}`,
  );
  return (one ?? '') < (other ?? '') ? -1 : Number(one !== other);
}

interface StateQuestion {
  readonly period: PayPeriod;
  readonly closing: Closing | null;
  readonly events: readonly PeriodEvent[];
  readonly run: Run | null;
}

/** After a rejection a period is open until it is calculated anew. */
function stateOf({ period, closing, events, run }: StateQuestion): PeriodState {
  const last = events.at(-1);
  if (last !== undefined && last.act !== 'rejected') return last.state;
  if (closing !== null) return 'closed';
  const isKnown = run !== null && addDays(run.through, 1) >= period.to && run.id !== last?.run;
  return isKnown ? 'calculated' : 'open';
}
