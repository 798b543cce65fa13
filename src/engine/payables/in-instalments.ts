import { addDays, type CivilDate } from '../../calendar/civil-date.js';
import { addDuration, type Duration, formatDuration } from '../../calendar/duration.js';
import { addRatios, multiplyRatios, ratio, ZERO_RATIO } from '../../money/ratio.js';
import type { Instalments } from '../modifiers/release.js';
import type { ReleaseProgress } from './progress.js';
import { withMore } from './release-reason.js';

/**
 * How far something has come that is paid in equal parts: the first as it stands now, the second as it stood one
 * interval ago, and so on. What comes bit by bit so is paid out bit by bit, each bit in all its parts.
 *
 * @param progressAsOf how far it has come when everything before a day is known
 *
 * @example
 * inInstalments({ count: 3, every: { count: 1, unit: 'months' } }, '2026-04-01', progressAsOf).ratio
 */
export function inInstalments(
  instalments: Instalments | undefined,
  through: CivilDate,
  progressAsOf: (through: CivilDate) => ReleaseProgress,
): ReleaseProgress {
  const now = progressAsOf(through);
  if (instalments === undefined) return now;
  const { count, every } = instalments;
  let sum = ZERO_RATIO;
  for (let part = 0; part < count; part += 1) {
    sum = addRatios(sum, progressAsOf(before(through, { ...every, count: every.count * part })).ratio);
  }
  return {
    ratio: multiplyRatios(sum, ratio(1n, BigInt(count))),
    because: () => withMore(now.because(), `; in ${count} instalments, ${formatDuration(every)} apart`),
  };
}

/** The first day that does not come before another one when a duration is added to it. */
function before(day: CivilDate, duration: Duration): CivilDate {
  if (duration.count === 0) return day;
  let found = addDuration(day, { ...duration, count: -duration.count });
  // A month back from its last day, and on again, may fall short of it.
  while (addDuration(found, duration) < day) found = addDays(found, 1);
  return found;
}
