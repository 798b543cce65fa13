import { ownPay } from '../layout/navigation.js';

/** The pages of a payee below the overview. */
export type PayeePart = 'statements' | 'held' | 'plan' | 'what-if';

/**
 * The address of a page of a payee; the overview unless a part is named.
 *
 * @example
 * payeeAddress('ada', 'held') // '/payees/ada/held'
 */
export function payeeAddress(payee: string, part?: PayeePart): string {
  return part === undefined ? ownPay(payee) : `${ownPay(payee)}/${part}`;
}
