import type { CostEpoch } from '../../ledger/accounting/cost-epoch.js';
import { type Month, monthOf } from '../../ledger/accounting/month.js';
import type { Closing } from '../../ledger/closed-statement.js';
import type { Entitlement } from '../../ledger/entitlement.js';
import { groupedBy } from '../../ledger/grouped-by.js';
import { payGroupId } from '../../ledger/pay-group.js';
import type { RuleBook } from '../../rules/rule-book.js';
import type { Transaction } from '../../store/executor.js';
import type { Run } from '../../store/runs.js';
import { rulesOfRun } from '../rules-of-run.js';
import { readStoredRules } from '../stored-rules.js';
import { costTermsIn } from './cost-terms-in.js';

/** Tells what is said of what an entitlement earns, over time. */
export type EpochsOf = (entitlement: Entitlement) => readonly CostEpoch[];

/** The rules from a month on. */
interface RuleEpoch {
  readonly from: Month;
  readonly book: RuleBook;
  readonly termsOf: ReturnType<typeof costTermsIn>;
}

/**
 * What is said of costs over time: of months that are closed what the rules said when they were closed, and of all
 * that follow what they say now, so that the books of closed months stand. The months are those that are closed for
 * the pay group of what is earned.
 *
 * @param closings in the order in which periods were closed
 * @example
 * const epochsOf = await costEpochs(trx, run, await readClosings(trx));
 * epochsOf(entitlement).map(({ from }) => from) // ['', '2026-04'], where the rules were changed after March was closed
 */
export async function costEpochs(
  trx: Transaction,
  run: Run,
  closings: readonly Closing[],
): Promise<EpochsOf> {
  const now = (await rulesOfRun(trx, run)).book;
  const books = new Map<string, RuleBook>([[run.rulesHash, now]]);
  for (const { rulesHash, change } of closings) {
    if (books.has(rulesHash)) continue;
    const then = await readStoredRules(trx, { asOfChange: change });
    // What this version of the program cannot read any more is taken to have said what the rules say now.
    books.set(rulesHash, then.ok ? then.value.book : now);
  }
  const byGroup = new Map(
    [...groupedBy(closings, ({ payGroup }) => payGroup)].map(([group, own]) => {
      return [group, ruleEpochs(own, (closing) => books.get(closing.rulesHash) ?? now, now)];
    }),
  );
  const always = ruleEpochs([], () => now, now);
  const known = new WeakMap<Entitlement, readonly CostEpoch[]>();
  return (entitlement) => {
    const found = known.get(entitlement);
    if (found !== undefined) return found;
    const epochs = (byGroup.get(payGroupId(entitlement)) ?? always).map((each) => epochOf(each, entitlement));
    known.set(entitlement, epochs);
    return epochs;
  };
}

/** What the rules were in the closed months of a pay group, each time that they became others, and now. */
function ruleEpochs(
  closings: readonly Closing[],
  bookOf: (closing: Closing) => RuleBook,
  now: RuleBook,
): readonly RuleEpoch[] {
  const epochs: RuleEpoch[] = [];
  let from: Month = '';
  const add = (book: RuleBook) => {
    if (epochs.at(-1)?.book !== book) epochs.push({ from, book, termsOf: costTermsIn(book) });
  };
  for (const closing of closings) {
    // A month of which only a part is closed is open.
    const open = monthOf(closing.period.to);
    if (open <= from) continue;
    add(bookOf(closing));
    from = open;
  }
  add(now);
  return epochs;
}

function epochOf({ from, book, termsOf }: RuleEpoch, entitlement: Entitlement): CostEpoch {
  const { expectedRelationshipMonths: relationshipMonths, costExpedient: expedient } = book.company;
  return { from, cost: termsOf(entitlement), company: { relationshipMonths, expedient } };
}
