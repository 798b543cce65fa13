import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { permit } from '../../access/permit.js';
import type { PayeeScope } from '../../access/scope.js';
import type { Viewer } from '../../access/viewer.js';
import { problem } from '../../problems/problem.js';
import type { CompareRequest, Job } from '../../runs/jobs/jobs.js';
import type { KeptComparison } from '../../runs/jobs/run-comparison.js';
import { comparisonRowsPath } from '../../runs/jobs/spool.js';
import { payeeNames } from '../../store/payee-list.js';
import { attachment } from '../attachment.js';
import { requirePermission } from '../enforce-access.js';
import { notFound, Refusal } from '../refusal.js';
import { requireEverybody } from '../require-everybody.js';
import type { Services } from '../services.js';
import { finished } from './runs.js';

/** A comparison that was asked for, with its question. */
export interface ComparisonJob extends Job {
  readonly request: CompareRequest;
}

/** Who asks for comparisons, and whose figures they may see. */
interface ComparisonReader {
  readonly scope: PayeeScope;
  readonly viewer: Viewer;
}

/**
 * Has another version of a plan calculated on past data, beside the requests. Throws a refusal where the viewer may
 * not see everybody, and where it is for a payee who is not there.
 *
 * @example
 * const job = await submitComparison({ plan: 'ae', with: { hash: '3f2a' } }, { scope, viewer }, services);
 */
export async function submitComparison(
  question: CompareRequest['question'],
  { scope, viewer }: ComparisonReader,
  { db, jobs }: Services,
): Promise<Job> {
  requireEverybody(scope);
  const { payee } = question;
  if (payee !== undefined && !(await payeeNames(db, scope, [payee])).has(payee)) {
    const detail = { field: 'payee', found: payee, expected: 'the id of a payee' };
    throw new Refusal(422, [problem('invalid-value', `there is no payee ${payee}`, detail)]);
  }
  return jobs.submit({ kind: 'compare', question }, viewer.id);
}

/**
 * The comparison with a number. What one tells names any payee: it is shown only to whoever may see all of them. Throws
 * a refusal where there is none.
 *
 * @example
 * const job = await requireComparison(services, scope, 7);
 */
export async function requireComparison(
  { jobs }: Pick<Services, 'jobs'>,
  scope: PayeeScope,
  id: number,
): Promise<ComparisonJob> {
  const job = scope.all ? await jobs.find(id) : null;
  if (job !== null && isComparison(job)) return job;
  throw notFound(`there is no comparison ${id}`, { hint: 'compare again' });
}

/**
 * Whether a job is a comparison.
 *
 * @example
 * jobs.filter(isComparison)
 */
export function isComparison(job: Job): job is ComparisonJob {
  return job.request.kind === 'compare';
}

/**
 * What a comparison came to; `null` while it goes on, and of one that could not be made.
 *
 * @example
 * keptComparison(job)?.comparison.gain // 12
 */
export function keptComparison({ status, outcome }: Pick<Job, 'status' | 'outcome'>): KeptComparison | null {
  // Whoever worked on it wrote this report, and nobody else: see `runComparison`.
  return status === 'done' && outcome !== null ? (outcome.report as unknown as KeptComparison) : null;
}

/**
 * Every payee, period and component of a comparison as CSV, as it was written when it was made. Throws a refusal where
 * it is not done.
 *
 * @example
 * return comparisonRows(await requireComparison(services, scope, 7), services);
 */
export async function comparisonRows(
  { id, status }: Pick<Job, 'id' | 'status'>,
  { spool }: Pick<Services, 'spool'>,
): Promise<Response> {
  const path = comparisonRowsPath(spool, id);
  const isThere = status === 'done' && (await stat(path).catch(() => null)) !== null;
  if (!isThere) throw notFound(`there are no rows of comparison ${id}`, { hint: 'compare again' });
  const stream = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
  return new Response(stream, {
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': attachment(`comparison-${id}.csv`),
    },
  });
}

/**
 * Whether a viewer may call a comparison off: whoever asked for it, and comp admins.
 *
 * @example
 * mayCancelComparison(job, viewer)
 */
export function mayCancelComparison({ actor }: Pick<Job, 'actor'>, viewer: Viewer): boolean {
  return viewer.id === actor || permit('configure', viewer);
}

/**
 * Calls a comparison off. Throws a refusal where there is none, where the viewer may not, and where it has ended.
 *
 * @example
 * await cancelComparison(7, { scope, viewer }, services);
 */
export async function cancelComparison(
  id: number,
  { scope, viewer }: ComparisonReader,
  services: Services,
): Promise<void> {
  const job = await requireComparison(services, scope, id);
  if (!mayCancelComparison(job, viewer)) requirePermission(viewer, 'configure');
  if ((await services.jobs.cancel(id)) === 'finished') throw finished('comparison', id);
}
