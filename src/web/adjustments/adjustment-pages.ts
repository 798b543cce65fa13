import type { Route } from '../../http/route.js';
import { oneAdjustmentPages } from './adjustment-page.js';
import { adjustmentsListPages } from './adjustments-page.js';
import { newAdjustmentPages } from './new-adjustment-page.js';

/**
 * Amounts that are added to pay by hand, or taken off. The form for a new one comes before the page of one by its
 * number, as the first path that fits is taken.
 */
export const adjustmentPages: readonly Route[] = [
  ...adjustmentsListPages,
  ...newAdjustmentPages,
  ...oneAdjustmentPages,
];
