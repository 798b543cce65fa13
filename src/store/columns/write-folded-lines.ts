import type { CreditColumns } from '../../engine/fold/credit-payee.js';
import type { FoldedLines } from '../../engine/fold/folded-lines.js';
import type { Basis } from '../../engine/measure.js';
import type { Transaction } from '../executor.js';
import { type InsertedColumn, rowInsert } from './row-insert.js';

/** Rows between two looks at whether much has gathered. */
const ROWS_AT_A_TIME = 500;

/**
 * Writes lines that were folded: rows of the same table and form as any others.
 *
 * @param basisOf the basis on which an entitlement counts, which tells where its events lie
 *
 * @example
 * await writeFoldedLines(trx, 7, folder.lines, columns, (entitlement) => bases[entitlement]);
 */
export async function writeFoldedLines(
  trx: Transaction,
  run: number,
  lines: FoldedLines,
  columns: CreditColumns,
  basisOf: (entitlement: number) => Basis,
): Promise<void> {
  if (lines.count === 0) return;
  const insert = rowInsert(trx, 'line', lineColumns(run));
  const { keys } = columns.deals;
  const names = { collected: eventNames(columns.collected), recognized: eventNames(columns.recognized) };
  for (let line = 0; line < lines.count; line += 1) {
    const entitlement = lines.entitlement[line] ?? 0;
    const event = lines.event[line] ?? -1;
    const basis = basisOf(entitlement);
    insert.push(entitlement);
    insert.push(lines.windowFrom[line] ?? 0);
    insert.push(lines.period[line] ?? 0);
    insert.push(lines.number[line] ?? 0);
    insert.push(lines.windowTo[line] ?? 0);
    insert.push(lines.day[line] ?? 0);
    insert.push(lines.amount[line] ?? 0);
    insert.push(lines.share[line] ?? 0);
    insert.push(lines.base[line] ?? 0);
    insert.push(keys.text(lines.deal[line] ?? 0));
    // The booking is what a deal says without more: it has no name.
    insert.push(basis === 'booked' ? null : names[basis](event));
    if (line % ROWS_AT_A_TIME === 0) await insert.flush();
  }
  await insert.end();
}

function lineColumns(run: number): readonly InsertedColumn[] {
  return [
    { name: 'run', constant: run },
    { name: 'entitlement' },
    { name: 'window_from' },
    { name: 'period' },
    { name: 'number' },
    { name: 'kind', constant: 'credit' },
    { name: 'window_to' },
    { name: 'date' },
    { name: 'amount' },
    { name: 'share' },
    { name: 'base' },
    { name: 'credited', constant: null },
    { name: 'deal' },
    { name: 'event' },
    { name: 'detail', constant: null },
  ];
}

function eventNames(events: CreditColumns['collected']): (event: number) => string | null {
  if (events === null) return () => null;
  const bytes = Buffer.from(events.bytes.buffer, events.bytes.byteOffset, events.bytes.byteLength);
  return (event) => bytes.toString('utf8', events.starts[event] ?? 0, events.starts[event + 1] ?? 0);
}
