import type { BuiltStatement } from '../build-statements.js';
import type { ClosedStatement, Closing } from '../closed-statement.js';
import type { Entitlement } from '../entitlement.js';
import type { Statement } from '../statement.js';

/** A statement that is to be closed, with what it is shown and known by. */
export interface StatementToClose {
  readonly built: BuiltStatement;
  /** What the payee can or could earn by, in the order of the numbers. */
  readonly entitlements: readonly Entitlement[];
  readonly name: string;
  readonly inputsHash: string;
  readonly statement: Statement;
  /** Of the statement, in canonical JSON. */
  readonly hash: string;
}

/**
 * A statement as it is closed: of what the payee can earn by it keeps what it says something of.
 *
 * @example
 * closeStatement({ built, entitlements, name: 'Ada', inputsHash, statement, hash }, closing).totals.paid
 */
export function closeStatement(
  { built, entitlements, name, inputsHash, statement, hash }: StatementToClose,
  closing: Closing,
): ClosedStatement {
  const { payee, totals, lines, payables, deals, balance } = built;
  const byNumber = new Map(entitlements.map((each) => [each.number, each]));
  const numbered = (number: number): Entitlement => {
    const found = byNumber.get(number);
    if (found === undefined) throw new Error(`A statement of ${payee} has no entitlement ${number}.`);
    return found;
  };
  const touched = new Set([...lines, ...payables, ...deals].map(({ entitlement }) => entitlement));
  const { releases, held, adjustments, year, owed, promised, standings, problems, payout } = built;
  return {
    closing,
    payee,
    name,
    totals,
    lines: lines.map((line) => ({ entitlement: numbered(line.entitlement), line })),
    payables: deals.map(({ entitlement, ...amounts }) => ({
      entitlement: numbered(entitlement),
      ...amounts,
    })),
    balance,
    remainder: {
      ...{ payables, releases, held, adjustments, year, owed, promised, standings, problems },
      ...(payout !== undefined && { payout }),
    },
    entitlements: entitlements.filter(({ number }) => touched.has(number)),
    inputsHash,
    statement,
    hash,
  };
}
