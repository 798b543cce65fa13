import type { Job } from '../../runs/jobs/jobs.js';
import type { ReaderFormat } from '../format/reader-format.js';

const SECOND = 1000;
const MINUTE = 60;

/**
 * Who asked for a run, an import or a task, and when it was worked on, for `<Meta>`.
 *
 * @example
 * <Meta entries={[...jobTimes(job, format)]} />
 */
export function jobTimes(
  { actor, createdAt, startedAt, finishedAt }: Job,
  format: ReaderFormat,
): readonly (readonly [label: string, value: string])[] {
  const took = startedAt === null || finishedAt === null ? null : tookText(startedAt, finishedAt);
  return [
    ['Asked for by', actor],
    ['On', format.moment(createdAt)],
    ...(finishedAt === null ? [] : ([['Ended', format.moment(finishedAt)]] as const)),
    ...(took === null ? [] : ([['Took', took]] as const)),
  ];
}

function tookText(from: string, to: string): string {
  const seconds = Math.round((Date.parse(to) - Date.parse(from)) / SECOND);
  if (seconds < 1) return 'less than a second';
  if (seconds < MINUTE) return `${seconds} s`;
  return `${Math.floor(seconds / MINUTE)} min ${seconds % MINUTE} s`;
}
