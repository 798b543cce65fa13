import { isAscii } from 'node:buffer';
import type { PackedTexts } from '../../records/columns/packed-texts.js';

/** The texts that lines name by number: ids of deals, and the rest of events' keys on the bases that have them. */
export interface LineTexts {
  readonly deals: PackedTexts;
  readonly collected: PackedTexts | null;
  readonly recognized: PackedTexts | null;
}

/** What a number stands for; nothing where there are no texts. */
type NameOf = (number: number) => string | null;

/** What the numbers in lines stand for. */
export type LineNames = Readonly<Record<keyof LineTexts, NameOf>>;

/**
 * Readies texts for being written, once for all lines.
 *
 * @example
 * lineNames(texts).deals(0) // 'D-1'
 */
export function lineNames({ deals, collected, recognized }: LineTexts): LineNames {
  return { deals: namesIn(deals), collected: namesIn(collected), recognized: namesIn(recognized) };
}

function namesIn(texts: PackedTexts | null): NameOf {
  if (texts === null) return () => null;
  const { bytes, starts } = texts;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // The same text in half the time, where no character takes more than a byte.
  const encoding = isAscii(buffer) ? 'latin1' : 'utf8';
  return (number) => buffer.toString(encoding, starts[number] ?? 0, starts[number + 1] ?? 0);
}
