import { createReadStream, createWriteStream } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { EVERY_PAYEE } from '../../access/scope.js';
import { importBody, importFiles } from '../../intake/import-records.js';
import type { ImportOptions, ImportResult } from '../../intake/import-result.js';
import { type Problem, problem } from '../../problems/problem.js';
import type { Database } from '../../store/executor.js';
import { readRecordPage } from '../../store/record-page.js';
import { readStoredRules } from '../stored-rules.js';
import type { ExpectedRecord } from './jobs.js';
import { SPOOLED_BODY } from './spool.js';
import type { ImportTask, JobResult, TaskContext } from './task.js';

/** What the worker writes all problems to before their files are named as the sender knows them. */
const RAW_REPORT = '.problems.csv';

/**
 * Takes in what was uploaded, as a job: everything, or nothing where a row is wrong. Files are named in problems
 * as they were sent, not by where the spool keeps them.
 *
 * @example
 * const { status, outcome } = await runImport(db, task, { onProgress, signal, settle });
 */
export async function runImport(db: Database, task: ImportTask, context: TaskContext): Promise<JobResult> {
  const rules = await readStoredRules(db);
  if (!rules.ok) return refused(rules.problems.map(wordedForService));
  const changed = task.expects === undefined ? null : await changedSince(db, task.expects);
  if (changed !== null) return refused([changed]);
  const rawReport = join(task.folder, RAW_REPORT);
  const options: ImportOptions = {
    company: rules.value.book.company,
    actor: task.actor,
    onConflict: task.onConflict,
    command: task.command,
    ...(task.reason !== null && { reason: task.reason }),
    reportFile: rawReport,
    onProgress: ({ bytesRead, bytesTotal }) => {
      context.signal.throwIfAborted();
      context.onProgress({ done: bytesRead, total: bytesTotal, unit: 'bytes' });
    },
  };
  const result = await importUploaded(db, task.folder, options);
  const prefix = `${task.folder}${sep}`;
  if (result.reportFile !== undefined) {
    const written = createReadStream(rawReport, 'utf8');
    await pipeline(written, (chunks) => withoutPrefix(chunks, prefix), createWriteStream(task.reportFile));
    await rm(rawReport);
  }
  return resultOf(result, prefix);
}

/** What is wrong where a record is not what the sender goes by. */
async function changedSince(
  db: Database,
  { kind, key: filter, change }: ExpectedRecord,
): Promise<Problem | null> {
  const [current] = await readRecordPage(db, EVERY_PAYEE, kind, { filter, after: null, limit: 1 });
  if (current?.change === change) return null;
  const message = current === undefined ? 'the record is not there' : 'the record has changed meanwhile';
  return problem('precondition-failed', message, { hint: 'read it again, and send it with its new tag' });
}

async function importUploaded(db: Database, folder: string, options: ImportOptions): Promise<ImportResult> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.'));
  if (names.includes(SPOOLED_BODY)) {
    return importBody(db, await readFile(join(folder, SPOOLED_BODY), 'utf8'), options);
  }
  return importFiles(
    db,
    names.map((name) => join(folder, name)),
    options,
  );
}

function resultOf(
  { problems, problemCount, reportFile, ...report }: ImportResult,
  prefix: string,
): JobResult {
  const status = report.accepted ? 'done' : 'failed';
  return { status, outcome: { report: { ...report }, problems: problems.map(shown(prefix)), problemCount } };
}

/** A problem can name a file in its place and, of a second row, in its message. */
function shown(prefix: string): (found: Problem) => Problem {
  return ({ location, message, ...rest }) => ({
    ...rest,
    message: message.replaceAll(prefix, ''),
    ...(location && { location: { ...location, file: location.file.replace(prefix, '') } }),
  });
}

async function* withoutPrefix(chunks: AsyncIterable<string>, prefix: string): AsyncGenerator<string> {
  let begun = '';
  for await (const chunk of chunks) {
    const text = begun + chunk;
    const end = text.lastIndexOf('\n') + 1;
    yield text.slice(0, end).replaceAll(prefix, '');
    begun = text.slice(end);
  }
  yield begun.replaceAll(prefix, '');
}

/** Here, rules are not named with a call: they are published before. */
function wordedForService(found: Problem): Problem {
  if (found.code !== 'company-file-missing') return found;
  return problem('company-file-missing', 'no rule files are published yet', {
    expected: 'a company file, which says the currency, the roles and the fields of deals',
    hint: 'PUT /api/v1/rules publishes rule files',
  });
}

function refused(problems: readonly Problem[]): JobResult {
  return { status: 'failed', outcome: { report: null, problems, problemCount: problems.length } };
}
