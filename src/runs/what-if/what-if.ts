import { inScopeIn, type PayeeScope } from '../../access/scope.js';
import { addDays, addMonths, type CivilDate } from '../../calendar/civil-date.js';
import { parseThrough } from '../../calendar/pay-period.js';
import { compareText, indexRecords } from '../../engine/record-index.js';
import { withTerritories } from '../../engine/territories/with-territories.js';
import { changedAmount } from '../../ledger/changed-amount.js';
import type { ChangedInput } from '../../ledger/closing/changed-input.js';
import { type Problem, problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import type { Company } from '../../records/company.js';
import type { RecordSet } from '../../records/record-set.js';
import type { Executor, Transaction } from '../../store/executor.js';
import { readRecordSet } from '../../store/read-record-set.js';
import { peopleWithin } from '../../store/roll-up-people.js';
import type { Run } from '../../store/runs.js';
import { readRunClosings } from '../closing/run-closings.js';
import { type NamedPayee, payeeOfNow } from '../named-payee.js';
import { peopleNeeded } from '../people-needed.js';
import { requireRun } from '../require-run.js';
import { type RulesOfRun, rulesOfRun } from '../rules-of-run.js';
import { type ComparedLines, compareLines } from './compare-lines.js';
import {
  type ComparedAmounts,
  type ComparedPeriod,
  comparedPeriod,
  isChanged,
  minorUnitsOf,
  pairStatements,
} from './compare-supposed.js';
import { type Overlay, overlaid } from './overlay.js';
import { readOverlay } from './read-overlay.js';
import { type SupposedStatements, supposedStatements } from './supposed-statements.js';
import type { WhatIfQuestion } from './what-if-question.js';

/** What would be of a payee's pay if something was supposed; amounts are decimal text. */
export interface WhatIf extends ComparedLines {
  readonly payee: NamedPayee;
  /** The last day that counts. */
  readonly through: CivilDate;
  /** The periods together: what is earned, payable and paid in them, and what is held at the end of the last. */
  readonly currencies: readonly (ComparedAmounts & { readonly currency: string })[];
  /** The statements that would be other, and the last of each pay group, in the order in which their periods end. */
  readonly periods: readonly ComparedPeriod[];
  /** What keeps the pay that is supposed from being known. */
  readonly problems: readonly Problem[];
}

/** So many lines are told and explained. */
const MOST_LINES = 200;
/** So far beyond the last calculated day may be looked. */
const MOST_MONTHS_AHEAD = 24;

/**
 * What would be of a payee's pay if deals were added, other, or not there: from records and rules as the shown run
 * saw them, by the engine that pays. Nothing is written and no lock is held. Fails before the first run, for whom the
 * scope does not show on the last calculated day, and for what is supposed wrongly.
 *
 * @example
 * const deals = [{ fields: { closeDate: '2026-03-20', acv: '40000' } }];
 * const found = await whatIf(db, scope, { payee: 'ada', deals, without: [] });
 * found.ok && found.value.currencies[0]?.earned.difference // '4000.00'
 */
export async function whatIf(
  executor: Executor,
  scope: PayeeScope,
  question: WhatIfQuestion,
): Promise<Result<WhatIf>> {
  return executor.read(async (trx) => {
    const run = await requireRun(trx);
    if (!run.ok) return run;
    const named = await payeeOfNow(trx, scope, question.payee, run.value);
    if (!named.ok) return named;
    const rules = await rulesOfRun(trx, run.value);
    const through = endOf(question.through, run.value, rules.book.company);
    if (!through.ok) return through;
    const known = await readKnown(trx, run.value, question.payee, rules);
    const overlay = readOverlay(question, {
      ...{ payee: question.payee, company: rules.book.company, records: known.records, own: known.own },
      role: roleOf(question.payee, known.records, rules),
      people: scope.all ? new Set(known.records.payee.map(({ id }) => id)) : null,
    });
    if (!overlay.ok) return overlay;
    const { change } = run.value;
    const shared = {
      ...{ payee: question.payee, name: named.value.name, rules, people: known.people, change },
      closings: await readRunClosings(trx, change),
      through: through.value,
    };
    const before = await supposedStatements(trx, { ...shared, records: known.records, supposed: [] });
    const records = overlaid(known.records, overlay.value);
    const supposed = changedInputs(overlay.value, known.own, change + 1);
    const after = await supposedStatements(trx, { ...shared, records, supposed });
    const isShown = (period: ComparedPeriod) => inScopeIn(scope, question.payee, period);
    return ok({
      payee: named.value,
      through: addDays(through.value, -1),
      ...compared(before, after, { change, isShown }),
    });
  });
}

/** The first day that does not count. */
function endOf(written: string | undefined, run: Run, company: Company): Result<CivilDate> {
  const known = addDays(run.through, 1);
  if (written === undefined) return ok(known);
  const through = parseThrough(written, company);
  const field = 'through';
  if (through === undefined) {
    const expected = 'a day or a pay period, such as 2026-03-31 or 2026-03';
    const message = 'this is no day and no pay period';
    return failed([problem('date-expected', message, { field, found: written, expected })]);
  }
  const last = addMonths(known, MOST_MONTHS_AHEAD);
  if (through >= known && through <= last) return ok(through);
  const expected = `from ${run.through} to ${addDays(last, -1)}`;
  const message = `${written} is not within what can be supposed`;
  return failed([problem('out-of-range', message, { field, found: written, expected })]);
}

/** What is known of a payee: all that takes calculating, and which deals are theirs or their team's. */
interface KnownRecords {
  readonly records: RecordSet;
  readonly people: readonly string[];
  readonly own: ReadonlySet<string>;
}

async function readKnown(
  trx: Transaction,
  { change: asOfChange }: Run,
  payee: string,
  { book: { plans, territories, company } }: RulesOfRun,
): Promise<KnownRecords> {
  const organization = await readRecordSet(trx, { asOfChange, payees: [] });
  const people = peopleNeeded(payee, organization, plans);
  // Which deals territories give to whom shows only from all deals.
  const chosen = territories === null ? { asOfChange, payees: people } : { asOfChange };
  const records = await readRecordSet(trx, chosen);
  const { dealsByPayee } = withTerritories(indexRecords(records), territories, company);
  const within = peopleWithin([payee], records);
  return { records, people, own: new Set(within.flatMap((each) => dealsByPayee.get(each) ?? [])) };
}

/** The first role that a plan of the payee credits, of the payee's own deals if any. */
function roleOf(payee: string, { assignment }: RecordSet, { book: { plans, company } }: RulesOfRun): string {
  const on = new Set(assignment.filter((each) => each.payee === payee).map(({ plan }) => plan));
  const measures = plans.filter(({ plan }) => on.has(plan.id)).flatMap(({ plan }) => plan.measures);
  const [first = measures[0]] = measures.filter(({ credit }) => credit.kind === 'own');
  return first?.credit.roles[0] ?? company.fullRoles[0] ?? '';
}

/** What is supposed as what a closing asks for where something that is closed changes. */
function changedInputs(
  { deals, without }: Overlay,
  own: ReadonlySet<string>,
  change: number,
): readonly ChangedInput[] {
  return [...deals.map(({ id }) => id), ...without].map((deal) => ({
    ...{ kind: 'deal', change, source: `deal ${deal} as it is supposed`, isNew: !own.has(deal), deal },
    ...{ payee: null, plan: null, invoice: null, receipt: null, currencies: [], date: null },
  }));
}

interface ComparisonContext {
  readonly change: number;
  /** Whether the scope shows a period. */
  readonly isShown: (period: ComparedPeriod) => boolean;
}

function compared(
  before: SupposedStatements,
  after: SupposedStatements,
  { change, isShown }: ComparisonContext,
) {
  const pairs = pairStatements(before.statements, after.statements);
  const all = pairs
    .map((pair) => ({ pair, period: comparedPeriod(pair) }))
    .filter(({ period }) => isShown(period));
  const last = new Set(new Map(all.map(({ period }) => [period.payGroup, period])).values());
  const shown = all.filter(({ period }) => isChanged(period) || last.has(period));
  const periods = shown.map(({ period }) => period);
  const calculations = { before: before.again, after: after.again, change };
  const { lines, lineCount } = compareLines(
    shown.map(({ pair }) => pair),
    calculations,
    MOST_LINES,
  );
  return { currencies: sumsOf(periods), periods, lines, lineCount, problems: problemsOf(after) };
}

function sumsOf(periods: readonly ComparedPeriod[]): WhatIf['currencies'] {
  return [...new Set(periods.map(({ currency }) => currency))].sort(compareText).map((currency) => {
    const own = periods.filter((each) => each.currency === currency);
    const sum = (name: 'earned' | 'payable' | 'paid') => {
      const [before, after] = (['before', 'after'] as const).map((side) =>
        own.reduce((total, each) => total + minorUnitsOf(each[name][side], currency), 0n),
      );
      return changedAmount(before ?? 0n, after ?? 0n, currency);
    };
    const held = own.at(-1)?.held ?? changedAmount(0n, 0n, currency);
    return { currency, earned: sum('earned'), payable: sum('payable'), held, paid: sum('paid') };
  });
}

/** Each once, though several statements tell of it. */
function problemsOf({ statements }: SupposedStatements): readonly Problem[] {
  const found = statements.flatMap(({ posted }) => posted.problems);
  return [...new Map(found.map((each) => [JSON.stringify(each), each])).values()];
}
