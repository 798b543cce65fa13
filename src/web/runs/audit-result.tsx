import type { AuditDocument } from '../../runs/audit/audit-document.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Badge } from '../parts/badge.js';
import { DataTable } from '../parts/data-table.js';
import { Figure, Figures } from '../parts/figure.js';
import { Section } from '../parts/section.js';
import { BalanceTable, BreakTable } from './audit-tables.js';

/** What an audit found, with how many breaks there were beyond those that are kept. */
export type KeptAudit = AuditDocument & { readonly breakCount: number };

/**
 * Whether the books are sound, what was checked, and where they are not.
 *
 * @example
 * <AuditResult audit={audit} format={format} />
 */
export function AuditResult({ audit, format }: { readonly audit: KeptAudit; readonly format: ReaderFormat }) {
  const { sound, checks, balances, breaks, breakCount, head } = audit;
  return (
    <>
      <Figures>
        <Figure
          label="Breaks"
          value={format.count(breakCount)}
          detail={
            sound ? 'all that is posted follows from its smallest parts' : 'the books are not as they must be'
          }
          isMain
        />
        <Figure label="Checks" value={format.count(checks.length)} />
      </Figures>
      {breaks.length === 0 ? null : <BreakTable breaks={breaks} count={breakCount} format={format} />}
      <Section id="checks" title="What was checked">
        <DataTable
          caption="Checks and how much each went through"
          columns={[
            { heading: 'Check', namesRow: true, cell: ({ title }) => title },
            {
              heading: 'Examined',
              kind: 'number',
              cell: ({ examined, of }) => `${format.count(examined)} ${of}`,
            },
            {
              heading: 'Breaks',
              kind: 'number',
              cell: ({ breaks: found }) =>
                found === 0 ? (
                  <Badge tone="good">none</Badge>
                ) : (
                  <Badge tone="bad">{format.count(found)}</Badge>
                ),
            },
          ]}
          rows={checks}
          empty={null}
        />
      </Section>
      {balances.length === 0 ? null : <BalanceTable balances={balances} format={format} />}
      {head === null ? null : (
        <Section
          id="head"
          title="The last record of the chain"
          about="Note its hash elsewhere: a later audit finds it again, or tells that it is gone."
        >
          <p>
            Record {format.count(head.record)} of {format.moment(head.recordedAt)}:{' '}
            <code class="hash">{head.hash}</code>
          </p>
        </Section>
      )}
    </>
  );
}
