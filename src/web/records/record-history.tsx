import type { RecordKind } from '../../records/record-kinds.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { DataTable } from '../parts/data-table.js';
import { Section } from '../parts/section.js';
import { FieldValue, type RecordTexts } from './field-value.js';
import { fieldWords } from './field-words.js';

/** What a record says or said, and who wrote it. */
export interface ShownVersion {
  readonly record: RecordTexts;
  readonly change: number;
  readonly recordedAt: string;
  readonly actor: string;
  readonly reason: string | null;
}

/** A version, and what the one before it said. */
interface Step {
  readonly version: ShownVersion;
  readonly before: RecordTexts | null;
}

/**
 * All that a record has said, the latest first, each time with what changed and who wrote it.
 *
 * @param versions from the first on
 * @example
 * <RecordHistory kind="deal" versions={versions} format={format} />
 */
export function RecordHistory({
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
