import { compareText, indexRecords, type RecordIndex } from '../../engine/record-index.js';
import { withTerritories } from '../../engine/territories/with-territories.js';
import { type CauseStep, causeSteps } from '../../ledger/closing/cause-steps.js';
import type { ChangedInput } from '../../ledger/closing/changed-input.js';
import { changesBySubject } from '../../ledger/closing/changes-by-subject.js';
import { concerningInputs, type DependsOn } from '../../ledger/closing/concerning-inputs.js';
import type { OpenGroup } from '../../ledger/closing/open-groups.js';
import type { ClosedGroup } from '../../ledger/closing/payee-closing.js';
import type { RecordSet } from '../../records/record-set.js';
import type { RuleBook } from '../../rules/rule-book.js';
import { readRecordSet } from '../../store/read-record-set.js';
import { peopleWithin } from '../../store/roll-up-people.js';
import { peopleNeeded } from '../people-needed.js';
import type { PastReader } from './past-inputs.js';

/** A pay group of a payee of which what is closed comes to something else now. */
export interface AdjustedGroup {
  readonly payee: string;
  readonly group: OpenGroup;
  readonly closed: ClosedGroup;
}

/** What is to be tried for one pay group of a payee. */
export interface CauseTask extends AdjustedGroup {
  /** Whose deals and measures count. */
  readonly people: ReadonlySet<string>;
  readonly deals: ReadonlySet<string>;
  /** All that can have made the adjustments, in the order in which it was recorded. */
  readonly steps: readonly CauseStep[];
  /** The records of the people as they are now. */
  readonly index: RecordIndex;
}

/** So many steps are tried for a payee at the most: each of them is a calculation. */
const MOST_STEPS = 20;
/** So many deals are calculated at the most in all the steps of a payee together. */
const MOST_DEALS = 200_000;

/**
 * What is to be tried to find what made adjustments: the steps that can have concerned each payee.
 *
 * @param changes all that was changed since; what is later than the last stored change is only supposed
 * @example
 * (await causeTasks(reader, adjusted, { changes, stored: 12 }))[0]?.steps.length // 2
 */
export async function causeTasks(
  reader: PastReader,
  adjusted: readonly AdjustedGroup[],
  { changes, stored }: { readonly changes: readonly ChangedInput[]; readonly stored: number },
): Promise<readonly CauseTask[]> {
  const book = await reader.rulesAfter(stored);
  if (book === null) return [];
  const now = (await reader.peopleAfter(stored)).organization;
  const known = new Map<number, Circumstances>([[stored, { book, organization: now }]]);
  for (const { closed } of adjusted) {
    if (known.has(closed.change)) continue;
    const then = await reader.rulesAfter(closed.change);
    const { organization } = await reader.peopleAfter(closed.change);
    known.set(closed.change, { book: then ?? book, organization });
  }
  const at = (change: number) => known.get(change) ?? { book, organization: now };
  const who = adjusted.map(({ payee, closed }) => dependsOn(payee, [at(closed.change), at(stored)]));
  const people = [...new Set(who.flatMap((each) => [...each.people]))].sort(compareText);
  const isOfTerritories = book.territories !== null;
  const chosen = isOfTerritories ? {} : { payees: people, people: now };
  const records = await readRecordSet(reader.trx, { asOfChange: stored, ...chosen });
  const index = withTerritories(indexRecords(records), book.territories, book.company);
  const context = { changes: changesBySubject(changes), index };
  const supposed = changes.filter(({ change }) => change > stored);
  return adjusted.map((each, place) => {
    const own = who[place] ?? dependsOn(each.payee, []);
    const found = concerningInputs(own, each.closed, context);
    const inputs = [...found.inputs.filter(({ change }) => change <= stored), ...supposed];
    const most = mostSteps(isOfTerritories ? records.deal.length : found.deals.size);
    const steps = causeSteps(inputs, { stored, most });
    return { ...each, people: own.people, deals: found.deals, steps, index };
  });
}

function mostSteps(deals: number): number {
  return Math.max(1, Math.min(MOST_STEPS, Math.floor(MOST_DEALS / Math.max(1, deals))));
}

/** Rules and people at one time. */
interface Circumstances {
  readonly book: RuleBook;
  readonly organization: RecordSet;
}

/** On whom a payee's pay depends at one time or another. */
function dependsOn(payee: string, times: readonly Circumstances[]): DependsOn {
  const people = new Set([
    payee,
    ...times.flatMap(({ book, organization }) => {
      return peopleWithin(peopleNeeded(payee, organization, book.plans), organization);
    }),
  ]);
  const assigned = times.flatMap(({ organization }) => organization.assignment);
  const plans = new Set(assigned.filter((each) => people.has(each.payee)).map(({ plan }) => plan));
  return { payee, people, plans };
}
