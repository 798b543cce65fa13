import type { CashLines } from './cash-lines.js';

/**
 * What came in on a deal before a day, net of tax.
 *
 * @returns minor units
 *
 * @example
 * collectedBefore(cash, deal, 20260401) // 10_000
 */
export function collectedBefore(cash: CashLines, deal: number, through: number): number {
  let sum = 0;
  const end = cash.firstOf[deal + 1] ?? 0;
  for (let place = cash.firstOf[deal] ?? 0; place < end; place += 1) sum += paidBefore(cash, place, through);
  return sum;
}

/**
 * What came in before a day on the invoice line at a place.
 *
 * @returns minor units
 *
 * @example
 * paidBefore(cash, cash.firstOf[deal], 20260401) // 10_000
 */
export function paidBefore({ firstEvent, day, amount }: CashLines, place: number, through: number): number {
  let sum = 0;
  const end = firstEvent[place + 1] ?? 0;
  for (let event = firstEvent[place] ?? 0; event < end && (day[event] ?? 0) < through; event += 1) {
    sum += amount[event] ?? 0;
  }
  return sum;
}
