import type { BooksRequest, Job } from '../../runs/jobs/jobs.js';
import { payGroupText } from '../finance/period-words.js';
import type { ReaderFormat } from '../format/reader-format.js';

/**
 * What a task does, in words.
 *
 * @example
 * taskTitle(job, format) // 'Closing of March 2026 (Monthly, USD)'
 */
export function taskTitle(job: Job, format: ReaderFormat): string {
  const request = booksRequest(job);
  switch (request.kind) {
    case 'close':
      return `Closing of ${format.period(request.period)} (${payGroupText(request.payGroup)})`;
    case 'verify':
      return `Verification of ${format.period(request.period)} (${payGroupText(request.payGroup)})`;
    case 'audit':
      return 'Audit of all that is posted';
  }
}

/**
 * What is asked of a task. Throws for a run and an import, which are none.
 *
 * @example
 * booksRequest(job).kind // 'close'
 */
export function booksRequest({ id, request }: Job): BooksRequest {
  const isOther = request.kind === 'calculate' || request.kind === 'import' || request.kind === 'compare';
  if (isOther) throw new Error(`Job ${id} is no task.`);
  return request;
}
