import type { PeriodStatus } from '../../runs/closing/period-status.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import type { FiledColumn } from '../parts/table-csv.js';
import type { NextStep } from './next-step.js';
import { NextStepLink } from './next-step-link.js';
import { PeriodBadge, payGroupText, periodAddress, shownState } from './period-words.js';

/**
 * The columns of pay periods: where each stands, what it pays, and what is to be done next. What is the same of all is
 * left out.
 *
 * @example
 * <DataTable caption="Pay periods" columns={periodColumns({ all, format, stepOf })} rows={all} empty={null} />
 */
export function periodColumns({
  all,
  format,
  stepOf,
}: {
  readonly all: readonly PeriodStatus[];
  readonly format: ReaderFormat;
  readonly stepOf: (status: PeriodStatus) => NextStep | null;
}): readonly FiledColumn<PeriodStatus>[] {
  const amount = (heading: string, name: 'earned' | 'payable' | 'paid'): FiledColumn<PeriodStatus> => ({
    heading,
    kind: 'number',
    cell: (row) => <Amount format={format} amount={row[name]} currency={row.currency} bare />,
    inFile: { [name]: (row) => row[name] },
  });
  const group: FiledColumn<PeriodStatus> = {
    heading: 'Pay group',
    cell: (row) => payGroupText(row.payGroup),
    inFile: {},
  };
  const incomplete: FiledColumn<PeriodStatus> = {
    heading: 'Incomplete',
    kind: 'number',
    cell: (row) => (row.incomplete === 0 ? '' : format.count(row.incomplete)),
    inFile: {},
  };
  return [
    {
      heading: 'Period',
      namesRow: true,
      cell: ({ payGroup, period }) => (
        <a class="one-line" href={periodAddress({ payGroup, period: period.id })}>
          {format.period(period.id)}
        </a>
      ),
      inFile: {
        payGroup: ({ payGroup }) => payGroup,
        period: ({ period }) => period.id,
        from: ({ period }) => period.from,
        to: ({ period }) => period.to,
      },
    },
    ...(new Set(all.map(({ payGroup }) => payGroup)).size > 1 ? [group] : []),
    {
      heading: 'State',
      cell: (status) => <PeriodBadge status={status} />,
      inFile: { state: shownState },
    },
    {
      heading: 'Statements',
      kind: 'number',
      cell: ({ statements }) => format.count(statements),
      inFile: {
        statements: ({ statements }) => String(statements),
        incomplete: (row) => String(row.incomplete),
      },
    },
    ...(all.some((each) => each.incomplete > 0) ? [incomplete] : []),
    {
      heading: 'Currency',
      cell: ({ currency }) => currency,
      inFile: { currency: ({ currency }) => currency },
    },
    amount('Earned', 'earned'),
    amount('Payable', 'payable'),
    amount('To be paid', 'paid'),
    {
      heading: 'Next',
      cell: (row) => <NextStepLink step={stepOf(row)} />,
      inFile: { next: (row) => stepOf(row)?.text ?? '' },
    },
  ];
}
