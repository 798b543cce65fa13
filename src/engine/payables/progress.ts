import type { Ratio } from '../../money/ratio.js';
import type { ReleaseReason } from './release-reason.js';

/** How far a share of a deal's earning has become payable, and what it still waits for. */
export interface ReleaseProgress {
  /** Between 0 and 1. */
  readonly ratio: Ratio;
  /** For statements: "40,000.00 USD of 100,000.00 USD collected; INV-3 open with 60,000.00 USD". */
  readonly because: () => ReleaseReason;
}
