import type { PayTable } from '../../rules/plan-document/pay-table.js';
import type { PlanDocument } from '../../rules/plan-document/plan-document.js';
import type { TermsPart } from '../../rules/plan-document/plan-terms.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { DataTable } from '../parts/data-table.js';
import { Card, Cards, Section } from '../parts/section.js';
import { WorkedExamples, WorkedLevels } from './worked-levels.js';

/**
 * What a plan promises: what pays, what counts, what a window pays at each level, and its worked examples.
 *
 * @param of the title of the plan where the page shows several
 * @example
 * <PlanTerms document={document} of={null} format={format} />
 */
export function PlanTerms({
  document: { hash, currency, terms, levels, examples },
  of,
  format,
}: {
  readonly document: PlanDocument;
  readonly of: string | null;
  readonly format: ReaderFormat;
}) {
  const part = (name: string, title: string) => {
    return { id: `${name}-${hash.slice(0, 12)}`, title: of === null ? title : `${title}: ${of}` };
  };
  return (
    <>
      <Parts {...part('pays', 'What it pays')} parts={terms.components} />
      <Parts {...part('counts', 'What counts')} parts={terms.measures} />
      {levels.length + examples.length === 0 ? null : (
        <Section {...part('worked', 'Worked through')} about="Calculated by the engine that pays.">
          <WorkedLevels levels={levels} currency={currency} format={format} />
          <WorkedExamples examples={examples} currency={currency} format={format} />
        </Section>
      )}
    </>
  );
}

function Parts({
  id: name,
  title,
  parts,
}: {
  readonly id: string;
  readonly title: string;
  readonly parts: readonly TermsPart[];
}) {
  if (parts.length === 0) return null;
  return (
    <Section id={name} title={title}>
      <Cards>
        {parts.map(({ id, sentences, table }) => (
          <Card title={id}>
            <ul>
              {sentences.map((each) => (
                <li>{each}</li>
              ))}
            </ul>
            {table === null ? null : <TermsTable caption={`What ${id} pays`} table={table} />}
          </Card>
        ))}
      </Cards>
    </Section>
  );
}

function TermsTable({
  caption,
  table: { titles, rows },
}: {
  readonly caption: string;
  readonly table: PayTable;
}) {
  return (
    <DataTable
      caption={caption}
      columns={titles.map((heading, place) => ({
        heading,
        cell: (row: readonly string[]) => row[place] ?? '',
        ...(place === 0 ? { namesRow: true } : {}),
      }))}
      rows={rows}
      empty={null}
    />
  );
}
