import { groupedBy } from '../grouped-by.js';
import type { StatementTotals } from '../posted-statement.js';
import type { Account } from './account.js';
import {
  discrepanciesOf,
  EMPTY_LEDGER,
  type LedgerBalances,
  postedTo,
  totalsBetween,
} from './ledger-balances.js';
import { amountBreak, type LedgerBreak } from './ledger-break.js';
import { imbalanceOf } from './ledger-transaction.js';
import type { PostedTransaction } from './posted-transaction.js';

/** What a closed statement says it comes to. */
export interface ClosedTotals {
  readonly closing: number;
  readonly payGroup: string;
  readonly period: string;
  readonly payee: string;
  readonly currency: string;
  /** Minor units. */
  readonly totals: StatementTotals;
}

/** Everything that is posted for one payee in one currency. */
export interface PostedAccount {
  readonly payee: string;
  readonly currency: string;
  /** In the order of the closings. */
  readonly statements: readonly ClosedTotals[];
  /** In the order of their sequence. */
  readonly transactions: readonly PostedTransaction[];
}

/** What an audit of an account found, and where it stands by its entries alone. */
export interface AuditedAccount {
  readonly balances: LedgerBalances;
  readonly breaks: readonly LedgerBreak[];
}

/**
 * Recomputes the balances of a payee in one currency from nothing but entries, and compares them with what the
 * closed statements say.
 *
 * @example
 * auditAccount({ payee: 'ada', currency: 'USD', statements, transactions }).breaks // [] where all is sound
 */
export function auditAccount(account: PostedAccount): AuditedAccount {
  const { transactions } = account;
  const balances = postedTo(EMPTY_LEDGER, transactions);
  const breaks = [
    ...transactions.map(unbalanced),
    ...statementBreaks(account),
    ...handedOver(account, balances),
  ];
  return { balances, breaks: breaks.filter((each) => each !== null) };
}

function unbalanced(transaction: PostedTransaction): LedgerBreak | null {
  const { sequence, payee, currency, source, book } = transaction;
  const where = `transaction ${sequence} of ${payee}, ${source.kind} ${source.number}, book ${book}`;
  const found = imbalanceOf(transaction);
  return amountBreak({ rule: 'transaction-balances', where, figure: 'debits less credits' }, currency, {
    expected: 0n,
    found,
  });
}

function statementBreaks({ statements, transactions }: PostedAccount): readonly (LedgerBreak | null)[] {
  const ofClosings = transactions.filter(({ source }) => source.kind === 'closing');
  const byClosing = groupedBy(ofClosings, ({ source }) => source.number);
  let before = EMPTY_LEDGER;
  const breaks = statements.flatMap((statement) => {
    const after = postedTo(before, byClosing.get(statement.closing) ?? []);
    const derived = totalsBetween(before, after);
    before = after;
    return differences(statement, derived);
  });
  const known = new Set(statements.map(({ closing }) => closing));
  return [...breaks, ...ofClosings.filter(({ source }) => !known.has(source.number)).map(withoutStatement)];
}

/** The figures of a statement that its entries do not bear out. */
function differences(statement: ClosedTotals, derived: StatementTotals): readonly (LedgerBreak | null)[] {
  const { payee, currency, payGroup, period, closing, totals } = statement;
  const where = `statement of ${payee}, ${payGroup} ${period}, closing ${closing}`;
  return FIGURES.map((figure) =>
    amountBreak({ rule: 'statement-equals-entries', where, figure }, currency, {
      expected: derived[figure],
      found: totals[figure],
    }),
  );
}

const FIGURES = [
  'earned',
  'held',
  'payable',
  'guaranteed',
  'drawn',
  'adjusted',
  'recovered',
  'carriedIn',
  'carried',
  'paid',
] as const satisfies readonly (keyof StatementTotals)[];

function withoutStatement(transaction: PostedTransaction): LedgerBreak {
  const { sequence, payee, payGroup, period, source } = transaction;
  return {
    rule: 'entries-have-statement',
    where: `transaction ${sequence} of ${payee}, ${payGroup} ${period}, closing ${source.number}`,
    figure: 'statement',
    expected: 'a closed statement',
    found: 'none',
    difference: null,
    currency: null,
  };
}

/** What a book handed over and the next did not take up. */
function handedOver(
  { payee, currency }: PostedAccount,
  balances: LedgerBalances,
): readonly (LedgerBreak | null)[] {
  const left = discrepanciesOf(balances);
  const accounts = ['payable', 'paid'] as const satisfies readonly Account[];
  return accounts.map((account) =>
    amountBreak({ rule: 'books-agree', where: `${payee} in ${currency}`, figure: account }, currency, {
      expected: 0n,
      found: left[account],
    }),
  );
}
