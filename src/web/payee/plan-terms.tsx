import type { PayTable } from '../../rules/plan-document/pay-table.js';
import type { DocumentPayee, PlanDocument } from '../../rules/plan-document/plan-document.js';
import type { TermsPart } from '../../rules/plan-document/plan-terms.js';
import type { WorkedExample, WorkedLevel } from '../../rules/plan-document/worked-examples.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { DataTable } from '../parts/data-table.js';
import { Disclosure } from '../parts/disclosure.js';
import { Figure, Figures } from '../parts/figure.js';
import { Card, Cards, Section } from '../parts/section.js';

/**
 * What of a plan is the payee's own: the target, the quotas, and the days on it.
 *
 * @param isMain whether its target is the figure of the page that matters most
 * @example
 * <OwnTerms document={document} isMain format={format} />
 */
export function OwnTerms({
  document,
  isMain,
  format,
}: {
  readonly document: PlanDocument;
  readonly isMain: boolean;
  readonly format: ReaderFormat;
}) {
  const { payee, currency, payFrequency, terms } = document;
  return (
    <>
      {payee === null ? null : (
        <OwnFigures payee={payee} currency={currency} isMain={isMain} format={format} />
      )}
      <ul>
        <li>
          In force {daysText(document, format)}, paid {payFrequency}, in {currency}.
        </li>
        {payee === null ? null : (
          <li>
            {payee.name} is on it {daysText(payee, format)}.
          </li>
        )}
        {terms.sentences.map((each) => (
          <li>{each}</li>
        ))}
      </ul>
    </>
  );
}

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
          <Levels levels={levels} currency={currency} format={format} />
          <Examples examples={examples} currency={currency} format={format} />
        </Section>
      )}
    </>
  );
}

/**
 * From when to when somebody is on a plan, or a plan is in force.
 *
 * @example
 * daysText({ from: '2026-01-01', through: null }, format) // 'from Jan 1, 2026'
 */
export function daysText(
  { from, through }: Pick<DocumentPayee, 'from' | 'through'>,
  format: ReaderFormat,
): string {
  return through === null ? `from ${format.day(from)}` : `${format.day(from)} through ${format.day(through)}`;
}

function OwnFigures({
  payee,
  currency,
  isMain,
  format,
}: {
  readonly payee: DocumentPayee;
  readonly currency: string;
  readonly isMain: boolean;
  readonly format: ReaderFormat;
}) {
  const { targetIncentive, quotas } = payee;
  const quotaFigures = Object.entries(quotas);
  return (
    <Figures>
      {targetIncentive === null ? null : (
        <Figure
          label="Target incentive of a year"
          value={format.money(targetIncentive, currency)}
          isMain={isMain}
        />
      )}
      {quotaFigures.map(([quota, amount], place) => (
        <Figure
          label={`Quota ${quota}`}
          value={format.money(amount, currency)}
          detail="of a full window"
          isMain={isMain && targetIncentive === null && place === 0}
        />
      ))}
    </Figures>
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

function Levels({
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

function Examples({
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
