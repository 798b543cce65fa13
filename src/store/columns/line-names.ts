import { isAscii } from 'node:buffer';
import type { LineColumns } from '../../engine/fold/folded-lines.js';
import type { Basis } from '../../engine/measure.js';
import { GatheredTexts } from '../../records/columns/gathered-texts.js';
import type { PackedTexts } from '../../records/columns/packed-texts.js';

/** The texts that lines name by number: ids of deals, and the rest of events' keys on the bases that have them. */
export interface LineTexts {
  readonly deals: PackedTexts;
  readonly collected: PackedTexts | null;
  readonly recognized: PackedTexts | null;
}

/** What the numbers in lines stand for. */
export type LineNames = Readonly<Record<keyof LineTexts, Names>>;

/**
 * Readies texts for being written, once for all lines.
 *
 * @example
 * lineNames(texts).deals.gather(lines.deal.subarray(0, 500));
 */
export function lineNames({ deals, collected, recognized }: LineTexts): LineNames {
  return { deals: new Names(deals), collected: new Names(collected), recognized: new Names(recognized) };
}

/** What some lines name, which are taken before they are asked for. */
export interface NamedLines {
  /** Takes the lines from one up to another. */
  take(first: number, end: number): void;
  dealOf(line: number): string | null;
  eventOf(line: number, basis: Exclude<Basis, 'booked'>): string | null;
}

/**
 * What lines name: texts that they come with, or that their numbers stand for. Throws where they come without texts, and
 * there is nothing that numbers stand for.
 *
 * @param basisOf the basis on which an entitlement counts
 *
 * @example
 * const named = namedLines(lines, lineNames(texts), () => 'booked');
 * named.take(0, 500);
 * named.dealOf(0) // 'D-1'
 */
export function namedLines(
  lines: LineColumns,
  names: LineNames | null,
  basisOf: (entitlement: number) => Basis,
): NamedLines {
  if (lines.texts !== undefined) return ownTexts(lines.texts);
  if (names === null)
    throw new Error('Lines come with the texts that they name, or with what their numbers mean.');
  let from = 0;
  return {
    take(first, end) {
      from = first;
      names.deals.gather(lines.deal.subarray(first, end));
      const events = lines.event.subarray(first, end);
      for (const basis of ['collected', 'recognized'] as const) {
        const isOn = (line: number) => basisOf(lines.entitlement[line] ?? 0) === basis;
        if (names[basis].isAny)
          names[basis].gather(events.map((event, place) => (isOn(first + place) ? event : -1)));
      }
    },
    dealOf: (line) => names.deals.at(line - from),
    eventOf: (line, basis) => names[basis].at(line - from),
  };
}

function ownTexts({ deals, events }: NonNullable<LineColumns['texts']>): NamedLines {
  const ids = new Names(deals);
  const keys = new Names(events);
  return {
    take(first, end) {
      ids.take(first, end);
      keys.take(first, end);
    },
    dealOf: (line) => ids.at(line),
    eventOf: (line) => keys.at(line),
  };
}

/**
 * Texts of numbers, made for some at a time.
 *
 * @example
 * names.gather(lines.deal.subarray(0, 500));
 * names.at(0) // 'D-1'
 */
class Names {
  readonly #gathered = new GatheredTexts();
  /** Whether no character takes more than a byte: then all that is asked for is made one text, and cut. */
  readonly #isAscii: boolean;
  #current: PackedTexts;
  #text = '';
  /** Where the text begins in the bytes. */
  #from = 0;

  /** @param texts `null` where there are none, and so no names */
  constructor(readonly texts: PackedTexts | null) {
    this.#isAscii = texts !== null && isAscii(texts.bytes);
    this.#current = this.#gathered;
  }

  /** Whether there are texts at all. */
  get isAny(): boolean {
    return this.texts !== null;
  }

  /** Brings together the texts of some numbers; a number below 0 has none. */
  gather(numbers: Int32Array): void {
    if (this.texts === null) return;
    this.#gathered.gather(this.texts, numbers);
    this.#show(this.#gathered, 0, numbers.length);
  }

  /** Takes the texts from one number up to another, to be asked for by number. */
  take(first: number, end: number): void {
    if (this.texts !== null) this.#show(this.texts, first, end);
  }

  /**
   * What a number that was gathered stands for, by its place among them, or one that was taken by itself; `null` where
   * there are no texts.
   */
  at(place: number): string | null {
    if (this.texts === null) return null;
    const { bytes, starts } = this.#current;
    const [from, to] = [starts[place] ?? 0, starts[place + 1] ?? 0];
    return this.#isAscii
      ? this.#text.slice(from - this.#from, to - this.#from)
      : textIn(bytes, 'utf8', from, to);
  }

  #show(texts: PackedTexts, first: number, end: number): void {
    const { bytes, starts } = texts;
    this.#current = texts;
    this.#from = starts[first] ?? 0;
    if (this.#isAscii) this.#text = textIn(bytes, 'latin1', this.#from, starts[end] ?? 0);
  }
}

function textIn(bytes: Uint8Array, encoding: 'latin1' | 'utf8', from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString(encoding);
}
