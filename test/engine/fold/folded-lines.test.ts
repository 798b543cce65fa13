import { describe, expect, it } from 'vitest';
import { FoldedLines } from '../../../src/engine/fold/folded-lines.js';
import type { PackedTexts } from '../../../src/records/columns/packed-texts.js';
import { SharedRoom } from '../../../src/records/columns/shared-room.js';

const AT = { entitlement: 1, windowFrom: 20_260_101, windowTo: 20_260_401 };

function packed(texts: readonly string[]): PackedTexts {
  const starts = [0];
  for (const text of texts) starts.push((starts.at(-1) ?? 0) + Buffer.byteLength(text));
  return { bytes: Buffer.from(texts.join('')), starts: Uint32Array.from(starts) };
}

function textsIn(texts: PackedTexts | undefined): readonly string[] {
  const { bytes, starts } = texts ?? packed([]);
  return Array.from({ length: starts.length - 1 }, (_, place) =>
    Buffer.from(bytes.subarray(starts[place], starts[place + 1])).toString(),
  );
}

function addCredits(lines: FoldedLines, days: readonly number[]): void {
  for (const [place, day] of days.entries()) lines.add(AT, day, 100, 1, 100, place, place, 0);
}

describe('lines that come with the texts that they name', () => {
  it('have those of the credits in order, and none in a line of gates', () => {
    const lines = new FoldedLines();
    addCredits(lines, [20_260_110, 20_260_220]);
    lines.addGate(AT, 20_260_220, -50, 0);
    lines.name(0, packed(['D-1', 'D-22']), packed(['R-1:I-1/1', 'Zoë']));
    const { deal, texts } = lines.copyTo(new SharedRoom());
    expect([...deal]).toEqual([0, -1, 1]);
    expect(textsIn(texts?.deals)).toEqual(['D-1', '', 'D-22']);
    expect(textsIn(texts?.events)).toEqual(['R-1:I-1/1', '', 'Zoë']);
  });

  it('have no events where they are of bookings, and none of lines that were cut', () => {
    const lines = new FoldedLines();
    addCredits(lines, [20_260_110]);
    lines.name(0, packed(['D-1']), packed(['R-1']));
    addCredits(lines, [20_260_111, 20_260_112]);
    lines.name(1, packed(['left', 'left']), packed(['left', 'left']));
    lines.cut(1);
    addCredits(lines, [20_260_113]);
    lines.name(1, packed(['D-3']), null);
    const { texts } = lines.copyTo(new SharedRoom());
    expect(textsIn(texts?.deals)).toEqual(['D-1', 'D-3']);
    expect(textsIn(texts?.events)).toEqual(['R-1', '']);
  });

  it('may be more than there was room for', () => {
    const lines = new FoldedLines();
    const ids = Array.from({ length: 5_000 }, (_, place) => `a deal of number ${place}`);
    addCredits(
      lines,
      ids.map(() => 20_260_110),
    );
    lines.name(0, packed(ids), null);
    const { texts } = lines.copyTo(new SharedRoom());
    expect(textsIn(texts?.deals)).toEqual(ids);
  });
});
