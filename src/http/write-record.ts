import { RECORD_KINDS, type RecordKind } from '../records/record-kinds.js';
import type { Job } from '../runs/jobs/jobs.js';
import type { OnConflict } from '../store/write-outcome.js';
import { requireKey } from './find-record.js';
import type { Services } from './services.js';
import { importUpload } from './take-upload.js';
import { expectedRecord, writtenRecord } from './written-record.js';

/** A record that somebody writes, by its key. */
export interface RecordToWrite {
  readonly kind: RecordKind;
  /** As lists show it. */
  readonly key: string;
  /** By name, as text; those of the key may be left out. */
  readonly fields: Readonly<Record<string, string | null>>;
  /** The tag of the record as the writer knows it: refused where it has changed since. */
  readonly tag: string | undefined;
  /** What to do where there is such a record that says something else. */
  readonly onConflict: OnConflict;
  readonly reason: string | undefined;
  readonly actor: string;
  readonly signal: AbortSignal;
}

/**
 * Has one record written, as an import of its own: mostly it is over when this gives it. Throws a refusal with all that
 * is wrong with it.
 *
 * @example
 * const job = await writeRecord({ kind: 'deal', key: 'D-1', fields: { acv: '1000.00' }, ...rest }, services);
 */
export async function writeRecord(
  { kind, key, fields, tag, onConflict, reason, actor, signal }: RecordToWrite,
  services: Services,
): Promise<Job> {
  const keyFields = requireKey(kind, key);
  const { file } = RECORD_KINDS[kind];
  return importUpload(
    {
      body: writtenRecord(keyFields, fields),
      file: `${file}.json`,
      query: { onConflict, reason },
      command: `PUT /api/v1/records/${file}/${encodeURIComponent(key)}`,
      actor,
      signal,
      expects: expectedRecord(kind, keyFields, tag),
    },
    services,
  );
}
