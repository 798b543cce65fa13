import type { DealExplanationDocument } from '../../runs/explain-deal.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Badge } from '../parts/badge.js';
import { DataTable, type ExportLink } from '../parts/data-table.js';
import { type FiledColumn, tableCsv } from '../parts/table-csv.js';

type People = DealExplanationDocument['payees'];

/** So many are shown; the file has all of them. */
const MOST_SHOWN = 200;

/**
 * Which measures took a deal, and why others did not; nothing where there are none.
 *
 * @example
 * <CreditsTable people={explained.payees} exports={[]} format={format} />
 */
export function CreditsTable({
  people,
  exports,
  format,
}: {
  readonly people: People;
  readonly exports: readonly ExportLink[];
  readonly format: ReaderFormat;
}) {
  const rows = rowsOf(people);
  const what = 'Which measures took it, and why others did not';
  return (
    <DataTable
      caption={
        rows.length > MOST_SHOWN ? `${what}: the first ${MOST_SHOWN} of ${format.count(rows.length)}` : what
      }
      columns={columnsIn(format)}
      rows={rows.slice(0, MOST_SHOWN)}
      exports={exports}
      empty={null}
    />
  );
}

/**
 * Which measures took a deal, and why others did not, as CSV.
 *
 * @example
 * creditsCsv(explained.payees, format).split('\n')[1] // 'ada,Ada Byron,sales,booked,2026-02-10,yes,…'
 */
export function creditsCsv(people: People, format: ReaderFormat): string {
  return tableCsv(columnsIn(format), rowsOf(people));
}

function rowsOf(people: People) {
  return people.flatMap(({ payee, name, crediting }) => crediting.map((each) => ({ ...each, payee, name })));
}

function columnsIn(format: ReaderFormat): readonly FiledColumn<ReturnType<typeof rowsOf>[number]>[] {
  return [
    {
      heading: 'Payee',
      namesRow: true,
      cell: ({ name }) => name,
      inFile: { payee: ({ payee }) => payee, name: ({ name }) => name },
    },
    {
      heading: 'Measure',
      cell: ({ measure }) => measure,
      inFile: { measure: ({ measure }) => measure },
    },
    {
      heading: 'Event',
      cell: ({ event }) => eventWords(event),
      inFile: { event: ({ event }) => event },
    },
    {
      heading: 'Date',
      cell: ({ date }) => (date === null ? '' : format.day(date)),
      inFile: { date: ({ date }) => date },
    },
    {
      heading: 'Credited',
      cell: ({ credited }) => (credited ? <Badge tone="good">Credited</Badge> : <Badge>Not credited</Badge>),
      inFile: { credited: ({ credited }) => (credited ? 'yes' : 'no') },
    },
    {
      heading: 'Why',
      cell: ({ reasons }) => reasons.map((reason) => <div>{reason}</div>),
      inFile: { why: ({ reasons }) => reasons.join('; ') },
    },
  ];
}

/** What happened, without the key of the event, which names the deal again. */
function eventWords(event: string | null): string {
  return event === null ? 'none yet' : (event.split(':')[0] ?? event);
}
