import type { WorkedExample, WorkedLevel } from '../../rules/plan-document/worked-examples.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { DataTable } from '../parts/data-table.js';
import { Disclosure } from '../parts/disclosure.js';

/**
 * What one window of a plan pays at each level of attainment, measure by measure.
 *
 * @example
 * <WorkedLevels levels={document.levels} currency="USD" format={format} />
 */
export function WorkedLevels({
  levels,
  currency,
  format,
}: {
  readonly levels: readonly WorkedLevel[];
  readonly currency: string;
  readonly format: ReaderFormat;
}) {
  const measures = [...new Set(levels.map(({ measure }) => measure))];
  const amount = (text: string) => <Amount format={format} amount={text} currency={currency} bare />;
  return (
    <>
      {measures.map((measure) => {
        const rows = levels.filter((each) => each.measure === measure);
        const components = (rows[0]?.pay ?? []).map(({ component }) => component);
        return (
          <DataTable
            caption={`What one window pays by attainment of ${measure}, calculated with one deal and nothing else, in ${currency}`}
            columns={[
              { heading: 'Attainment', namesRow: true, cell: ({ level }) => level },
              { heading: 'Credited', kind: 'number', cell: ({ credited }) => amount(credited) },
              ...components.map((component) => ({
                heading: component,
                kind: 'number' as const,
                cell: ({ pay }: WorkedLevel) =>
                  amount(pay.find((each) => each.component === component)?.earned ?? '0'),
              })),
              { heading: 'Earned', kind: 'number', cell: ({ earned }) => amount(earned) },
            ]}
            rows={rows}
            empty={null}
          />
        );
      })}
    </>
  );
}

/**
 * The worked examples of a plan, of which its author says what each pays.
 *
 * @example
 * <WorkedExamples examples={document.examples} currency="USD" format={format} />
 */
export function WorkedExamples({
  examples,
  currency,
  format,
}: {
  readonly examples: readonly WorkedExample[];
  readonly currency: string;
  readonly format: ReaderFormat;
}) {
  if (examples.length === 0) return null;
  return (
    <Disclosure summary={`${format.count(examples.length)} examples`}>
      <DataTable
        caption={`What the plan pays in examples, in ${currency}`}
        columns={[
          { heading: 'The plan', namesRow: true, cell: ({ it }) => it },
          {
            heading: 'Earned',
            kind: 'number',
            cell: ({ earned }) => <Amount format={format} amount={earned} currency={currency} bare />,
          },
          {
            heading: 'Payable',
            kind: 'number',
            cell: ({ payable }) => <Amount format={format} amount={payable} currency={currency} bare />,
          },
        ]}
        rows={examples.flatMap(({ it, payees }) =>
          payees.map(({ payee, earned, payable }) => ({
            it: payees.length > 1 ? `${it} (${payee})` : it,
            earned,
            payable,
          })),
        )}
        empty={null}
      />
    </Disclosure>
  );
}
