import type { ClosingVerification } from '../../runs/verify-period.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { DataTable } from '../parts/data-table.js';
import { Figure, Figures } from '../parts/figure.js';
import { Section } from '../parts/section.js';
import { firstOf } from './first-of.js';

/** What a verification found, with how many differences there were beyond those that are kept. */
export type KeptVerification = ClosingVerification & { readonly differenceCount: number };

/**
 * Whether a closed pay period is what its inputs come to, and where it is not.
 *
 * @example
 * <VerificationResult found={verification} format={format} />
 */
export function VerificationResult({
  found,
  format,
}: {
  readonly found: KeptVerification;
  readonly format: ReaderFormat;
}) {
  const { closing, change, statements, isEqual, engineVersion, differences, differenceCount } = found;
  return (
    <>
      <Figures>
        <Figure
          label="Differences"
          value={format.count(differenceCount)}
          detail={
            isEqual
              ? 'calculated again from what was recorded, every byte is the same'
              : 'calculated again, it is not what was closed'
          }
          isMain
        />
        <Figure label="Statements held against" value={format.count(statements)} />
        <Figure
          label="Engine"
          value={engineVersion.now}
          detail={`closed with ${engineVersion.closed}, as closing ${closing} as of change ${format.count(change)}`}
        />
      </Figures>
      {differences.length === 0 ? null : (
        <Section
          id={`differences-${closing}`}
          title="What differs"
          about={firstOf(differences.length, differenceCount, format)}
        >
          <DataTable
            caption="What is closed, and what calculating again gives"
            columns={[
              { heading: 'Payee', namesRow: true, cell: ({ payee }) => payee || 'The closing itself' },
              { heading: 'Where', cell: ({ at }) => at },
              { heading: 'Closed', cell: ({ closed }) => closed ?? 'nothing' },
              { heading: 'Calculated again', cell: ({ calculated }) => calculated ?? 'nothing' },
            ]}
            rows={differences}
            empty={null}
          />
        </Section>
      )}
    </>
  );
}
