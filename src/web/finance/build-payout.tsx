import { permit } from '../../access/permit.js';
import type { Viewer } from '../../access/viewer.js';
import type { PeriodStatus } from '../../runs/closing/period-status.js';
import type { FilledForm } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { DateField, SelectField } from '../parts/fields.js';
import { Form } from '../parts/form.js';
import { Section } from '../parts/section.js';
import { payGroupText, periodAddress } from './period-words.js';

/**
 * The closed periods that are in no batch yet, and for those who may the form that builds one.
 *
 * @example
 * <BuildPayout open={open} filled={EMPTY_FORM} viewer={viewer} format={format} isFirst={false} />
 */
export function BuildPayout({
  open,
  filled,
  viewer,
  format,
  isFirst,
}: {
  readonly open: readonly PeriodStatus[];
  readonly filled: FilledForm;
  readonly viewer: Viewer;
  readonly format: ReaderFormat;
  readonly isFirst: boolean;
}) {
  if (open.length === 0 && filled.problems.length === 0) {
    return (
      <Section id="build" title="To be built">
        <EmptyState
          title={isFirst ? 'Nothing is closed that could be paid' : 'All that is closed is in a batch'}
          action={<a href="/periods">To the periods</a>}
        >
          When a period is closed, what its statements pay is put into a batch here.
        </EmptyState>
      </Section>
    );
  }
  return (
    <Section id="build" title="To be built" about="Closed periods that are in no batch yet.">
      <DataTable
        caption="Closed, and not in a batch"
        columns={[
          { heading: 'Period', namesRow: true, cell: (row) => <PeriodLink of={row} format={format} /> },
          { heading: 'Pay group', cell: ({ payGroup }) => payGroupText(payGroup) },
          { heading: 'Statements', kind: 'number', cell: ({ statements }) => format.count(statements) },
          {
            heading: 'To be paid',
            kind: 'number',
            cell: ({ paid, currency }) => <Amount format={format} amount={paid} currency={currency} />,
          },
        ]}
        rows={open}
        empty={null}
      />
      {permit('finance-step', viewer) ? (
        <Form action="/payouts" submit="Build the batch" filled={filled} refused="No batch was built.">
          <SelectField
            name="period"
            label="Period"
            choices={open.map(({ payGroup, period }) => ({
              value: `${payGroup} ${period.id}`,
              label: `${format.period(period.id)} (${payGroupText(payGroup)})`,
            }))}
            filled={filled}
          />
          <DateField
            name="payDate"
            label="Pay date"
            hint="The day on which payroll is to pay, where its file has to say so"
            optional
            filled={filled}
          />
        </Form>
      ) : (
        <p>Finance builds batches.</p>
      )}
    </Section>
  );
}

function PeriodLink({ of, format }: { readonly of: PeriodStatus; readonly format: ReaderFormat }) {
  return (
    <a href={periodAddress({ payGroup: of.payGroup, period: of.period.id })}>{format.period(of.period.id)}</a>
  );
}
