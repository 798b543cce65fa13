import { type Ratio, ratio, subtractRatios } from '../../money/ratio.js';
import type { LineIdentity, RunningLines } from './running-lines.js';

/** What a part of a target comes to, and how that reads. */
export interface Payout {
  /** Minor units. */
  readonly exact: Ratio;
  /** What it came to at the reading before; zero at the first. */
  readonly before: Ratio;
  readonly explain: () => { readonly notes: readonly string[]; readonly text: string };
}

/**
 * Adds the line of a payout that belongs to no deal: what it comes to less what it came to before.
 *
 * @example
 * addPayout(running, { kind: 'bonus', key: 'bonus:2026-03-31', eventKey: null, date }, payout);
 */
export function addPayout(
  running: RunningLines,
  line: Pick<LineIdentity, 'kind' | 'key' | 'eventKey' | 'date'>,
  { exact, before, explain }: Payout,
): void {
  const { numerator, denominator } = subtractRatios(exact, before);
  running.add({ ...line, deal: null }, { numerator, divisor: denominator }, () => {
    const { notes, text } = explain();
    const less = { text: 'less what it came to before', exact: ratio(-before.numerator, before.denominator) };
    return { notes, leaves: before.numerator === 0n ? [{ text, exact }] : [{ text, exact }, less] };
  });
}
