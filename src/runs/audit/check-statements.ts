import { EVERY_PAYEE } from '../../access/scope.js';
import type { ClosedStatement, Closing } from '../../ledger/closed-statement.js';
import { amountBreak, type LedgerBreak } from '../../ledger/entries/ledger-break.js';
import { parseMinorUnits } from '../../money/minor-units.js';
import { closedStatements, readClosings } from '../../store/closings.js';
import type { Transaction } from '../../store/executor.js';
import { contentHashOf } from '../canonical-json.js';
import type { AuditCheck, CheckOutcome } from './audit-check.js';

/** Looks whether closed statements are still what was closed, and sum up in themselves. */
export const CHECK_STATEMENTS: AuditCheck = {
  title: 'closed statements are what was closed, and their lines sum to their totals',
  run: checkStatements,
};

async function checkStatements(trx: Transaction): Promise<CheckOutcome> {
  const breaks: (LedgerBreak | null)[] = [];
  let examined = 0;
  for (const closing of await readClosings(trx)) {
    const hashes: (readonly [payee: string, hash: string])[] = [];
    for await (const statement of closedStatements(trx, EVERY_PAYEE, { closing: closing.number })) {
      hashes.push([statement.payee, statement.hash]);
      breaks.push(changed(statement), ...shownTotals(statement), ...sums(statement));
    }
    examined += hashes.length;
    breaks.push(otherStatements(closing, contentHashOf(hashes)));
  }
  return { examined, of: 'closed statements', breaks: breaks.filter((each) => each !== null) };
}

/** A statement that was taken away or put in shows in the hash over all of a closing. */
function otherStatements(
  { number, payGroup, period, statementsHash }: Closing,
  found: string,
): LedgerBreak | null {
  if (found === statementsHash) return null;
  return hashBreak('closing-hash', `closing ${number}, ${payGroup} ${period.id}`, statementsHash, found);
}

function changed(closed: ClosedStatement): LedgerBreak | null {
  const found = contentHashOf(closed.statement);
  return found === closed.hash ? null : hashBreak('statement-hash', placeOf(closed), closed.hash, found);
}

function hashBreak(rule: LedgerBreak['rule'], where: string, expected: string, found: string): LedgerBreak {
  return { rule, where, figure: 'SHA-256', expected, found, difference: null, currency: null };
}

const SHOWN = [
  'earned',
  'payable',
  'guaranteed',
  'drawn',
  'recovered',
  'carriedIn',
  'carried',
  'paid',
] as const;

/** What a statement shows is under its hash; what payouts are made from must be the same. */
function shownTotals(closed: ClosedStatement): readonly (LedgerBreak | null)[] {
  const { totals, statement, closing } = closed;
  const { currency } = closing;
  const amounts = [
    ...SHOWN.map((figure) => ({ figure, shown: statement.balances[figure], found: totals[figure] })),
    { figure: 'held', shown: statement.balances.closingHeld, found: totals.held },
  ];
  return amounts.map(({ figure, shown, found }) => {
    const expected = parseMinorUnits(shown, currency);
    if (typeof expected === 'string') throw new Error(`A statement shows what is no amount: ${shown}.`);
    const place = { rule: 'statement-shows-totals', where: placeOf(closed), figure } as const;
    return amountBreak(place, currency, { expected, found });
  });
}

function sums(closed: ClosedStatement): readonly (LedgerBreak | null)[] {
  const { totals, lines, payables, closing } = closed;
  const where = placeOf(closed);
  const compare = (
    rule: LedgerBreak['rule'],
    figure: string,
    expected: bigint,
    amounts: readonly bigint[],
  ) => {
    const found = amounts.reduce((sum, amount) => sum + amount, 0n);
    return amountBreak({ rule, where, figure }, closing.currency, { expected, found });
  };
  const { earned, payable } = totals;
  return [
    compare(
      'lines-sum-to-earned',
      'earned',
      earned,
      lines.map(({ line }) => line.amount),
    ),
    compare(
      'payables-sum-to-statement',
      'earned',
      earned,
      payables.map((each) => each.earned),
    ),
    compare(
      'payables-sum-to-statement',
      'payable',
      payable,
      payables.map((each) => each.payable),
    ),
  ];
}

function placeOf({ payee, closing: { payGroup, period, number } }: ClosedStatement): string {
  return `statement of ${payee}, ${payGroup} ${period.id}, closing ${number}`;
}
