import type { ChangedAmount } from '../../ledger/disputes/pay-effects.js';
import type { ComparedPeriod } from '../../runs/what-if/compare-supposed.js';
import type { WhatIf } from '../../runs/what-if/what-if.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { Figure, Figures } from '../parts/figure.js';
import { Problems } from '../parts/problems.js';
import { Section } from '../parts/section.js';
import { Difference } from './difference.js';
import { StandingTable } from './standing-table.js';
import { SupposedLines } from './supposed-lines.js';

/** What is compared, in the order in which it comes about. */
const FIGURES = [
  ['earned', 'Earned'],
  ['payable', 'Payable'],
  ['held', 'Held'],
  ['paid', 'Paid'],
] as const;

/**
 * What would be of a payee's pay: in all, by period and component, attainment, and every line that would change.
 *
 * @param names of the deals that are supposed, by their ids
 * @param reads the fields that the plan's conditions read, in words
 * @example
 * <WhatIfAnswer found={found} names={new Map()} reads={['Type']} format={format} />
 */
export function WhatIfAnswer({
  found,
  names,
  reads,
  format,
}: {
  readonly found: WhatIf;
  readonly names: ReadonlyMap<string, string>;
  readonly reads: readonly string[];
  readonly format: ReaderFormat;
}) {
  const { periods, currencies, lineCount, problems, through, payee } = found;
  const isOther = periods.some((each) => rowsOf(each).length > 0) || lineCount > 0;
  return (
    <div id="answer" class="answer" tabindex={-1} autofocus>
      <Section id="together" title="What would be" about={aboutText(found, format)}>
        {currencies.map((each, place) => (
          <Figures>
            {FIGURES.map(([name, label]) => (
              <Figure
                label={`${label} in ${each.currency}`}
                value={<Difference format={format} amount={each[name].difference} currency={each.currency} />}
                detail={beforeAndAfter(each[name], each.currency, format)}
                isMain={place === 0 && name === 'earned'}
              />
            ))}
          </Figures>
        ))}
        {problems.length === 0 ? null : <Problems problems={problems} />}
        {isOther ? null : (
          <EmptyState title="Nothing would change">
            Through {format.day(through)} the pay of {payee.name} stays as it is. A deal counts from its close
            date on
            {reads.length === 0 ? '' : `, and where the plan’s conditions are met: look at ${listed(reads)}`}.
          </EmptyState>
        )}
      </Section>
      {isOther ? (
        <>
          <Section id="by-period" title="By period">
            <PeriodTable periods={periods} format={format} />
          </Section>
          <Section id="by-component" title="By component">
            <ComponentTable periods={periods} format={format} />
          </Section>
          <Section id="attainment" title="Attainment">
            <StandingTable periods={periods} format={format} />
          </Section>
          <Section id="lines" title="Lines that would change">
            <SupposedLines found={found} names={names} format={format} />
          </Section>
        </>
      ) : null}
    </div>
  );
}

function aboutText({ through, payee }: WhatIf, format: ReaderFormat): string {
  return `The pay of ${payee.name} with what is supposed, held against what is known, through ${format.day(through)}. Held is what waits at the end.`;
}

function beforeAndAfter({ before, after }: ChangedAmount, currency: string, format: ReaderFormat): string {
  return before === after
    ? `${format.money(after, currency)} as it is`
    : `${format.money(after, currency)} instead of ${format.money(before, currency)}`;
}

function listed(words: readonly string[]): string {
  const lower = words.map((each) => each.toLowerCase());
  const last = lower.pop() ?? '';
  return lower.length === 0 ? last : `${lower.join(', ')} and ${last}`;
}

/** A figure of a period that would change. */
interface PeriodRow {
  readonly period: ComparedPeriod;
  readonly label: string;
  readonly amounts: ChangedAmount;
}

function rowsOf(period: ComparedPeriod): readonly PeriodRow[] {
  return FIGURES.map(([name, label]) => ({ period, label, amounts: period[name] })).filter(
    ({ amounts: { before, after } }) => before !== after,
  );
}

function PeriodTable({
  periods,
  format,
}: {
  readonly periods: readonly ComparedPeriod[];
  readonly format: ReaderFormat;
}) {
  return (
    <DataTable
      caption="What would change in each pay period"
      columns={[
        { heading: 'Period', cell: ({ period }) => format.period(period.period), namesRow: true },
        { heading: 'Amount', cell: ({ label }) => label },
        ...amountColumns<PeriodRow>(
          format,
          (row) => row.amounts,
          ({ period }) => period.currency,
        ),
      ]}
      rows={periods.flatMap(rowsOf)}
      empty={<p>No period would change in sum.</p>}
    />
  );
}

/** What a component comes to in a period. */
interface ComponentRow {
  readonly period: ComparedPeriod;
  readonly component: string;
  readonly label: string;
  readonly amounts: ChangedAmount;
}

function ComponentTable({
  periods,
  format,
}: {
  readonly periods: readonly ComparedPeriod[];
  readonly format: ReaderFormat;
}) {
  const rows: readonly ComponentRow[] = periods.flatMap((period) =>
    period.components.flatMap(({ component, earned, payable }) => [
      { period, component, label: 'Earned', amounts: earned },
      { period, component, label: 'Payable', amounts: payable },
    ]),
  );
  return (
    <DataTable
      caption="What would change in each component"
      columns={[
        { heading: 'Component', cell: ({ component }) => component, namesRow: true },
        { heading: 'Period', cell: ({ period }) => format.period(period.period) },
        { heading: 'Amount', cell: ({ label }) => label },
        ...amountColumns<ComponentRow>(
          format,
          (row) => row.amounts,
          ({ period }) => period.currency,
        ),
      ]}
      rows={rows.filter(({ amounts: { before, after } }) => before !== after)}
      empty={<p>No component would change.</p>}
    />
  );
}

function amountColumns<Row>(
  format: ReaderFormat,
  amounts: (row: Row) => ChangedAmount,
  currency: (row: Row) => string,
): readonly Column<Row>[] {
  return [
    { heading: 'Now', kind: 'number', cell: (row) => format.money(amounts(row).before, currency(row)) },
    { heading: 'Would be', kind: 'number', cell: (row) => format.money(amounts(row).after, currency(row)) },
    {
      heading: 'Difference',
      kind: 'number',
      cell: (row) => <Difference format={format} amount={amounts(row).difference} currency={currency(row)} />,
    },
  ];
}
