import type { RecordKind } from '../../records/record-kinds.js';
import { Section } from '../parts/section.js';
import { dealAddress, receiptAddress } from '../reconcile/reconcile-address.js';
import type { RecordTexts } from './field-value.js';
import { kindWords } from './kind-words.js';
import { recordAddress } from './record-address.js';
import { relatedKinds } from './related-kinds.js';

/**
 * Where to go on from a record: what became of it, and the records that name it.
 *
 * @example
 * <RelatedRecords kind="deal" record={document.record} />
 */
export function RelatedRecords({
  kind,
  record,
}: {
  readonly kind: RecordKind;
  readonly record: RecordTexts;
}) {
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
