import { importDocument } from '../../http/import-document.js';
import type { Job } from '../../runs/jobs/jobs.js';

/** What the history calls an import of files that were uploaded on a page. */
const COMMAND = 'import';

/** Machines send records by a path of the API, whose last part is mostly their kind. */
const BY_PATH = /^(?:POST|PUT) \/api\/v1\/records\/([a-z-]+)/;

/**
 * What the history calls an import of some files.
 *
 * @example
 * importCommand(['deals.csv', 'splits.csv']) // 'import deals.csv splits.csv'
 */
export function importCommand(files: readonly string[]): string {
  return [COMMAND, ...files].join(' ');
}

/**
 * What came in, in the order in which it was sent: files by their names, else kinds of record as files are called.
 *
 * @example
 * importFiles(job) // ['deals.csv', 'splits.csv']
 */
export function importFiles(job: Job): readonly string[] {
  if (job.request.kind !== 'import') return [];
  const { command } = job.request;
  const [verb, ...files] = command.split(' ');
  if (verb === COMMAND && files.length > 0) return files;
  const [, kind] = BY_PATH.exec(command) ?? [];
  return kind === undefined ? Object.keys(importDocument(job).counts) : [kind];
}
