import { z } from 'zod';
import type { ProblemCode } from '../problems/codes.js';
import type { ExpectedRecord, Job } from '../runs/jobs/jobs.js';
import { ndjsonAsJson } from '../runs/jobs/ndjson-as-json.js';
import { spoolUpload } from '../runs/jobs/spool.js';
import { hasEnded } from '../runs/jobs/stored-job.js';
import { importDocument, importPath, importShape } from './import-document.js';
import type { RefusalStatus } from './problem-document.js';
import { Refusal } from './refusal.js';
import type { IncomingBody } from './route-body.js';
import type { Services } from './services.js';
import { waitedFor } from './waited-for.js';

/** An upload of at most so many bytes is waited for, so that its sender is told at once what came of it. */
const SMALL_BYTES = 256 * 1024;

/** The names of a query that says how an import is made. */
export const importQuery = z.strictObject({
  onConflict: z
    .enum(['refuse', 'correct'])
    .default('refuse')
    .meta({ description: 'What to do with a known key that comes with other content' }),
  reason: z.string().max(1000).optional().meta({ description: 'Why, for the history' }),
});

/** How an import is answered; it is refused with 422 where it was small and something is wrong with it. */
export const importResponses = {
  200: { description: 'The import, which changed nothing: all was known', json: importShape },
  201: {
    description: 'The import, which was taken',
    json: importShape,
    headers: { location: 'Where the import is' },
  },
  202: {
    description: 'The import, which is not over yet',
    json: importShape,
    headers: { location: 'Where the import is' },
  },
};

/** What is uploaded: into which file of the spool, and how it is imported. */
export interface UploadRequest {
  readonly body: IncomingBody;
  /** What the file is called, which tells what is in it. */
  readonly file: string;
  readonly query: z.output<typeof importQuery>;
  /** What the history calls it. */
  readonly command: string;
  readonly actor: string;
  readonly signal: AbortSignal;
  /** A record that must not have changed meanwhile. */
  readonly expects?: ExpectedRecord | undefined;
}

/**
 * Takes an upload in: writes it to the spool, has it imported, and answers with what came of that where it was
 * small, else with where it can be followed. Throws a refusal where a small one was refused.
 *
 * @example
 * return takeUpload({ body, file: 'deals.csv', query, command: 'POST /api/v1/records/deals', actor, signal }, services);
 */
export async function takeUpload(upload: UploadRequest, services: Services): Promise<Response> {
  const job = await importUpload(upload, services);
  const document = importDocument(job);
  const headers = { location: importPath(job.id) };
  if (!hasEnded(job)) return Response.json(document, { status: 202, headers });
  return Response.json(document, { status: document.change === null ? 200 : 201, headers });
}

/**
 * Has an upload imported, and gives the import as it stands: at its end, mostly, where the upload was small.
 * Throws a refusal where a small one was refused.
 *
 * @example
 * const job = await importUpload(upload, services);
 */
export async function importUpload(upload: UploadRequest, services: Services): Promise<Job> {
  const { jobs, spool } = services;
  const { body, file, query, command, actor, signal, expects } = upload;
  const isLines = body.contentType === 'application/x-ndjson';
  const { folder, bytes } = await spoolUpload(spool, file, isLines ? ndjsonAsJson(body.stream) : body.stream);
  const { onConflict, reason = null } = query;
  const request = { kind: 'import', folder, onConflict, command, reason, expects } as const;
  const job = await jobs.submit(request, actor);
  const last = bytes <= SMALL_BYTES ? await waitedFor(job, services, signal) : job;
  if (last.status === 'failed') throw refusalOf(last);
  return last;
}

const STATUS_OF_CODE: { readonly [Code in ProblemCode]?: RefusalStatus } = {
  'precondition-failed': 412,
  internal: 500,
};

function refusalOf({ id, outcome }: Job): Refusal {
  const problems = outcome?.problems ?? [];
  const [status = 422] = problems.flatMap(({ code }) => STATUS_OF_CODE[code] ?? []);
  return new Refusal(status, problems, { location: importPath(id) });
}
