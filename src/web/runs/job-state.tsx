import type { Job } from '../../runs/jobs/jobs.js';
import { hasEnded } from '../../runs/jobs/stored-job.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Badge, type BadgeTone } from '../parts/badge.js';
import { Progress } from '../parts/progress.js';

const STATES: Readonly<Record<Job['status'], readonly [words: string, tone: BadgeTone]>> = {
  waiting: ['Waiting', 'waiting'],
  running: ['Going on', 'waiting'],
  done: ['Done', 'good'],
  failed: ['Failed', 'bad'],
  cancelled: ['Cancelled', 'plain'],
};

/**
 * Where a run, an import or a task stands, in a word or two.
 *
 * @param failed the word for what could not be done: an import is refused rather than failed
 * @example
 * <JobState job={job} failed="Refused" />
 */
export function JobState({ job, failed }: { readonly job: Pick<Job, 'status'>; readonly failed?: string }) {
  const [words, tone] = STATES[job.status];
  return <Badge tone={tone}>{job.status === 'failed' ? (failed ?? words) : words}</Badge>;
}

/** What is counted while it goes on; bytes are told in kilobytes and larger. */
const KILO = 1000;

/**
 * How far a run, an import or a task has come, while it goes on; nothing of what has ended.
 *
 * @param what it does, such as `Reading the files`
 * @example
 * <JobProgress job={job} what="Calculating" format={format} />
 */
export function JobProgress({
  job,
  what,
  format,
}: {
  readonly job: Job;
  readonly what: string;
  readonly format: ReaderFormat;
}) {
  if (hasEnded(job)) return null;
  const { status, progress } = job;
  const text = status === 'waiting' ? 'It waits for its turn.' : progressText(job, format);
  return (
    <>
      <Progress label={what} value={progress?.done ?? 0} max={progress?.total ?? null} text={text} />
      <p class="quiet">You can leave this page and come back: it goes on without you.</p>
    </>
  );
}

function progressText({ progress }: Job, format: ReaderFormat): string {
  if (progress === null) return 'It has begun.';
  const { done, total, unit } = progress;
  if (unit === 'payees') return `${format.count(done)} of ${format.count(total)} payees`;
  return `${kilobytes(done, format)} of ${kilobytes(total, format)} kB read`;
}

function kilobytes(bytes: number, format: ReaderFormat): string {
  return format.count(Math.ceil(bytes / KILO));
}
