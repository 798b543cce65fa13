import type { DealExplanationDocument } from '../../runs/explain-deal.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { ownPay } from '../layout/navigation.js';
import { DataTable, type ExportLink } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { type FiledColumn, tableCsv } from '../parts/table-csv.js';

type Share = DealExplanationDocument['splits'][number];

interface Shown {
  readonly shares: readonly Share[];
  /** Of payees by their ids. */
  readonly names: ReadonlyMap<string, string>;
  readonly format: ReaderFormat;
}

/**
 * Who holds which share of a deal.
 *
 * @example
 * <SharesTable shares={explained.splits} names={names} exports={[]} format={format} />
 */
export function SharesTable({ exports, ...shown }: Shown & { readonly exports: readonly ExportLink[] }) {
  return (
    <DataTable
      caption="Shares"
      columns={columnsIn(shown)}
      rows={shown.shares}
      exports={exports}
      empty={
        <EmptyState title="Nobody holds a share">
          Nobody can be credited for this deal until its shares are imported.
        </EmptyState>
      }
    />
  );
}

/**
 * Who holds which share of a deal, as CSV.
 *
 * @example
 * sharesCsv({ shares, names, format }).split('\n')[1] // 'ada,Ada Byron,owner,60%,,,'
 */
export function sharesCsv(shown: Shown): string {
  return tableCsv(columnsIn(shown), shown.shares);
}

function columnsIn({ names, format }: Omit<Shown, 'shares'>): readonly FiledColumn<Share>[] {
  const nameOf = (payee: string) => names.get(payee) ?? payee;
  return [
    {
      heading: 'Payee',
      namesRow: true,
      cell: ({ payee }) => <a href={ownPay(payee)}>{nameOf(payee)}</a>,
      inFile: { payee: ({ payee }) => payee, name: ({ payee }) => nameOf(payee) },
    },
    { heading: 'Role', cell: ({ role }) => role, inFile: { role: ({ role }) => role } },
    {
      heading: 'Share',
      kind: 'number',
      cell: ({ share }) => share,
      inFile: { share: ({ share }) => share },
    },
    {
      heading: 'In force',
      cell: (share) => inForce(share, format),
      inFile: { from: ({ from }) => from, to: ({ to }) => to },
    },
    {
      heading: 'Given by',
      cell: ({ territory }) => (territory === null ? 'loaded' : `territory ${territory}`),
      inFile: { territory: ({ territory }) => territory },
    },
  ];
}

function inForce({ from, to }: Share, format: ReaderFormat): string {
  if (from !== null && to !== null) return format.days(from, to);
  if (from !== null) return `from ${format.day(from)}`;
  return to === null ? 'always' : `until before ${format.day(to)}`;
}
