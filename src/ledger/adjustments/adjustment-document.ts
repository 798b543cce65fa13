import { formatMinorUnits } from '../../money/minor-units.js';
import { type Adjustment, type AdjustmentState, adjustmentState } from './adjustment.js';

/** An adjustment as JSON: the amount is decimal text. */
export interface AdjustmentDocument extends Omit<Adjustment, 'number' | 'amount'> {
  readonly adjustment: number;
  readonly state: AdjustmentState;
  readonly amount: string;
}

/**
 * An adjustment as it is shown.
 *
 * @example
 * adjustmentDocument(adjustment).amount // '500.00'
 */
export function adjustmentDocument(each: Adjustment): AdjustmentDocument {
  const { number, amount, ...rest } = each;
  const shown = formatMinorUnits(amount, each.currency);
  return { adjustment: number, state: adjustmentState(each), ...rest, amount: shown };
}
