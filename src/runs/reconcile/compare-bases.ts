import { inScope, type PayeeScope } from '../../access/scope.js';
import type { ClosedRange } from '../../calendar/date-range.js';
import { monthsOf } from '../../calendar/proration.js';
import { calculate } from '../../engine/calculate.js';
import type { Basis } from '../../engine/measure.js';
import type { PlanVersion } from '../../engine/plan.js';
import { compareText } from '../../engine/record-index.js';
import { buildStatements } from '../../ledger/build-statements.js';
import { entitlementsOf } from '../../ledger/entitlement.js';
import type { PostedStatement } from '../../ledger/posted-statement.js';
import { type BasisNote, planOnBasis } from '../../ledger/reconcile/plan-on-basis.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import type { Assignment } from '../../records/record-kinds.js';
import type { Executor } from '../../store/executor.js';
import { readRecordSet } from '../../store/read-record-set.js';
import { peopleNeeded } from '../people-needed.js';
import { Reconciliation } from './reconciliation.js';

/** What bases are compared for. */
export interface BasesQuery {
  /** Months are told whole. */
  readonly range: ClosedRange;
  /** Only those who are ever on this plan, with all that they earn. */
  readonly plan?: string | undefined;
  readonly payee?: string | undefined;
}

/** What was or would have been earned and paid, as decimal text. */
export interface EarnedAndPaid {
  readonly earned: string;
  readonly payable: string;
  readonly paid: string;
}

/** A month in a currency: as it was posted, and as each basis would have it. */
export interface BasesRow extends Readonly<Record<Basis, EarnedAndPaid>> {
  readonly month: string;
  readonly currency: string;
  readonly posted: EarnedAndPaid;
}

/** The same deals under all bases, as JSON. */
export interface BasesDocument {
  readonly plan: string | null;
  readonly payee: string | null;
  readonly payees: number;
  readonly rows: readonly BasesRow[];
  /** What could not be moved to another basis as it is. */
  readonly notes: readonly BasisNote[];
}

const BASES = ['booked', 'recognized', 'collected'] as const satisfies readonly Basis[];

/** So many payees are calculated at a time, each with all whose deals they depend on. */
const AT_A_TIME = 500;

/**
 * What payees would have earned and been paid month by month, had all measures of their plans listened to bookings,
 * to revenue or to cash, beside what was posted; `null` before the first run. The plans are changed in memory and
 * calculated by the engine that calculates everything; a pay period belongs to the month in which it ends.
 *
 * @example
 * const bases = await compareBases(db, scope, { range: { from: '2026-01-01', to: '2026-04-01' }, payee: 'ada' });
 */
export async function compareBases(
  executor: Executor,
  scope: PayeeScope,
  query: BasesQuery,
): Promise<BasesDocument | null> {
  const reconciliation = await Reconciliation.open(executor, scope, 'ofRun');
  if (reconciliation === null) return null;
  const { asOfChange, book } = reconciliation;
  const organization = await readRecordSet(executor, { asOfChange, payees: [] });
  const payees = chosenPayees(organization.assignment, scope, query);
  const own = new Set(
    organization.assignment.filter(({ payee }) => payees.includes(payee)).map(({ plan }) => plan),
  );
  const sums = new BasisSums(query.range);
  for (let from = 0; from < payees.length; from += AT_A_TIME) {
    const shard = payees.slice(from, from + AT_A_TIME);
    const needed = new Set(shard.flatMap((payee) => peopleNeeded(payee, organization, book.plans)));
    await addShard(reconciliation, shard, [...needed].sort(compareText), sums);
  }
  const { plan = null, payee = null } = query;
  const notes = book.plans
    .filter((version) => own.has(version.plan.id))
    .flatMap((version) => BASES.flatMap((basis) => planOnBasis(version.plan, basis).notes));
  return { plan, payee, payees: payees.length, rows: sums.rows(), notes: distinct(notes) };
}

function chosenPayees(
  assignments: readonly Assignment[],
  scope: PayeeScope,
  { plan, payee }: BasesQuery,
): readonly string[] {
  const chosen = assignments
    .filter((each) => (plan === undefined || each.plan === plan) && inScope(scope, each.payee))
    .filter((each) => payee === undefined || each.payee === payee);
  return [...new Set(chosen.map((each) => each.payee))].sort(compareText);
}

/** Only those whose results anything of the shard depends on are calculated with it. */
async function addShard(
  reconciliation: Reconciliation,
  shard: readonly string[],
  payees: readonly string[],
  sums: BasisSums,
): Promise<void> {
  const { executor, asOfChange, through, book } = reconciliation;
  const { company, territories } = book;
  const selection = territories === null ? { asOfChange, payees } : { asOfChange };
  const records = await readRecordSet(executor, selection);
  const asked = new Set(shard);
  for (const payee of shard) {
    for (const statement of (await reconciliation.resultsOf(payee))?.statements ?? []) {
      sums.add('posted', statement);
    }
  }
  for (const basis of BASES) {
    const versions = book.plans.map(
      (version): PlanVersion => ({ ...version, plan: planOnBasis(version.plan, basis).plan }),
    );
    const calculation = calculate({ company, versions, territories, records, payees, through });
    const entitlements = entitlementsOf(calculation);
    for (const each of calculation.payees.filter(({ payee }) => asked.has(payee))) {
      for (const statement of buildStatements(calculation, each, entitlements)) sums.add(basis, statement);
    }
  }
}

type Side = Basis | 'posted';

interface Sums {
  earned: bigint;
  payable: bigint;
  paid: bigint;
}

class BasisSums {
  readonly #months: ReadonlySet<string>;
  readonly #sums = new Map<string, Map<Side, Sums>>();

  constructor(range: ClosedRange) {
    this.#months = new Set(monthsOf(range).map(({ from }) => from.slice(0, 7)));
  }

  add(
    side: Side,
    { period, currency, totals }: Pick<PostedStatement, 'period' | 'currency' | 'totals'>,
  ): void {
    // The last day of a pay period is the one before the first of the next.
    const month = monthsOf(period).at(-1)?.from.slice(0, 7) ?? '';
    if (!this.#months.has(month)) return;
    const key = `${month}\u0000${currency}`;
    const sides = this.#sums.get(key) ?? new Map<Side, Sums>();
    const sums = sides.get(side) ?? { earned: 0n, payable: 0n, paid: 0n };
    sums.earned += totals.earned;
    sums.payable += totals.payable;
    sums.paid += totals.paid;
    this.#sums.set(key, sides.set(side, sums));
  }

  rows(): readonly BasesRow[] {
    return [...this.#sums]
      .sort(([a], [b]) => compareText(a, b))
      .map(([key, sides]) => {
        const [month = '', currency = ''] = key.split('\u0000');
        const shown = (side: Side): EarnedAndPaid => {
          const { earned, payable, paid } = sides.get(side) ?? { earned: 0n, payable: 0n, paid: 0n };
          const money = (minor: bigint) => formatMinorUnits(minor, currency);
          return { earned: money(earned), payable: money(payable), paid: money(paid) };
        };
        return {
          month,
          currency,
          posted: shown('posted'),
          booked: shown('booked'),
          recognized: shown('recognized'),
          collected: shown('collected'),
        };
      });
  }
}

function distinct(notes: readonly BasisNote[]): readonly BasisNote[] {
  return [...new Map(notes.map((each) => [JSON.stringify(each), each])).values()];
}
