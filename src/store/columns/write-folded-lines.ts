import type { LineColumns } from '../../engine/fold/folded-lines.js';
import type { Basis } from '../../engine/measure.js';
import type { Cap } from '../../engine/modifiers/cap.js';
import type { Transaction } from '../executor.js';
import { limitDetail } from '../line-row.js';
import type { LineNames } from './line-names.js';
import { type InsertedColumn, rowInsert } from './row-insert.js';

/** Rows between two looks at whether much has gathered. */
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
 * @param termsOf what an entitlement says of its lines
 *
 * @example
 * await writeFoldedLines(trx, 7, folder.lines, lineNames(texts), () => ({ basis: 'booked', cap: null }));
 */
export async function writeFoldedLines(
  trx: Transaction,
  run: number,
  lines: LineColumns,
  names: LineNames,
  termsOf: (entitlement: number) => LineTerms,
): Promise<void> {
  if (lines.count === 0) return;
  // Most shards have lines of one kind and without details, which then need not cross row by row.
  const hasGates = lines.deal.some((deal) => deal < 0);
  const hasDetails = lines.excess.some((excess) => excess !== 0);
  const insert = rowInsert(trx, 'line', lineColumns(run, { hasGates, hasDetails }));
  for (let line = 0; line < lines.count; line += 1) {
    const entitlement = lines.entitlement[line] ?? 0;
    const event = lines.event[line] ?? -1;
    const deal = lines.deal[line] ?? -1;
    const isGate = deal < 0;
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
    insert.push(isGate ? null : names.deals(deal));
    // The booking is what a deal says without more: it has no name.
    insert.push(isGate || basis === 'booked' ? null : names[basis](event));
    if (hasDetails) insert.push(detailOf(lines.excess[line] ?? 0, cap));
    if (line % ROWS_AT_A_TIME === 0) await insert.flush();
  }
  await insert.end();
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
