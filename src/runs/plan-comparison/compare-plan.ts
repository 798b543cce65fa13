import { inScope, type PayeeScope } from '../../access/scope.js';
import { addDays, type CivilDate, earlier } from '../../calendar/civil-date.js';
import type { ClosedRange } from '../../calendar/date-range.js';
import { calculate } from '../../engine/calculate.js';
import type { PlanVersion } from '../../engine/plan.js';
import { compareText } from '../../engine/record-index.js';
import { ok, type Result } from '../../problems/result.js';
import type { RecordSet } from '../../records/record-set.js';
import type { Executor } from '../../store/executor.js';
import { readRecordSet } from '../../store/read-record-set.js';
import { askedMonths, type MonthsQuestion } from '../asked-months.js';
import { peopleNeeded, readsEverybody, readsPlan, readsTeam } from '../people-needed.js';
import { requireRun } from '../require-run.js';
import { rulesOfRun } from '../rules-of-run.js';
import { type ComparedBooks, comparedBooks, type VersionsQuestion } from './compared-books.js';
import { type ComparedPay, comparePay, type PayAmounts, payOf } from './compared-pay.js';
import { type ComparisonSums, ComparisonTotals } from './comparison-totals.js';

/** Which versions of a plan are compared, on the data of which months, and for whom. */
export interface PlanComparisonQuestion extends VersionsQuestion, MonthsQuestion {
  readonly scope: PayeeScope;
  /** The only payee who is compared; all whom it concerns unless said. */
  readonly payee?: string | undefined;
}

/** A version of a plan that was compared. */
export interface ComparedPlan {
  readonly hash: string;
  readonly title: string | null;
}

/** What another version of a plan would have made of past data; amounts are decimal text. */
export interface PlanComparison extends ComparisonSums {
  readonly plan: string;
  /** `null` where it is what is published. */
  readonly against: ComparedPlan | null;
  readonly with: ComparedPlan;
  readonly from: CivilDate;
  /** The last day that counts. */
  readonly through: CivilDate;
}

/** What a comparison tells while it goes on, and what ends it. */
export interface ComparisonWatch {
  readonly onProgress: (payees: { readonly done: number; readonly total: number }) => void;
  /** Ends when the comparison is called off, whose reason is then thrown. */
  readonly signal: AbortSignal;
}

/** So many payees are calculated together, so that their deals are in memory and not all deals. */
const PAYEES_AT_A_TIME = 200;

/**
 * Calculates all whom a plan concerns by two versions of it, from the records as the shown run saw them, as if nothing
 * was closed and nothing adjusted by hand. Nothing is stored. Fails before the first run, for what are no months, and
 * where there is no such plan or version or the file is not sound.
 *
 * @param take hears of each payee, period and component, in order, whether anything is other or not
 * @param watch hears how many payees are done, and may call it off
 * @example
 * const found = await comparePlan(db, { scope, plan: 'ae', with: { file: 'ae.yaml', text } }, (row) => rows.push(row));
 * found.ok && found.value.totals[0]?.earned.difference // '12400.00'
 */
export async function comparePlan(
  executor: Executor,
  question: PlanComparisonQuestion,
  take: (row: ComparedPay) => void = () => {},
  watch?: ComparisonWatch,
): Promise<Result<PlanComparison>> {
  const run = await requireRun(executor);
  if (!run.ok) return run;
  const { change, through: lastDay } = run.value;
  const { company } = (await rulesOfRun(executor, run.value)).book;
  const months = askedMonths(question, company, lastDay);
  if (!months.ok) return months;
  const books = await comparedBooks(executor, change, question, months.value);
  if (!books.ok) return books;
  const through = earlier(months.value.to, addDays(lastDay, 1));
  const organization = await readRecordSet(executor, { asOfChange: change, payees: [] });
  const concerned = payeesConcerned(question, organization, books.value);
  const totals = new ComparisonTotals();
  for (let from = 0; from < concerned.length; from += PAYEES_AT_A_TIME) {
    watch?.signal.throwIfAborted();
    watch?.onProgress({ done: from, total: concerned.length });
    const payees = concerned.slice(from, from + PAYEES_AT_A_TIME);
    const shard = { payees, organization, change, through, months: months.value };
    const onHalf = () =>
      watch?.onProgress({ done: from + Math.floor(payees.length / 2), total: concerned.length });
    for (const row of await compareShard(executor, books.value, shard, onHalf)) {
      totals.add(row);
      take(row);
    }
  }
  watch?.onProgress({ done: concerned.length, total: concerned.length });
  const { against, with: other } = books.value;
  return ok({
    plan: question.plan,
    against: against === null ? null : { hash: against.hash, title: against.title },
    with: { hash: other.hash, title: other.title },
    from: months.value.from,
    through: addDays(through, -1),
    ...totals.sums(),
  });
}

/** Whoever is on the plan, and whose pay depends on somebody's who is. */
function payeesConcerned(
  { plan, scope, payee }: PlanComparisonQuestion,
  organization: RecordSet,
  { before, after }: ComparedBooks,
): readonly string[] {
  const versions = [...before, ...after];
  const onPlan = new Set(
    organization.assignment.filter((each) => each.plan === plan).map((each) => each.payee),
  );
  const looking = new Set(
    versions.filter(({ plan: each }) => looksAtOthers(each)).map(({ plan: { id } }) => id),
  );
  const lookers = new Set(
    organization.assignment.filter((each) => looking.has(each.plan)).map((each) => each.payee),
  );
  return organization.payee
    .map(({ id }) => id)
    .filter((id) => inScope(scope, id) && (payee === undefined || payee === id))
    .filter((id) => {
      if (onPlan.has(id)) return true;
      return lookers.has(id) && peopleNeeded(id, organization, versions).some((each) => onPlan.has(each));
    })
    .sort(compareText);
}

function looksAtOthers(plan: PlanVersion['plan']): boolean {
  return plan.components.some(readsTeam) || readsPlan(plan) || readsEverybody(plan);
}

interface Shard {
  readonly payees: readonly string[];
  readonly organization: RecordSet;
  readonly change: number;
  /** The first day that is not known. */
  readonly through: CivilDate;
  readonly months: ClosedRange;
}

/** @param onHalf hears when they are calculated by the first of the two */
async function compareShard(
  executor: Executor,
  { company, territories, before, after }: ComparedBooks,
  { payees, organization, change: asOfChange, through, months }: Shard,
  onHalf: () => void,
): Promise<readonly ComparedPay[]> {
  const versions = [...before, ...after];
  const needed = [...new Set(payees.flatMap((each) => peopleNeeded(each, organization, versions)))].sort(
    compareText,
  );
  // Which deals territories give to whom shows only from all deals.
  const chosen = territories === null ? { asOfChange, payees: needed } : { asOfChange };
  const records = await readRecordSet(executor, chosen);
  const paidBy = (each: ComparedBooks['before']) => {
    const input = { company, versions: each, territories, records, through, payees: needed };
    const calculation = calculate(input);
    const books = new Map(calculation.payees.map((book) => [book.payee, book]));
    return (payee: string): readonly PayAmounts[] => {
      const book = books.get(payee);
      return book === undefined ? [] : payOf(calculation, book, months);
    };
  };
  const old = paidBy(before);
  onHalf();
  const now = paidBy(after);
  const names = new Map(records.payee.map(({ id, name }) => [id, name]));
  return payees.flatMap((payee) =>
    comparePay({ id: payee, name: names.get(payee) ?? payee }, old(payee), now(payee)),
  );
}
