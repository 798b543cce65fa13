import type { CivilDate } from '../calendar/civil-date.js';
import { dayNumber } from '../calendar/day-number.js';
import type { CreditColumns } from '../engine/fold/credit-payee.js';
import { type FoldPlan, foldPlan } from '../engine/fold/fold-plan.js';
import type { Plan } from '../engine/plan.js';
import { compareText, indexRecords, type RecordIndex } from '../engine/record-index.js';
import { ok, type Result } from '../problems/result.js';
import { ByteKeys } from '../records/columns/byte-keys.js';
import type { RecordSet } from '../records/record-set.js';
import { latestChange } from '../store/change.js';
import { withLittleCache } from '../store/columns/with-little-cache.js';
import type { Transaction } from '../store/executor.js';
import { readRecordSet } from '../store/read-record-set.js';
import { mayStandAsClosed, type RunClosings, readRunClosings } from './closing/run-closings.js';
import type { CashBeside } from './folding/cash-beside.js';
import { canBeFolded, type PersonOnPlans, peopleOnPlans } from './folding/people-on-plans.js';
import { readCreditColumns } from './folding/read-credit-columns.js';
import type { ThreadTerms } from './folding/thread-terms.js';
import { withCashBeside } from './folding/with-cash-beside.js';
import { readStoredRules, type StoredRules } from './stored-rules.js';

/** What a run is calculated from, all from one state of the database. */
export interface RunInputs {
  /** The change after which it was read. */
  readonly change: number;
  readonly rules: StoredRules;
  /** People, teams, targets, quotas and rates; no deals. */
  readonly organization: RecordSet;
  readonly index: RecordIndex;
  readonly people: readonly PersonOnPlans[];
  /** What is closed, and what has changed since. */
  readonly closings: RunClosings;
  readonly plans: ReadonlyMap<Plan, FoldPlan>;
  /** What is folded; `null` where nobody's plans can be. */
  readonly columns: CreditColumns | null;
}

/**
 * Reads what a run is calculated from. Deals are read as columns where plans can be folded; those of payees
 * whose plans can not are read later, as they were after the same change.
 *
 * @param thread whether a second thread numbers the deals and reads the cash meanwhile
 *
 * @example
 * const inputs = await db.read((trx) => readRunInputs(trx, '2026-04-01', thread));
 */
export async function readRunInputs(
  trx: Transaction,
  through: CivilDate,
  thread: ThreadTerms,
): Promise<Result<RunInputs>> {
  const rules = await readStoredRules(trx);
  if (!rules.ok) return rules;
  const { plans: versions, territories } = rules.value.book;
  const plans = new Map(
    versions.flatMap(({ plan }) => {
      // Columns are read for those who hold splits that are loaded; territories give others.
      const folded = territories === null ? foldPlan(plan) : null;
      return folded === null ? [] : [[plan, folded] as const];
    }),
  );
  const inputs = await withCashBeside(trx, [...plans.values()], thread, (cash) =>
    readWith(trx, { rules: rules.value, plans, through, cash }),
  );
  return ok(inputs);
}

/** What else a run is calculated from is read by. */
interface ReadingTerms extends Pick<RunInputs, 'rules' | 'plans'> {
  readonly through: CivilDate;
  /** Another thread that reads meanwhile, where there is one. */
  readonly cash: CashBeside | null;
}

async function readWith(trx: Transaction, { rules, plans, through, cash }: ReadingTerms): Promise<RunInputs> {
  const { company, plans: versions } = rules.book;
  const organization = await readRecordSet(trx, { payees: [] });
  const index = indexRecords(organization);
  const change = await latestChange(trx);
  const closings = await readRunClosings(trx, change);
  const people = withPosted(peopleOnPlans(versions, index, through), closings);
  const isAnybody = people.some(
    (each) => each.segments.length > 0 && mayStandAsClosed(each, closings) && canBeFolded(each, plans),
  );
  if (!isAnybody) return { change, rules, organization, index, people, closings, plans, columns: null };
  const asked = {
    plans: [...plans.values()],
    company,
    payees: numbered(people.map(({ payee }) => payee)),
    through: dayNumber(through),
    cash,
  };
  const columns = await withLittleCache(trx, () => readCreditColumns(trx, asked));
  return { change, rules, organization, index, people, closings, plans, columns };
}

/**
 * With those who are no payees any more and have a statement that is closed.
 *
 * @example
 * const people = withPosted(peopleOnPlans(versions, index, through), closings);
 */
export function withPosted(
  people: readonly PersonOnPlans[],
  { posted }: RunClosings,
): readonly PersonOnPlans[] {
  const known = new Set(people.map(({ payee }) => payee));
  const gone = [...posted.keys()].filter((payee) => !known.has(payee));
  if (gone.length === 0) return people;
  const others = gone.map((payee) => ({ payee, segments: [], problems: [], payoutCurrency: null }));
  return [...people, ...others].sort((a, b) => compareText(a.payee, b.payee));
}

/**
 * Numbers texts from 0, in their order.
 *
 * @example
 * numbered(['ada', 'bo']).text(1) // 'bo'
 */
export function numbered(ids: readonly string[]): ByteKeys {
  const keys = new ByteKeys();
  for (const id of ids) {
    const bytes = Buffer.from(id);
    keys.intern(bytes, 0, bytes.length);
  }
  return keys;
}
