import { groupedAmount } from '../money/readable-amount.js';
import type { OwedBalance, StatementBalances } from './statement.js';

/** A term of a sum on a statement, or, with the sign `=`, what it comes to. */
export interface BalanceEntry {
  readonly sign: '' | '+' | '−' | '=';
  readonly label: string;
  /** Decimal text in the currency of the statement. */
  readonly amount: string;
}

/**
 * From what was held before the period to what is held after it.
 *
 * @example
 * heldEntries(balances).at(-1) // { sign: '=', label: 'still held', amount: '1750.00' }
 */
export function heldEntries(balances: StatementBalances): readonly BalanceEntry[] {
  return [
    { sign: '', label: 'Held before', amount: balances.openingHeld },
    { sign: '+', label: 'earned in this period', amount: balances.earned },
    { sign: '−', label: 'became payable', amount: balances.payable },
    { sign: '=', label: 'still held', amount: balances.closingHeld },
  ];
}

/**
 * From what became payable in the period to what is paid: what is adjusted by hand, what guarantees and draws add,
 * and what is kept back for them, stand there only where there are any.
 *
 * @example
 * paidEntries(balances).at(-1) // { sign: '=', label: 'PAID', amount: '1750.00' }
 */
export function paidEntries(balances: StatementBalances): readonly BalanceEntry[] {
  const { carriedIn, carried, guaranteed, drawn, adjusted, recovered, promised } = balances;
  const nothingCarried = carriedIn === carried && isZeroAmount(carried);
  return [
    { sign: '', label: 'Became payable', amount: balances.payable },
    { sign: '+', label: 'carried in from earlier periods', amount: carriedIn },
    ...(nothingCarried ? [] : [{ sign: '−', label: 'carried to the next period', amount: carried } as const]),
    ...toppedUp('+', 'adjusted by hand', adjusted, '0'),
    ...toppedUp('+', 'guaranteed', guaranteed, promised.guarantee),
    ...toppedUp('+', 'drawn', drawn, promised.draw),
    ...toppedUp('−', 'recovered of earlier draws', recovered, '0'),
    { sign: '=', label: 'PAID', amount: balances.paid },
  ];
}

function toppedUp(
  sign: BalanceEntry['sign'],
  label: string,
  amount: string,
  upTo: string,
): readonly BalanceEntry[] {
  if (isZeroAmount(amount) && isZeroAmount(upTo)) return [];
  return [{ sign, label: isZeroAmount(upTo) ? label : `${label}, up to ${groupedAmount(upTo)}`, amount }];
}

/**
 * From what was owed of recoverable draws before the period to what is owed after it; nothing where nothing is.
 *
 * @example
 * owedEntries(balances.owed).at(-1) // { sign: '=', label: 'still owed', amount: '500.00' }
 */
export function owedEntries({
  opening,
  drawn,
  recovered,
  forgiven,
  closing,
}: OwedBalance): readonly BalanceEntry[] {
  if ([opening, drawn].every(isZeroAmount)) return [];
  return [
    { sign: '', label: 'Owed before', amount: opening },
    { sign: '+', label: 'drawn', amount: drawn },
    { sign: '−', label: 'recovered', amount: recovered },
    ...(isZeroAmount(forgiven) ? [] : [{ sign: '−', label: 'forgiven', amount: forgiven } as const]),
    { sign: '=', label: 'still owed', amount: closing },
  ];
}

/**
 * Whether decimal text says zero.
 *
 * @example
 * isZeroAmount('-0.00') // true
 */
export function isZeroAmount(amount: string): boolean {
  return /^-?0(\.0+)?$/.test(amount);
}
