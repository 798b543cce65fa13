import type { ExceptionKind } from '../../ledger/reconcile/exception.js';
import type { ReaderFormat } from '../format/reader-format.js';

const KINDS: Readonly<Record<ExceptionKind, readonly [name: string, about: string]>> = {
  refunded: ['Paid on refunded cash', 'Cash that made pay payable went back to the customer'],
  uncollected: ['Paid before the cash', 'Pay went out on invoices that are open too long'],
  cancelled: ['Paid on a cancelled deal', 'What the booking earned was not taken back'],
  unreleased: ['Cash released nothing', 'A receipt should have made something payable'],
  uncredited: ['Nobody is credited', 'A won deal that no statement has a line on'],
  split: ['Odd shares', 'Shares disagree with the deal or with the plans'],
};

/**
 * What kind of exception it is, in words.
 *
 * @example
 * exceptionWords('split') // 'Odd shares'
 */
export function exceptionWords(kind: ExceptionKind): string {
  return KINDS[kind][0];
}

/**
 * What a kind of exception is about.
 *
 * @example
 * exceptionAbout('split') // 'Shares disagree with the deal or with the plans'
 */
export function exceptionAbout(kind: ExceptionKind): string {
  return KINDS[kind][1];
}

/** An amount within a text, its thousands apart: with decimals, or before the code of a currency that has none. */
const AMOUNT = /(?<![\w.,-])(\d+(?:,\d{3})*(?:\.\d+|(?= [A-Z]{3}\b)))(?![\w%-]|[.,]\d)/g;

/**
 * A reason with its amounts and days as the reader writes them.
 *
 * @param currency of the exception, for the decimals of its amounts
 * @example
 * reasonText('INV-7 open with 45,450.00 USD', 'EUR', format) // 'INV-7 open with 45.450,00 USD'
 */
export function reasonText(why: string, currency: string, format: ReaderFormat): string {
  return why
    .replace(AMOUNT, (grouped) => {
      const amount = grouped.replaceAll(',', '');
      return amount.includes('.') ? format.amount(amount, currency) : format.quantity(amount);
    })
    .replace(/(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])/g, (day) => format.day(day));
}

/**
 * What is to be done about it, for those who read it on a page and not at the command line.
 *
 * @example
 * remedyText('see why with attain explain --deal D-1, unless it is meant') // 'see why on the page of the deal, unless it is meant'
 */
export function remedyText(whatToDo: string): string {
  return whatToDo.replace(/ with attain explain --deal(?: [^\s,]+)?/, ' on the page of the deal');
}
