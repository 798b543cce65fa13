import type { Viewer } from '../../access/viewer.js';
import type { ReaderFormat } from '../format/reader-format.js';
import type { PeriodView } from './period-view.js';
import { periodAddress } from './period-words.js';
import type { SentStep } from './sent-step.js';

/** The steps that somebody can take with a pay period. */
export type PeriodAct = 'submit' | 'approve' | 'reject' | 'close' | 'verify';

/** What the steps of a pay period are shown of, and to whom. */
export interface PeriodStepShown {
  readonly view: PeriodView;
  readonly viewer: Viewer;
  readonly format: ReaderFormat;
  readonly sent: SentStep<PeriodAct> | null;
}

/** What comes of a rejection. */
export const TO_BE_PUT_RIGHT = 'What is to be put right before it is calculated again';

/**
 * The page of a pay period.
 *
 * @example
 * <ApproveCard address={addressOfPeriod(view.status)} sent={sent} />
 */
export function addressOfPeriod({
  payGroup,
  period,
}: Pick<PeriodView['status'], 'payGroup' | 'period'>): string {
  return periodAddress({ payGroup, period: period.id });
}
