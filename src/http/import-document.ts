import { z } from 'zod';
import { RECORD_KINDS, type RecordKind } from '../records/record-kinds.js';
import type { Job } from '../runs/jobs/jobs.js';
import { commonMembers, jobMembers } from './job-shapes.js';

const counts = z
  .strictObject({ read: z.int(), inserted: z.int(), unchanged: z.int(), corrected: z.int() })
  .meta({ id: 'ImportCounts', description: 'How many records were read, and what became of them' });

/** An import: where it stands and what came of it. */
export const importShape = z
  .strictObject({
    ...jobMembers,
    onConflict: z.enum(['refuse', 'correct']),
    reason: z.string().nullable(),
    accepted: z
      .boolean()
      .nullable()
      .meta({ description: 'Whether all was taken, else nothing; null before' }),
    change: z.int().nullable().meta({ description: 'The change it made; null where it changed nothing' }),
    contentHash: z.string().nullable().meta({ description: 'SHA-256 of what was sent' }),
    counts: z.record(z.string(), counts).meta({ description: 'By the kinds of record, as files are called' }),
    corrections: z
      .array(z.strictObject({ kind: z.string(), key: z.string() }))
      .meta({ description: 'The first hundred records whose content was replaced' }),
    report: z.string().nullable().meta({ description: 'Where all problems are, as CSV' }),
  })
  .meta({ id: 'Import', description: 'Records that came in: all of them were taken, or none' });

/** What an import's worker reported, as it is kept with the job. */
interface ImportReport {
  readonly accepted?: boolean;
  readonly change?: number;
  readonly contentHash?: string;
  readonly counts?: Partial<Record<RecordKind, z.output<typeof counts>>>;
  readonly corrections?: readonly { readonly kind: RecordKind; readonly key: string }[];
}

/**
 * An import as clients are shown it. Kinds of record go by the names of their files.
 *
 * @example
 * Response.json(importDocument(job))
 */
export function importDocument(job: Job): z.output<typeof importShape> {
  if (job.request.kind !== 'import') throw new Error(`Job ${job.id} is no import.`);
  const { onConflict, reason } = job.request;
  const report: ImportReport = job.outcome?.report ?? {};
  const byFile = Object.entries(report.counts ?? {}).map(([kind, each]) => [fileOf(kind), each]);
  const common = commonMembers(job);
  return {
    ...common,
    problems: [...common.problems],
    onConflict,
    reason,
    accepted: report.accepted ?? (job.outcome === null ? null : false),
    change: report.change ?? null,
    contentHash: report.contentHash ?? null,
    counts: Object.fromEntries(byFile),
    corrections: (report.corrections ?? []).map(({ kind, key }) => ({ kind: fileOf(kind), key })),
    report: hasReport(job) ? `${importPath(job.id)}/problems.csv` : null,
  };
}

/**
 * Where an import is found.
 *
 * @example
 * importPath(7) // '/api/v1/imports/7'
 */
export function importPath(id: number): string {
  return `/api/v1/imports/${id}`;
}

/**
 * Whether the rows of an import were found wrong, so that all problems were written down.
 *
 * @example
 * hasReport(job) // false of an import that was taken
 */
export function hasReport({ outcome }: Job): boolean {
  return outcome !== null && outcome.report !== null && outcome.problemCount > 0;
}

function fileOf(kind: string): string {
  const files: Readonly<Record<string, { readonly file: string }>> = RECORD_KINDS;
  return files[kind]?.file ?? kind;
}
