import type { DealExplanationDocument } from '../../runs/explain-deal.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { ownPay } from '../layout/navigation.js';
import { Badge } from '../parts/badge.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';

type Share = DealExplanationDocument['splits'][number];

/**
 * Who holds which share of a deal.
 *
 * @example
 * <SharesTable shares={explained.splits} names={names} format={format} />
 */
export function SharesTable({
  shares,
  names,
  format,
}: {
  readonly shares: readonly Share[];
  readonly names: ReadonlyMap<string, string>;
  readonly format: ReaderFormat;
}) {
  return (
    <DataTable
      caption="Shares"
      columns={[
        {
          heading: 'Payee',
          cell: ({ payee }) => <a href={ownPay(payee)}>{names.get(payee) ?? payee}</a>,
          namesRow: true,
        },
        { heading: 'Role', cell: ({ role }) => role },
        { heading: 'Share', kind: 'number', cell: ({ share }) => share },
        { heading: 'In force', cell: (share) => inForce(share, format) },
        {
          heading: 'Given by',
          cell: ({ territory }) => (territory === null ? 'loaded' : `territory ${territory}`),
        },
      ]}
      rows={shares}
      empty={
        <EmptyState title="Nobody holds a share">
          Nobody can be credited for this deal until its shares are imported.
        </EmptyState>
      }
    />
  );
}

function inForce({ from, to }: Share, format: ReaderFormat): string {
  if (from !== null && to !== null) return format.days(from, to);
  if (from !== null) return `from ${format.day(from)}`;
  return to === null ? 'always' : `until before ${format.day(to)}`;
}

/**
 * Which measures took a deal, and why others did not; nothing where there are none.
 *
 * @example
 * <CreditsTable people={explained.payees} format={format} />
 */
export function CreditsTable({
  people,
  format,
}: {
  readonly people: DealExplanationDocument['payees'];
  readonly format: ReaderFormat;
}) {
  const rows = people.flatMap(({ payee, name, crediting }) =>
    crediting.map((each) => ({ ...each, payee, name })),
  );
  return (
    <DataTable
      caption="Which measures took it, and why others did not"
      columns={[
        { heading: 'Payee', cell: ({ name }) => name, namesRow: true },
        { heading: 'Measure', cell: ({ measure }) => measure },
        { heading: 'Event', cell: ({ event }) => eventWords(event) },
        { heading: 'Date', cell: ({ date }) => (date === null ? '' : format.day(date)) },
        {
          heading: 'Credited',
          cell: ({ credited }) =>
            credited ? <Badge tone="good">Credited</Badge> : <Badge>Not credited</Badge>,
        },
        { heading: 'Why', cell: ({ reasons }) => reasons.map((reason) => <div>{reason}</div>) },
      ]}
      rows={rows.slice(0, MOST_SHOWN)}
      empty={null}
    />
  );
}

const MOST_SHOWN = 200;

/** What happened, without the key of the event, which names the deal again. */
function eventWords(event: string | null): string {
  return event === null ? 'none yet' : (event.split(':')[0] ?? event);
}
