import { Readable } from 'node:stream';
import type { PayeeScope } from '../../access/scope.js';
import { attachment } from '../../http/attachment.js';
import { recordDocument } from '../../http/record-document.js';
import type { Services } from '../../http/services.js';
import type { DealField } from '../../records/company.js';
import { RECORD_KINDS, type RecordKind } from '../../records/record-kinds.js';
import { safeCsv } from '../../runs/safe-csv.js';
import { type CurrentRecord, readRecordPage } from '../../store/record-page.js';
import { fieldsOf, keyFieldsOf } from '../../store/record-table.js';

/** So many are read at a time: there can be more than the memory holds. */
const RECORDS_AT_A_TIME = 2_000;

/** Which records of a kind are written. */
interface AskedRecords {
  readonly kind: RecordKind;
  /** Values of fields of the key. */
  readonly filter: Readonly<Record<string, string>>;
  readonly scope: PayeeScope;
  /** What the company file declares for deals. */
  readonly dealFields: readonly DealField[];
}

/**
 * The records of a kind as the file of that kind that would be imported, sent as they are read.
 *
 * @example
 * return recordsCsv({ kind: 'split', filter: { deal: 'D-1' }, scope, dealFields: [] }, db);
 */
export function recordsCsv(asked: AskedRecords, db: Services['db']): Response {
  const texts = Readable.from(linesOf(asked, db)).map((text: string) => Buffer.from(text));
  return new Response(Readable.toWeb(texts) as ReadableStream<Uint8Array>, {
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': attachment(`${RECORD_KINDS[asked.kind].file}.csv`),
      vary: 'accept',
    },
  });
}

async function* linesOf(
  { kind, filter, scope, dealFields }: AskedRecords,
  db: Services['db'],
): AsyncGenerator<string> {
  const declared = kind === 'deal' ? dealFields : [];
  const names = [...fieldsOf(kind).map(([name]) => name), ...declared.map(({ name }) => name)];
  yield safeCsv([names]);
  let after: readonly string[] | null = null;
  for (;;) {
    const found: readonly CurrentRecord<RecordKind>[] = await readRecordPage(db, scope, kind, {
      filter,
      after,
      limit: RECORDS_AT_A_TIME,
    });
    const records = found.map((each) => recordDocument(kind, each, dealFields).record);
    yield safeCsv(records.map((record) => names.map((name) => record[name] ?? null)));
    const last = records.at(-1);
    if (last === undefined || records.length < RECORDS_AT_A_TIME) return;
    after = keyFieldsOf(kind).map((field) => last[field] ?? '');
  }
}
