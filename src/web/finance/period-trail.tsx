import type { ReaderFormat } from '../format/reader-format.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { Section } from '../parts/section.js';
import { type FiledColumn, tableCsv } from '../parts/table-csv.js';
import type { PeriodView } from './period-view.js';
import { periodAddress } from './period-words.js';

interface Shown {
  readonly view: PeriodView;
  readonly format: ReaderFormat;
}

type Step = PeriodView['events'][number];

const ACTS = {
  submitted: 'Submitted',
  approved: 'Approved',
  rejected: 'Rejected',
  closed: 'Closed',
  paid: 'Paid',
  returned: 'Money came back',
} as const;

/**
 * Each step that a pay period took, by whom and when.
 *
 * @example
 * <PeriodTrail view={view} format={format} />
 */
export function PeriodTrail(shown: Shown) {
  const { payGroup, period } = shown.view.status;
  return (
    <Section id="steps" title="Who did what">
      <DataTable
        caption="Steps, in the order in which they were made"
        columns={columnsIn(shown)}
        rows={shown.view.events}
        exports={[{ label: 'CSV', href: `${periodAddress({ payGroup, period: period.id })}?file=steps` }]}
        empty={<EmptyState title="Nobody has submitted it yet">It is a draft until it is closed.</EmptyState>}
      />
    </Section>
  );
}

/**
 * Each step that a pay period took, as CSV.
 *
 * @example
 * periodStepsCsv({ view, format }).split('\n')[1] // 'submitted,fay,2026-04-02T08:00:00.000Z,'
 */
export function periodStepsCsv(shown: Shown): string {
  return tableCsv(columnsIn(shown), shown.view.events);
}

function columnsIn({ view: { person }, format }: Shown): readonly FiledColumn<Step>[] {
  return [
    { heading: 'Step', namesRow: true, cell: ({ act }) => ACTS[act], inFile: { step: ({ act }) => act } },
    { heading: 'By', cell: ({ actor }) => person(actor), inFile: { by: ({ actor }) => actor } },
    { heading: 'On', cell: ({ at }) => format.moment(at), inFile: { at: ({ at }) => at } },
    {
      heading: 'Note',
      cell: ({ reason }) => reason ?? '',
      inFile: { note: ({ reason }) => reason ?? '' },
    },
  ];
}
