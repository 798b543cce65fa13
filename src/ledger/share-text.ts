import type { ReleaseTrigger } from '../engine/modifiers/release-trigger.js';
import type { StatementShare } from './statement.js';
import { plainLine } from './text-layout.js';

/**
 * A share of a release as it reads: how much, when, why, and how far it has come.
 *
 * @example
 * shareText({ share: '50%', on: 'collected', reached: '0%', because: 'no cash on D-1' })
 * // '50% as cash comes in: no cash on D-1 (0%)'
 */
export function shareText({ share, on, reached, because }: StatementShare): string {
  return plainLine(`${share} ${WAITS_FOR[on] ?? on}: ${because} (${reached})`);
}

const WAITS_FOR: Readonly<Record<string, string>> = {
  booked: 'when booked',
  recognized: 'as revenue is recognized',
  collected: 'as cash comes in',
  after: 'with time',
  date: 'on its day',
  dateOf: 'on a day of the deal',
  condition: 'by condition',
} satisfies Record<ReleaseTrigger['on'], string>;
