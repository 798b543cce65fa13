import type { Segment } from '../credits/segment.js';
import type { Measure } from '../measure.js';
import type { FrameQuota, FrameWindow } from './window-frames.js';

/** One measure of a segment after it was folded. */
export interface FoldedMeasure {
  readonly segment: Segment;
  readonly measure: Measure;
  readonly windows: readonly FrameWindow[];
  readonly quotas: readonly (FrameQuota | null)[];
  /** Whether a window counts: one after the segment does only for what came in late. */
  readonly isOpen: readonly boolean[];
  readonly standings: readonly FoldedStanding[];
  /** The days of its credits in order, and what each counts, in units of 1 ÷ the scale. */
  readonly days: Int32Array;
  readonly credits: Float64Array;
}

/** Where a measure stands at the end of a period, by place of the period: in which window, and how far. */
export interface FoldedStanding {
  readonly period: number;
  readonly window: number;
  /** Times the scale of shares. */
  readonly credited: number;
}
