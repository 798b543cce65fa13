import type { Calculation, PayeeBook } from '../engine/calculate.js';
import { buildStatements } from '../ledger/build-statements.js';
import { NOTHING_CLOSED, type PayeeClosing } from '../ledger/closing/payee-closing.js';
import type { Entitlements } from '../ledger/entitlement.js';
import type { PostedStatement } from '../ledger/posted-statement.js';
import { compareProblems, type Problem } from '../problems/problem.js';
import type { PayeeProblem, ShardResults } from '../store/results.js';

/** A calculation with what its results are stored under. */
export interface RunCalculation {
  readonly calculation: Calculation;
  readonly entitlements: Entitlements;
  /** The hash of what a payee's results are made from. */
  readonly inputsHashOf: (payee: string) => string;
}

/**
 * What the payees of a shard come to: what they can earn by, their statements, and their problems, each once.
 *
 * @param closedOf what is closed for a payee; nothing unless said otherwise
 * @example
 * const results = shardResults({ calculation, entitlements, inputsHashOf }, calculation.payees.slice(0, 100));
 */
export function shardResults(
  { calculation, entitlements, inputsHashOf }: RunCalculation,
  payees: readonly PayeeBook[],
  closedOf: (payee: string) => PayeeClosing = () => NOTHING_CLOSED,
): ShardResults {
  const statements: PostedStatement[] = [];
  const problems: PayeeProblem[] = [];
  for (const book of payees) {
    const built = buildStatements(calculation, book, entitlements, closedOf(book.payee));
    statements.push(...built);
    const all = [...book.problems, ...built.flatMap((each) => each.problems)];
    problems.push(...distinct(all).map((problem) => ({ payee: book.payee, problem })));
  }
  const { index } = calculation.crediting;
  return {
    payees: payees.map(({ payee }) => ({
      payee,
      name: index.payees.get(payee)?.name ?? payee,
      inputsHash: inputsHashOf(payee),
    })),
    entitlements: payees.flatMap(({ payee, segments }) => [
      ...segments.flatMap(({ components }) => components.flatMap((each) => entitlements.get(each) ?? [])),
      ...closedOf(payee).gone,
    ]),
    statements,
    problems,
  };
}

function distinct(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((each) => [JSON.stringify(each), each])).values()].sort(compareProblems);
}
