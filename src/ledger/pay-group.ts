import { PAY_FREQUENCIES, type PayFrequency } from '../calendar/pay-period.js';

/** People on one pay calendar who are paid in one currency: their periods are closed together. */
export interface PayGroupName {
  readonly frequency: PayFrequency;
  readonly currency: string;
}

/**
 * The id of a pay group.
 *
 * @example
 * payGroupId({ frequency: 'monthly', currency: 'USD' }) // 'monthly-USD'
 */
export function payGroupId({ frequency, currency }: PayGroupName): string {
  return `${frequency}-${currency}`;
}

/**
 * The pay group that an id names; `null` where it names none.
 *
 * @example
 * readPayGroupId('monthly-USD') // { frequency: 'monthly', currency: 'USD' }
 */
export function readPayGroupId(id: string): PayGroupName | null {
  const [, written, currency] = /^([a-z]+)-([A-Z]{3})$/.exec(id) ?? [];
  const frequency = PAY_FREQUENCIES.find((each) => each === written);
  return frequency === undefined || currency === undefined ? null : { frequency, currency };
}
