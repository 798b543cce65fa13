import type { Adjustment } from '../../ledger/adjustments/adjustment.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Section } from '../parts/section.js';
import { type Entries, Terms } from '../parts/terms.js';

/**
 * Why an adjustment is made, by whom, and which file shows it.
 *
 * @example
 * <AdjustmentTerms adjustment={adjustment} format={format} />
 */
export function AdjustmentTerms({
  adjustment: { reason, note, attachment, maker, madeAt },
  format,
}: {
  readonly adjustment: Adjustment;
  readonly format: ReaderFormat;
}) {
  return (
    <Section id="terms" title="Why">
      <p class="free-text">{reason}</p>
      {note === null ? null : <p class="free-text quiet">{note}</p>}
      <Terms
        kind="facts"
        entries={[
          ['Made by', `${maker}, ${format.moment(madeAt)}`],
          ...(attachment === null ? [] : [shownBy(attachment)]),
        ]}
      />
    </Section>
  );
}

function shownBy({ file, hash }: NonNullable<Adjustment['attachment']>): Entries[number] {
  return [
    'Shown by the file',
    <>
      {file}
      <div class="quiet">It is kept elsewhere; its SHA-256 is {hash}</div>
    </>,
  ];
}
