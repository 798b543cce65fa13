import { isAscii } from 'node:buffer';
import type { LineColumns } from '../../engine/fold/folded-lines.js';
import type { Basis } from '../../engine/measure.js';
import type { Transaction } from '../executor.js';
import { type InsertedColumn, rowInsert } from './row-insert.js';

/** Many texts in one: that of a number lies from `starts[number]` up to `starts[number + 1]`. */
export interface PackedTexts {
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
}

/** The texts that lines name by number: ids of deals, and the rest of events' keys on the bases that have them. */
export interface LineTexts {
  readonly deals: PackedTexts;
  readonly collected: PackedTexts | null;
  readonly recognized: PackedTexts | null;
}

/** Rows between two looks at whether much has gathered. */
const ROWS_AT_A_TIME = 500;

/**
 * Writes lines that were folded: rows of the same table and form as any others.
 *
 * @param basisOf the basis on which an entitlement counts, which tells where its events lie
 *
 * @example
 * await writeFoldedLines(trx, 7, folder.lines, texts, (entitlement) => bases[entitlement]);
 */
export async function writeFoldedLines(
  trx: Transaction,
  run: number,
  lines: LineColumns,
  texts: LineTexts,
  basisOf: (entitlement: number) => Basis,
): Promise<void> {
  if (lines.count === 0) return;
  const insert = rowInsert(trx, 'line', lineColumns(run));
  const dealName = namesIn(texts.deals);
  const names = { collected: namesIn(texts.collected), recognized: namesIn(texts.recognized) };
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
    insert.push(dealName(lines.deal[line] ?? 0));
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

function namesIn(texts: PackedTexts | null): (number: number) => string | null {
  if (texts === null) return () => null;
  const { bytes, starts } = texts;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // The same text in half the time, where no character takes more than a byte.
  const encoding = isAscii(buffer) ? 'latin1' : 'utf8';
  return (number) => buffer.toString(encoding, starts[number] ?? 0, starts[number + 1] ?? 0);
}
