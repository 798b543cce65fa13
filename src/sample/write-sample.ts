import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { encodeRecord } from '../records/encode-record.js';
import { RECORD_KINDS, type RecordKind } from '../records/record-kinds.js';
import { sampleCompany } from './sample-company.js';

/** A file that was written. */
export interface WrittenFile {
  readonly file: string;
  readonly rows: number;
}

/** The fields that the company file of the sample declares for deals. */
const DEAL_FIELDS = ['partnerTier', 'competitive', 'leadSource', 'services'];

/**
 * Writes the sample company into a folder, one CSV file for each kind of record that it has, as intake reads
 * them. The folder is made where it is missing; files of the same names are written over.
 *
 * @param seed a whole number from 0 to 4,294,967,295
 * @returns the files in the order of the kinds
 * @throws whatever the file system has against it
 * @example
 * const files = await writeSample('sample-data', SAMPLE_SEED);
 */
export async function writeSample(folder: string, seed: number): Promise<readonly WrittenFile[]> {
  await mkdir(folder, { recursive: true });
  const records = sampleCompany(seed);
  const written: WrittenFile[] = [];
  for (const kind of Object.keys(RECORD_KINDS) as RecordKind[]) {
    const file = `${RECORD_KINDS[kind].file}.csv`;
    const rows = records[kind].map((record) => encodeRecord(kind, record));
    if (rows.length === 0) continue;
    await writeFile(join(folder, file), stringify(rows, { header: true, columns: columnsOf(kind) }));
    written.push({ file, rows: rows.length });
  }
  return written;
}

function columnsOf(kind: RecordKind): string[] {
  const fields = Object.keys(RECORD_KINDS[kind].fields);
  return kind === 'deal' ? [...fields, ...DEAL_FIELDS] : fields;
}
