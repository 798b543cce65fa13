import { minorDigits } from '../money/currency.js';
import { Decimal, formatDecimal } from '../money/decimal.js';
import { formatMinorUnits } from '../money/minor-units.js';
import { type CsvRow, safeCsv } from './safe-csv.js';
import type { TeamDocument } from './team-document.js';

const HEADER = [
  'team',
  'measure',
  'windowFrom',
  'windowTo',
  'at',
  'unit',
  'currency',
  'of',
  'payee',
  'name',
  'days',
  'credited',
  'quota',
  'attainment',
  'distance',
] as const;

/**
 * How far a team had come, for a spreadsheet: for each measure a row of the team pooled, one of its average, one for
 * each member, and one for each member without quota. Attainments are fractions; `windowTo` is the first day after.
 *
 * @example
 * teamCsv(standings).split('\n')[1] // 'emea,new-acv,2026-01-01,2026-04-01,2026-03-31,money,USD,pooled,,,,…'
 */
export function teamCsv(standings: readonly TeamDocument[]): string {
  return safeCsv([HEADER, ...standings.flatMap(rowsOf)]);
}

function rowsOf({
  team,
  measure,
  window,
  at,
  unit,
  currency,
  pooled,
  average,
  members,
  withoutQuota,
}: TeamDocument): readonly CsvRow[] {
  const start: CsvRow = [team, measure, window.from, window.to, at, unit, currency];
  return [
    [...start, 'pooled', null, null, null, pooled.credited, pooled.quota, pooled.attainment, pooled.distance],
    [...start, 'average', null, null, null, null, null, average, null],
    ...members.map(({ payee, name, days, credited, quota, attainment }) => {
      const distance = memberDistance({ credited, quota }, currency);
      return [...start, 'member', payee, name, String(days), credited, quota, attainment, distance];
    }),
    ...withoutQuota.map((payee) => [...start, 'without quota', payee, null, null, null, null, null, null]),
  ];
}

/**
 * What a member still has to be credited with to reach their quota, as decimal text; negative beyond it.
 *
 * @param currency of a measure in money; `null` for units
 * @example
 * memberDistance({ credited: '87600.00', quota: '100000.00' }, 'USD') // '12400.00'
 */
export function memberDistance(
  { credited, quota }: { readonly credited: string; readonly quota: string },
  currency: string | null,
): string {
  const missing = new Decimal(quota).minus(credited);
  if (currency === null) return formatDecimal(missing);
  const minor = missing.times(10 ** minorDigits(currency));
  return formatMinorUnits(BigInt(formatDecimal(minor)), currency);
}
