import type { LineColumns } from '../../engine/fold/folded-lines.js';
import type { Basis } from '../../engine/measure.js';
import type { Cap } from '../../engine/modifiers/cap.js';
import { limitDetail } from '../line-row.js';
import { type LineNames, type NamedLines, namedLines } from './line-names.js';
import type { InsertedColumn, InsertInto, RowInsert } from './row-insert.js';

/** Rows of which names are looked up together, and between two looks at whether much has gathered. */
const ROWS_AT_A_TIME = 500;

/** What the lines of an entitlement have in common. */
export interface LineTerms {
  /** On which it counts, which tells where its events lie. */
  readonly basis: Basis;
  readonly cap: Cap | null;
}

/**
 * Writes lines that were folded: rows of the same table and form as any others.
 *
 * @param names what the numbers in lines stand for, where these come without the texts that they name
 * @param termsOf what an entitlement says of its lines
 *
 * @example
 * await writeFoldedLines(insertInto, 7, lines, lineNames(texts), () => ({ basis: 'booked', cap: null }));
 */
export async function writeFoldedLines(
  insertInto: InsertInto,
  run: number,
  lines: LineColumns,
  names: LineNames | null,
  termsOf: (entitlement: number) => LineTerms,
): Promise<void> {
  if (lines.count === 0) return;
  // Most shards have lines of one kind and without details, which then need not cross row by row.
  const hasGates = lines.deal.some((deal) => deal < 0);
  const hasDetails = lines.excess.some((excess) => excess !== 0);
  const insert = insertInto('line', lineColumns(run, { hasGates, hasDetails }));
  const named = namedLines(lines, names, (entitlement) => termsOf(entitlement).basis);
  const write = lineWriter(insert, lines, { named, termsOf, hasGates, hasDetails });
  for (let first = 0; first < lines.count; first += ROWS_AT_A_TIME) {
    write(first, Math.min(first + ROWS_AT_A_TIME, lines.count));
    await insert.flush();
  }
  await insert.end();
}

interface LinesToWrite extends LineForm {
  readonly named: NamedLines;
  readonly termsOf: (entitlement: number) => LineTerms;
}

/** Writes the lines from one up to another. */
function lineWriter(
  insert: RowInsert,
  lines: LineColumns,
  { named, termsOf, hasGates, hasDetails }: LinesToWrite,
): (first: number, end: number) => void {
  return (first, end) => {
    named.take(first, end);
    for (let line = first; line < end; line += 1) {
      const isGate = (lines.deal[line] ?? -1) < 0;
      const entitlement = lines.entitlement[line] ?? 0;
      const { basis, cap } = termsOf(entitlement);
      insert.push(entitlement);
      insert.push(lines.windowFrom[line] ?? 0);
      insert.push(lines.period[line] ?? 0);
      insert.push(lines.number[line] ?? 0);
      if (hasGates) insert.push(isGate ? 'gate' : 'credit');
      insert.push(lines.windowTo[line] ?? 0);
      insert.push(lines.day[line] ?? 0);
      insert.push(lines.amount[line] ?? 0);
      insert.push(isGate ? null : (lines.share[line] ?? 0));
      insert.push(isGate ? null : (lines.base[line] ?? 0));
      insert.push(isGate ? null : named.dealOf(line));
      // The booking is what a deal says without more: it has no name.
      insert.push(isGate || basis === 'booked' ? null : named.eventOf(line, basis));
      if (hasDetails) insert.push(detailOf(lines.excess[line] ?? 0, cap));
    }
  };
}

/** What a cap did to a line, as any other line says it. */
function detailOf(excess: number, cap: Cap | null): string | null {
  if (excess === 0 || cap === null || cap.limit.kind !== 'amount') return null;
  const { per, limit } = cap;
  return limitDetail({
    by: 'cap',
    of: 'component',
    per,
    effect: 'forfeited',
    limit: limit.amount,
    amount: BigInt(excess),
  });
}

interface LineForm {
  readonly hasGates: boolean;
  readonly hasDetails: boolean;
}

function lineColumns(run: number, { hasGates, hasDetails }: LineForm): readonly InsertedColumn[] {
  return [
    { name: 'run', constant: run },
    { name: 'entitlement' },
    { name: 'window_from' },
    { name: 'period' },
    { name: 'number' },
    hasGates ? { name: 'kind' } : { name: 'kind', constant: 'credit' },
    { name: 'window_to' },
    { name: 'date' },
    { name: 'amount' },
    { name: 'share' },
    { name: 'base' },
    { name: 'credited', constant: null },
    { name: 'deal' },
    { name: 'event' },
    hasDetails ? { name: 'detail' } : { name: 'detail', constant: null },
  ];
}
