import { permit } from '../../access/permit.js';
import type { Viewer } from '../../access/viewer.js';
import type { Adjustment } from '../../ledger/adjustments/adjustment.js';

/**
 * Why a viewer does not decide on an adjustment that waits, in words; `null` where they may.
 *
 * @example
 * whyNotYours(adjustment, viewer) // 'You made it, so another person decides on it.'
 */
export function whyNotYours({ maker, payee }: Adjustment, viewer: Viewer): string | null {
  if (!permit('pay-step', viewer)) return 'Comp admins, finance and administrators decide on it.';
  if (maker === viewer.id) return 'You made it, so another person decides on it.';
  if (payee === viewer.id) return 'It is paid to you, so another person decides on it.';
  return null;
}
