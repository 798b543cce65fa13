import type { Child } from 'hono/jsx';

/** One column of a table. */
export interface Column<Row> {
  readonly heading: string;
  /** Numbers stand to the right, figure below figure; text unless said. */
  readonly kind?: 'text' | 'number';
  readonly cell: (row: Row) => Child;
  /** What stands below the column in a last line that sums up. */
  readonly total?: Child;
  /** Whether its cells name their rows: mostly the first column. */
  readonly namesRow?: boolean;
}

/** Where a table can be had as a file. */
export interface ExportLink {
  /** Such as `CSV`. */
  readonly label: string;
  readonly href: string;
}

/**
 * A table with its caption. On a narrow screen it scrolls in its own box, also by keyboard.
 *
 * @param empty what stands there when there are no rows: mostly `<EmptyState>`
 * @param exports where what it shows can be had as a file
 * @param totalLabel the heading of the last line, where columns have totals
 * @example
 * <DataTable caption="Teams" columns={[{ heading: 'Team', cell: ({ id }) => id, namesRow: true }]} rows={teams}
 *   empty={<EmptyState title="There are no teams">Import teams to see them here.</EmptyState>} />
 */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  empty,
  exports = [],
  totalLabel = 'Total',
}: {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly empty: Child;
  readonly exports?: readonly ExportLink[];
  readonly totalLabel?: string;
}) {
  if (rows.length === 0) return <>{empty}</>;
  const hasTotals = columns.some(({ total }) => total !== undefined);
  return (
    <div class="table-part">
      <section class="table-box" tabindex={0} aria-label={caption}>
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              {columns.map(({ heading, kind }) => (
                <th scope="col" class={classOf(kind)}>
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr>{columns.map((column) => cellOf(column, row))}</tr>
            ))}
          </tbody>
          {hasTotals ? (
            <tfoot>
              <tr>
                {columns.map(({ total, kind }, place) =>
                  place === 0 ? (
                    <th scope="row">{total ?? totalLabel}</th>
                  ) : (
                    <td class={classOf(kind)}>{total}</td>
                  ),
                )}
              </tr>
            </tfoot>
          ) : null}
        </table>
      </section>
      <ExportLinks caption={caption} links={exports} />
    </div>
  );
}

function cellOf<Row>({ cell, kind, namesRow = false }: Column<Row>, row: Row) {
  return namesRow ? (
    <th scope="row" class={classOf(kind)}>
      {cell(row)}
    </th>
  ) : (
    <td class={classOf(kind)}>{cell(row)}</td>
  );
}

function classOf(kind: Column<unknown>['kind']): string | undefined {
  return kind === 'number' ? 'is-number' : undefined;
}

function ExportLinks({
  caption,
  links,
}: {
  readonly caption: string;
  readonly links: readonly ExportLink[];
}) {
  if (links.length === 0) return null;
  return (
    <p class="export-links">
      {links.map(({ label, href }) => (
        <a href={href} download>
          Export {label}
          <span class="only-heard"> of {caption}</span>
        </a>
      ))}
    </p>
  );
}
