import { addMonths } from '../calendar/civil-date.js';
import { formatScaled } from '../money/scaled-integer.js';
import type { FxRate } from '../records/record-kinds.js';
import { Random } from './random.js';
import { FIRST_DAY, NOT_YET } from './sample-constants.js';

/**
 * The rates from euros to US dollars, one for each month: a walk around 1.08.
 *
 * @example
 * exchangeRates(7)[0] // { from: 'EUR', to: 'USD', date: '2025-01-01', rate: '1.086' }
 */
export function exchangeRates(seed: number): readonly FxRate[] {
  const random = new Random(seed, 'exchange-rates');
  const rates: FxRate[] = [];
  let tenThousandths = 10_800;
  for (let date = FIRST_DAY; date < NOT_YET; date = addMonths(date, 1)) {
    const pull = tenThousandths > 10_950 ? -40 : tenThousandths < 10_650 ? 40 : 0;
    tenThousandths += random.between(-90, 90) + pull;
    const rate = formatScaled(BigInt(tenThousandths), 4).replace(/\.?0+$/, '');
    rates.push({ from: 'EUR', to: 'USD', date, rate });
  }
  return rates;
}
