import { z } from 'zod';
import type { DealField } from '../records/company.js';
import { encodeRecord } from '../records/encode-record.js';
import { RECORD_KINDS, type RecordKind } from '../records/record-kinds.js';
import { readCompanyFile } from '../rules/company-file.js';
import type { Executor } from '../store/executor.js';
import type { CurrentRecord } from '../store/record-page.js';
import { formatRecordKey } from './record-key.js';
import { instantText } from './response-shapes.js';
import { storedCompanyFile } from './stored-company.js';

const fields = z.record(z.string(), z.string().nullable()).meta({
  id: 'RecordFields',
  description:
    'The fields of the record by name, as files have them: amounts and numbers as decimal text, percents with their sign, lists joined by semicolons; null where a field is empty',
});

const recordMembers = {
  kind: z.string().meta({ description: 'The kind of record, as files are called' }),
  key: z.string().meta({ description: 'What it is found by: the values of its key, joined by commas' }),
  change: z.int().min(1).meta({ description: 'The change that wrote it' }),
  record: fields,
};

/** A record as clients are shown it. */
export const recordShape = z
  .strictObject(recordMembers)
  .meta({ id: 'Record', description: 'A record as it is now' });

/** What a record says or said. */
export const recordVersionShape = z
  .strictObject({
    ...recordMembers,
    untilChange: z.int().nullable().meta({ description: 'The change that replaced it; null while it holds' }),
    recordedAt: instantText,
    actor: z.string(),
    command: z.string(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'RecordVersion', description: 'What a record says or said, and who wrote that' });

/**
 * A record as clients are shown it: its fields as the texts that files have.
 *
 * @example
 * recordDocument('deal', { record, change: 7 }, await storedDealFields(db)).record['acv'] // '130000.00'
 */
export function recordDocument(
  kind: RecordKind,
  { record: current, change }: CurrentRecord<RecordKind>,
  dealFields: readonly DealField[],
): z.output<typeof recordShape> {
  const texts = Object.entries(encodeRecord(kind, current, dealFields));
  return {
    kind: RECORD_KINDS[kind].file,
    key: formatRecordKey(kind, { ...current }),
    change,
    record: Object.fromEntries(texts.map(([name, text]) => [name, text === '' ? null : text])),
  };
}

/**
 * The fields that the company file in use declares for deals: by their types, values are written.
 *
 * @example
 * const dealFields = await storedDealFields(db);
 */
export async function storedDealFields(executor: Executor): Promise<readonly DealField[]> {
  const file = await storedCompanyFile(executor);
  const company = file === null ? null : readCompanyFile(file.text, file.file);
  return company?.ok ? company.value.dealFields : [];
}
