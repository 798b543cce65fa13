import { type Account, BOOKS, type Book } from '../../ledger/entries/account.js';
import { balanceOf, type LedgerBalances } from '../../ledger/entries/ledger-balances.js';
import type { LedgerBreak } from '../../ledger/entries/ledger-break.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import type { AuditedCheck } from './audit.js';
import type { ChainHead } from './audit-check.js';

/** The accounts as they are shown, each in the book in which it is what its name says. */
export const SHOWN_ACCOUNTS: readonly (readonly [Book, Account])[] = [
  ...BOOKS.earning.map((account) => ['earning', account] as const),
  ...BOOKS.pay.flatMap((account) => (account === 'payable' ? [] : [['pay', account] as const])),
  ...BOOKS.payout.flatMap((account) => (account === 'paid' ? [] : [['payout', account] as const])),
];

/** An audit as JSON; amounts are decimal text. */
export interface AuditDocument {
  readonly sound: boolean;
  readonly checks: readonly {
    readonly title: string;
    readonly examined: number;
    readonly of: string;
    readonly breaks: number;
  }[];
  readonly balances: readonly Readonly<Record<string, string>>[];
  readonly breaks: readonly LedgerBreak[];
  /** The last record of the chain; `null` where nothing is chained yet. */
  readonly head: ChainHead | null;
}

/**
 * What an audit found, as JSON.
 *
 * @example
 * auditDocument(await audit(db)).sound // true
 */
export function auditDocument(checks: readonly AuditedCheck[]): AuditDocument {
  const breaks = checks.flatMap((each) => each.breaks);
  return {
    sound: breaks.length === 0,
    checks: checks.map(({ title, examined, of, breaks: found }) => ({
      title,
      examined,
      of,
      breaks: found.length,
    })),
    balances: checks.flatMap((each) => [...(each.balances ?? [])]).map(balancesDocument),
    breaks,
    head: checks.find(({ head }) => head !== undefined)?.head ?? null,
  };
}

/**
 * What is on the accounts of the ledger in a currency, as JSON.
 *
 * @example
 * balancesDocument(['USD', balances]) // { currency: 'USD', earned: '5000.00', held: '2000.00', … }
 */
export function balancesDocument([currency, balances]: readonly [string, LedgerBalances]): Readonly<
  Record<string, string>
> {
  const amounts = SHOWN_ACCOUNTS.map(([book, account]) => [
    account,
    formatMinorUnits(balanceOf(balances, book, account), currency),
  ]);
  return { currency, ...Object.fromEntries(amounts) };
}
