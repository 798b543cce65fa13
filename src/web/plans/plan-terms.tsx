import type { PlanDocument } from '../../rules/plan-document/plan-document.js';
import type { PlanTerms, TermsPart } from '../../rules/plan-document/plan-terms.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { Card, Cards } from '../parts/section.js';

/**
 * What a plan says, in words.
 *
 * @example
 * <TermsInWords terms={document.terms} />
 */
export function TermsInWords({ terms: { sentences, measures, components } }: { readonly terms: PlanTerms }) {
  return (
    <>
      <ul>
        {sentences.map((each) => (
          <li>{each}</li>
        ))}
      </ul>
      <h3>What is counted</h3>
      <Cards>
        {measures.map((each) => (
          <PartOfTerms part={each} />
        ))}
      </Cards>
      <h3>Ways to earn</h3>
      <Cards>
        {components.map((each) => (
          <PartOfTerms part={each} />
        ))}
      </Cards>
    </>
  );
}

function PartOfTerms({ part: { id, sentences, table } }: { readonly part: TermsPart }) {
  return (
    <Card title={id}>
      <ul>
        {sentences.map((each) => (
          <li>{each}</li>
        ))}
      </ul>
      {table === null ? null : (
        <DataTable
          caption={`Rates of ${id}`}
          columns={table.titles.map((heading, place) => ({
            heading,
            namesRow: place === 0,
            cell: (row: readonly string[]) => row[place] ?? '',
          }))}
          rows={table.rows}
          empty={null}
        />
      )}
    </Card>
  );
}

/**
 * What a plan pays below, at and above quota, as the engine calculates it.
 *
 * @example
 * <WorkedLevels document={document} format={format} />
 */
export function WorkedLevels({
  document: { levels, currency },
  format,
}: {
  readonly document: PlanDocument;
  readonly format: ReaderFormat;
}) {
  const money = (text: string) => format.money(text, currency);
  return (
    <DataTable
      caption="What one deal pays that brings somebody so far"
      columns={[
        { heading: 'Measure', namesRow: true, cell: ({ measure }) => measure },
        { heading: 'Reached', kind: 'number', cell: ({ level }) => level },
        { heading: 'Credited', kind: 'number', cell: ({ credited }) => money(credited) },
        {
          heading: 'By component',
          cell: ({ pay }) =>
            pay
              .filter(({ earned }) => /[1-9]/.test(earned))
              .map(({ component, earned }) => (
                <div>
                  {component}: {money(earned)}
                </div>
              )),
        },
        { heading: 'Earned', kind: 'number', cell: ({ earned }) => money(earned) },
      ]}
      rows={levels}
      empty={
        <EmptyState title="No levels can be worked out">
          They need an example in the file with a single deal that counts toward a quota in money.
        </EmptyState>
      }
    />
  );
}
