import { Decimal } from 'decimal.js';

/** decimal.js with as many digits as money needs, rounding ties to the even neighbour. */
export const Money = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_EVEN });

/** A number of {@link Money}. */
export type Amount = Decimal;
