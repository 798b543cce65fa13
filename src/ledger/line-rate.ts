import { Decimal } from '../money/decimal.js';
import { divideRatios, formatPercent, ratioFromDecimal } from '../money/ratio.js';
import { isZeroAmount } from './balance-entries.js';
import type { Statement, StatementLine } from './statement.js';

/**
 * What a line earned as a part of the payee's part of the deal, as a percent rounded to two decimals; `null` where
 * that tells nothing: the line is not one event's, is not counted in money, or is the difference to what was posted.
 *
 * @example
 * lineRate({ ...line, base: '130000.00', amount: '11600.00' }, statement) // '8.92%'
 */
export function lineRate(
  { kind, base, amount, corrects, assignment, measure }: StatementLine,
  { attainments }: Pick<Statement, 'attainments'>,
): string | null {
  if (kind !== 'credit' || base === null || isZeroAmount(base) || corrects !== null) return null;
  const standing = attainments.find((each) => each.assignment === assignment && each.measure === measure);
  if (standing?.unit !== 'money') return null;
  const exact = (text: string) => ratioFromDecimal(new Decimal(text));
  return formatPercent(divideRatios(exact(amount), exact(base)));
}
