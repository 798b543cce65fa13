import { BRIDGES, type BridgeName } from '../../ledger/reconcile/bridge.js';

/** The terms of all bridges. */
const TERMS: Readonly<Record<string, string>> = {
  booked: 'Booked',
  recognized: 'Recognized',
  deferred: 'Deferred',
  invoiced: 'Invoiced',
  collected: 'Collected',
  open: 'Open',
  credited: 'Credited',
  writtenOff: 'Written off',
  received: 'Cash received',
  applied: 'Applied',
  unapplied: 'Unapplied',
  refunded: 'Refunded',
  earned: 'Earned',
  payable: 'Payable',
  held: 'Held',
  drawn: 'Drawn',
  guaranteed: 'Guaranteed',
  adjusted: 'Adjusted',
  paid: 'Paid',
  recovered: 'Recovered',
  carried: 'Carried on',
};

/** What each bridge is about. */
const TITLES: Readonly<Record<BridgeName, string>> = {
  revenue: 'Revenue',
  invoices: 'Invoices',
  cash: 'Cash',
  earnings: 'Earnings',
  pay: 'Pay',
};

/**
 * A term of a bridge in words.
 *
 * @example
 * termWords('writtenOff') // 'Written off'
 */
export function termWords(term: string): string {
  return TERMS[term] ?? term;
}

/**
 * What a bridge is about, in a word.
 *
 * @example
 * bridgeTitle('cash') // 'Cash'
 */
export function bridgeTitle(bridge: BridgeName): string {
  return TITLES[bridge];
}

/**
 * What must come to the same in a bridge.
 *
 * @example
 * bridgeSentence('cash') // 'Cash received = applied + unapplied + refunded'
 */
export function bridgeSentence(bridge: BridgeName): string {
  const { whole, parts } = BRIDGES[bridge];
  const side = (terms: readonly string[]) => terms.map(termWords).join(' + ').toLowerCase();
  const sentence = `${side(whole)} = ${side(parts)}`;
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
