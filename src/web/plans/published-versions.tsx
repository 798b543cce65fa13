import type { PlanOverview } from '../../runs/plan-documents/plan-overview.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Badge } from '../parts/badge.js';
import { DataTable, type ExportLink } from '../parts/data-table.js';
import { type FiledColumn, tableCsv } from '../parts/table-csv.js';
import { daysThrough } from './days-through.js';
import { planAddress, ruleFileAddress, shortHash } from './plan-addresses.js';

/**
 * The versions of a plan that are published, the shown one marked.
 *
 * @example
 * <PublishedVersions overview={overview} exports={[]} format={format} />
 */
export function PublishedVersions({
  overview,
  exports,
  format,
}: {
  readonly overview: PlanOverview;
  readonly exports: readonly ExportLink[];
  readonly format: ReaderFormat;
}) {
  return (
    <DataTable
      caption="Published versions"
      columns={columnsIn(overview, format)}
      rows={overview.versions}
      exports={exports}
      empty={null}
    />
  );
}

/**
 * The versions of a plan that are published, as CSV.
 *
 * @example
 * versionsCsv(overview, format).split('\n')[1] // '2026-01-01,2026-12-31,Account executive,927d08b5…'
 */
export function versionsCsv(overview: PlanOverview, format: ReaderFormat): string {
  return tableCsv(columnsIn(overview, format), overview.versions);
}

function columnsIn(
  { versions, document, people }: PlanOverview,
  format: ReaderFormat,
): readonly FiledColumn<PlanOverview['versions'][number]>[] {
  const payeesOn = (asked: string) =>
    new Set(people.filter(({ hash }) => hash === asked).map(({ payee }) => payee)).size;
  return [
    {
      heading: 'In force',
      namesRow: true,
      cell: ({ hash, from, through }) => (
        <>
          <a
            href={planAddress(document.plan, { hash })}
            aria-current={hash === document.hash ? 'true' : undefined}
          >
            <span class="one-line">{daysThrough(format, from, through)}</span>
          </a>
          {hash === document.hash && versions.length > 1 ? (
            <>
              {' '}
              <Badge>Shown</Badge>
            </>
          ) : null}
        </>
      ),
      inFile: { from: ({ from }) => from, through: ({ through }) => through },
    },
    { heading: 'Title', cell: ({ title }) => title ?? '', inFile: { title: ({ title }) => title } },
    {
      heading: 'Version',
      cell: ({ hash }) => <code>{shortHash(hash)}</code>,
      inFile: { version: ({ hash }) => hash },
    },
    {
      heading: 'Published',
      cell: ({ publishedAt }) =>
        publishedAt === '' ? null : <span class="one-line">{format.moment(publishedAt)}</span>,
      inFile: { publishedAt: ({ publishedAt }) => publishedAt },
    },
    {
      heading: 'By',
      cell: ({ publishedBy }) => publishedBy,
      inFile: { publishedBy: ({ publishedBy }) => publishedBy },
    },
    {
      heading: 'Payees',
      kind: 'number',
      cell: ({ hash }) => format.count(payeesOn(hash)),
      inFile: { payees: ({ hash }) => String(payeesOn(hash)) },
    },
    {
      heading: 'Rule file',
      cell: ({ path }) => <a href={ruleFileAddress(path)}>{path}</a>,
      inFile: { ruleFile: ({ path }) => path },
    },
  ];
}
