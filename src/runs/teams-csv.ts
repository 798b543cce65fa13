import { addDays } from '../calendar/civil-date.js';
import { type CsvRow, safeCsv } from './safe-csv.js';
import { isMeasured, type TeamDocument } from './team-document.js';

/** A team with how far it had come on a day, in each measure. */
interface TeamFigures {
  readonly id: string;
  readonly name: string;
  /** The team that it is part of. */
  readonly parent: string | null;
  readonly documents: readonly TeamDocument[];
}

const HEADER = [
  ...['team', 'name', 'partOf', 'measure', 'from', 'through', 'unit', 'currency'],
  ...['pooled', 'average', 'credited', 'quota', 'distance'],
];

/**
 * How far teams had come, for a spreadsheet: a row for each team and measure that there is a quota in, and one without
 * figures where there is none. Attainments are fractions; the distance is below zero beyond the quota.
 *
 * @example
 * teamsCsv(teams).split('\n')[1] // 'emea,EMEA,,new-acv,2026-01-01,2026-03-31,money,USD,0.644,0.644,…'
 */
export function teamsCsv(teams: readonly TeamFigures[]): string {
  return safeCsv([HEADER, ...teams.flatMap(rowsOf)]);
}

function rowsOf({ id, name, parent, documents }: TeamFigures): readonly CsvRow[] {
  const team = [id, name, parent];
  const measured = documents.filter(isMeasured);
  if (measured.length === 0) return [[...team, ...HEADER.slice(team.length).map(() => null)]];
  return measured.map(({ measure, window, unit, currency, pooled, average }) => [
    ...[...team, measure, window.from, addDays(window.to, -1), unit, currency],
    ...[pooled.attainment, average, pooled.credited, pooled.quota, pooled.distance],
  ]);
}
