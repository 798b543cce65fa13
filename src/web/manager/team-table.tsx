import type { Child } from 'hono/jsx';
import { isMeasured, type TeamDocument } from '../../runs/team-document.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { distanceText, percentOrDash, standingText } from './standing-words.js';
import { teamAddress } from './team-address.js';
import type { PlacedTeam } from './team-tree.js';
import type { StandingTeam } from './team-view.js';

/** A team in one measure; only the first of its rows shows the name. */
export interface TeamRow {
  readonly team: PlacedTeam<StandingTeam>;
  readonly document: TeamDocument | null;
  readonly isFirst: boolean;
}

/**
 * Teams as rows: one for each measure that there is a quota in, or one that says that there is none.
 *
 * @example
 * teamRows(inTreeOrder(teams)).length // 3
 */
export function teamRows(teams: readonly PlacedTeam<StandingTeam>[]): readonly TeamRow[] {
  return teams.flatMap(rowsOf);
}

/**
 * How far teams have come, pooled and on average.
 *
 * @param through the day that their pages are asked for; the last calculated where it is left out
 * @param csv where the table can be had as a file
 * @example
 * <TeamTable caption="Teams" rows={teamRows(teams)} through={undefined} csv="/teams?format=csv" format={format} empty={null} />
 */
export function TeamTable({
  caption,
  rows,
  through,
  csv,
  format,
  empty,
}: {
  readonly caption: string;
  readonly rows: readonly TeamRow[];
  readonly through: string | undefined;
  readonly csv: string;
  readonly format: ReaderFormat;
  readonly empty: Child;
}) {
  return (
    <DataTable
      caption={caption}
      columns={columnsIn(format, through)}
      rows={rows}
      exports={[{ label: 'CSV', href: csv }]}
      empty={empty}
    />
  );
}

function rowsOf(team: PlacedTeam<StandingTeam>): readonly TeamRow[] {
  const measured = team.documents.filter(isMeasured);
  if (measured.length === 0) return [{ team, document: null, isFirst: true }];
  return measured.map((document, place) => ({ team, document, isFirst: place === 0 }));
}

function columnsIn(format: ReaderFormat, through: string | undefined): readonly Column<TeamRow>[] {
  const of =
    (cell: (document: TeamDocument) => string) =>
    ({ document }: TeamRow) =>
      document === null ? '' : cell(document);
  return [
    { heading: 'Team', namesRow: true, cell: (row) => <TeamName row={row} through={through} /> },
    { heading: 'Measure', cell: ({ document }) => <Measure document={document} format={format} /> },
    { heading: 'Pooled', kind: 'number', cell: of(({ pooled }) => percentOrDash(pooled.attainment, format)) },
    { heading: 'Average', kind: 'number', cell: of(({ average }) => percentOrDash(average, format)) },
    {
      heading: 'Quota',
      kind: 'number',
      cell: of(({ pooled, currency }) =>
        pooled.quota === null ? '–' : standingText(pooled.quota, { currency }, format),
      ),
    },
    {
      heading: 'Distance',
      kind: 'number',
      cell: of(({ pooled, currency }) =>
        pooled.distance === null
          ? '–'
          : distanceText(pooled.distance, (amount) => standingText(amount, { currency }, format)),
      ),
    },
  ];
}

/** What is measured, and in which days. */
function Measure({
  document,
  format,
}: {
  readonly document: TeamDocument | null;
  readonly format: ReaderFormat;
}) {
  if (document === null) return <span class="quiet">no quota</span>;
  const { measure, window } = document;
  return (
    <div class="team-measure">
      {measure}
      <div class="quiet">{format.days(window.from, window.to)}</div>
    </div>
  );
}

function TeamName({
  row: {
    team: { id, name, level },
    document,
    isFirst,
  },
  through,
}: {
  readonly row: TeamRow;
  readonly through: string | undefined;
}) {
  const place = { team: id, through, ...(document !== null && { measure: document.measure }) };
  return (
    <span class={`team-name is-level-${Math.min(level, DEEPEST_SHOWN)}`}>
      {isFirst ? <a href={teamAddress(place)}>{name}</a> : <span class="only-heard">{name}</span>}
    </span>
  );
}

/** Deeper teams are moved in no further. */
const DEEPEST_SHOWN = 4;
