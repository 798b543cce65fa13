import type { ChangedInput } from '../../ledger/closing/changed-input.js';
import type { RuleBook } from '../../rules/rule-book.js';
import type { Transaction } from '../../store/executor.js';
import { readTouchedRecords } from '../../store/touched-records.js';
import { PeopleGraph } from '../incremental/people-graph.js';
import { touchedPayees } from '../incremental/touched-payees.js';
import type { Organization } from '../people-needed.js';

/** More changes than this are not looked at one by one: they concern nearly everybody. */
const MOST_CHANGES = 100;

/**
 * Whose results may have become others by some changes: who holds what changed, and who reads theirs. `null` where
 * that may be everybody.
 *
 * @param changed all that was changed, of records and of rules
 * @example
 * await concernedPayees(trx, changed, { book, organization }) // Set { 'ada', 'mia' }, who manages ada
 */
export async function concernedPayees(
  trx: Transaction,
  changed: readonly ChangedInput[],
  { book, organization }: { readonly book: RuleBook; readonly organization: Organization },
): Promise<ReadonlySet<string> | null> {
  // Which deals territories give to whom shows only from all deals.
  if (book.territories !== null) return null;
  const changes = new Set(changed.map(({ change }) => change));
  if (changes.size > MOST_CHANGES) return null;
  const payees = new Set<string>();
  for (const change of changes) {
    const records = await readTouchedRecords(trx, { after: change - 1, through: change });
    const touched = records === null ? null : await touchedPayees(trx, records);
    if (touched === null) return null;
    for (const payee of touched.payees) payees.add(payee);
  }
  const graph = new PeopleGraph(organization, book.plans);
  return new Set([...payees, ...graph.dependentsOf(payees)]);
}
