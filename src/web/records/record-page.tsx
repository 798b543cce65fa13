import { z } from 'zod';
import { permit } from '../../access/permit.js';
import { requireHistory } from '../../http/find-record.js';
import { recordDocument, storedDealFields } from '../../http/record-document.js';
import { recordKeyText, recordKindName } from '../../http/record-key.js';
import { RECORD_KINDS, type RecordKind } from '../../records/record-kinds.js';
import { fieldsOf } from '../../store/record-table.js';
import { definePage } from '../define-page.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { DataTable } from '../parts/data-table.js';
import { Meta } from '../parts/meta.js';
import { Section } from '../parts/section.js';
import { dealAddress, receiptAddress } from '../reconcile/reconcile-address.js';
import { FieldValue, type RecordTexts } from './field-value.js';
import { fieldWords } from './field-words.js';
import { kindWords } from './kind-words.js';
import { recordAddress } from './record-address.js';
import { recordTitle } from './record-title.js';
import { relatedKinds } from './related-kinds.js';

/** What a record says or said, and who wrote it. */
interface ShownVersion {
  readonly record: RecordTexts;
  readonly change: number;
  readonly recordedAt: string;
  readonly actor: string;
  readonly reason: string | null;
}

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
          <Fields kind={kind} record={record} format={format} />
          <Related kind={kind} record={record} />
          <History kind={kind} versions={versions} format={format} />
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

function Fields({
  kind,
  record,
  format,
}: {
  readonly kind: RecordKind;
  readonly record: RecordTexts;
  readonly format: ReaderFormat;
}) {
  const meanings = new Map(fieldsOf(kind).map(([name, { meaning }]) => [name, meaning]));
  const given = Object.keys(record).filter((name) => (record[name] ?? null) !== null);
  return (
    <DataTable
      caption="What it says now"
      columns={[
        { heading: 'Field', namesRow: true, cell: (name) => fieldWords(name) },
        {
          heading: 'Value',
          cell: (name) => <FieldValue kind={kind} name={name} record={record} format={format} />,
        },
        {
          heading: 'Meaning',
          cell: (name) => (
            <div class="words quiet">{meanings.get(name) ?? 'as the company file declares it'}</div>
          ),
        },
      ]}
      rows={given}
      empty={null}
    />
  );
}

/** Where to go on from a record. */
function Related({ kind, record }: { readonly kind: RecordKind; readonly record: RecordTexts }) {
  const { id = null } = record;
  const related = relatedKinds(kind);
  if (id === null || related.length === 0) return null;
  return (
    <Section id="related" title="What belongs to it">
      <ul class="plain-list is-wide">
        {kind === 'deal' ? (
          <li>
            <a href={dealAddress(id)}>What it paid, and to whom</a>
          </li>
        ) : null}
        {kind === 'receipt' ? (
          <li>
            <a href={receiptAddress(id)}>What became of it</a>
          </li>
        ) : null}
        {kind === 'payee' ? (
          <li>
            <a href={`/payees/${encodeURIComponent(id)}/statements`}>Statements</a>
          </li>
        ) : null}
        {related.map(({ file, field }) => (
          <li>
            <a href={`${recordAddress(file)}?${new URLSearchParams({ [field]: id })}`}>{kindWords(file)}</a>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** A version, and what the one before it said. */
interface Step {
  readonly version: ShownVersion;
  readonly before: RecordTexts | null;
}

function History({
  kind,
  versions,
  format,
}: {
  readonly kind: RecordKind;
  readonly versions: readonly ShownVersion[];
  readonly format: ReaderFormat;
}) {
  const steps = versions
    .map((version, place): Step => ({ version, before: versions[place - 1]?.record ?? null }))
    .toReversed();
  return (
    <Section id="history" title="History">
      <DataTable
        caption="Who wrote what, the latest first"
        columns={[
          { heading: 'When', namesRow: true, cell: ({ version }) => format.moment(version.recordedAt) },
          { heading: 'By', cell: ({ version }) => version.actor },
          { heading: 'What changed', cell: (step) => <Changes kind={kind} step={step} format={format} /> },
          { heading: 'Reason', cell: ({ version }) => version.reason ?? '' },
          { heading: 'Change', kind: 'number', cell: ({ version }) => format.count(version.change) },
        ]}
        rows={steps}
        empty={null}
      />
    </Section>
  );
}

function Changes({
  kind,
  step: { version, before },
  format,
}: {
  readonly kind: RecordKind;
  readonly step: Step;
  readonly format: ReaderFormat;
}) {
  if (before === null) return <>It came in.</>;
  const names = [...new Set([...Object.keys(before), ...Object.keys(version.record)])].filter(
    (name) => (before[name] ?? null) !== (version.record[name] ?? null),
  );
  const value = (name: string, record: RecordTexts) =>
    (record[name] ?? null) === null ? (
      'nothing'
    ) : (
      <FieldValue kind={kind} name={name} record={record} format={format} />
    );
  return (
    <div class="words">
      {names.map((name) => (
        <div>
          {fieldWords(name)}: {value(name, before)} → {value(name, version.record)}
        </div>
      ))}
    </div>
  );
}
