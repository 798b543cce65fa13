import { z } from 'zod';
import { permit } from '../../access/permit.js';
import { requireHistory } from '../../http/find-record.js';
import { recordDocument, storedDealFields } from '../../http/record-document.js';
import { recordKeyText, recordKindName } from '../../http/record-key.js';
import { RECORD_KINDS } from '../../records/record-kinds.js';
import { definePage } from '../define-page.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Meta } from '../parts/meta.js';
import { kindWords } from './kind-words.js';
import { recordAddress } from './record-address.js';
import { RecordFields } from './record-fields.js';
import { RecordHistory, type ShownVersion } from './record-history.js';
import { recordTitle } from './record-title.js';
import { RelatedRecords } from './related-records.js';

/** One record: what it says, what belongs to it, and all that it has said. */
export const recordPage = definePage({
  path: '/records/:kind/:key',
  access: 'company-data',
  summary: 'A record as it is now, with all that it has said',
  params: z.strictObject({ kind: recordKindName(), key: recordKeyText() }),
  answer: async ({ params: { kind, key }, scope, viewer, format }, { db }) => {
    const { file } = RECORD_KINDS[kind];
    const dealFields = await storedDealFields(db);
    const versions = (await requireHistory(db, scope, kind, key)).map((each): ShownVersion => {
      const { change, recordedAt, actor, reason } = each;
      return { ...recordDocument(kind, each, dealFields), change, recordedAt, actor, reason };
    });
    const current = versions.at(-1);
    const record = current?.record ?? {};
    return {
      title: recordTitle(key, record),
      trail: [
        { label: 'Records', href: '/records' },
        { label: kindWords(file), href: recordAddress(file) },
      ],
      ...(current !== undefined && { about: <Written version={current} format={format} /> }),
      actions: permit('configure', viewer) ? (
        <a class="button" href={`${recordAddress(file, key)}/edit`}>
          Correct
        </a>
      ) : undefined,
      body: (
        <>
          <RecordFields kind={kind} record={record} format={format} />
          <RelatedRecords kind={kind} record={record} />
          <RecordHistory kind={kind} versions={versions} format={format} />
        </>
      ),
    };
  },
});

function Written({
  version: { change, recordedAt, actor, reason },
  format,
}: {
  readonly version: ShownVersion;
  readonly format: ReaderFormat;
}) {
  return (
    <Meta
      entries={[
        ['As of', format.moment(recordedAt)],
        ['Written by', actor],
        ['Change', format.count(change)],
        ...(reason === null ? [] : ([['Reason', reason]] as const)),
      ]}
    />
  );
}
