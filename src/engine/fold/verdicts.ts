import type { Condition } from '../../conditions/condition.js';
import type { FactValue } from '../../conditions/fact.js';
import { ByteKeys } from '../../records/columns/byte-keys.js';
import type { ColumnBatch, TextColumn } from '../../records/columns/column-batch.js';
import type { Company } from '../../records/company.js';
import { factColumn, factNames } from './fact-columns.js';

/** Combinations of texts that are remembered; where there are more, each deal is asked about by itself. */
const MOST_REMEMBERED = 1 << 22;
const MET = 1;
const NOT_MET = 2;

/** One fact of a condition: its different texts, numbered, and what each means. */
interface FactTexts {
  readonly fact: string;
  readonly column: string;
  readonly keys: ByteKeys;
  readonly values: (FactValue | null)[];
  /** A power of two above the count of the texts. */
  room: number;
}

/**
 * Asks one condition about deals, batch by batch. Deals of one combination of texts have one answer, so that
 * the condition itself runs once for each combination and not for each deal.
 *
 * @example
 * const verdicts = new Verdicts(condition, company);
 * verdicts.of(batch)[0] // 1 where the first deal meets the condition, else 0
 */
export class Verdicts {
  readonly #facts: readonly FactTexts[];
  #known = new Uint8Array(1);

  constructor(
    readonly condition: Condition,
    readonly company: Company,
  ) {
    this.#facts = [...new Set(factNames(condition.tree))].map((fact) => ({
      fact,
      column: factColumn(fact).column,
      keys: new ByteKeys(),
      values: [],
      room: 1,
    }));
    this.#makeRoom();
  }

  /** The columns of a deal that the condition looks at, all as text. */
  get columns(): readonly string[] {
    return this.#facts.map(({ column }) => column);
  }

  /** For each deal of a batch whether it meets the condition. */
  of(batch: ColumnBatch): Uint8Array {
    const columns = this.#facts.map(({ column }) => batch.text(column));
    const codes = columns.map((column, place) => this.#codesOf(place, column, batch.count));
    this.#makeRoom();
    const verdicts = new Uint8Array(batch.count);
    for (let row = 0; row < batch.count; row += 1) verdicts[row] = this.#verdict(codes, row);
    return verdicts;
  }

  #codesOf(place: number, { bytes, starts, ends }: TextColumn, count: number): Int32Array {
    const texts = this.#facts[place];
    const codes = new Int32Array(count);
    if (texts === undefined) return codes;
    const { keys, values, fact } = texts;
    for (let row = 0; row < count; row += 1) {
      const code = keys.intern(bytes, starts[row] ?? 0, ends[row] ?? 0);
      codes[row] = code;
      if (code === values.length) values.push(factColumn(fact).decode(keys.text(code), this.company));
    }
    return codes;
  }

  #verdict(codes: readonly Int32Array[], row: number): number {
    let combination = 0;
    for (let place = 0; place < codes.length; place += 1) {
      combination = combination * (this.#facts[place]?.room ?? 1) + (codes[place]?.[row] ?? 0);
    }
    const known = combination < this.#known.length ? this.#known[combination] : 0;
    if (known === MET || known === NOT_MET) return known === MET ? 1 : 0;
    const met = this.#ask(codes, row);
    if (combination < this.#known.length) this.#known[combination] = met ? MET : NOT_MET;
    return met ? 1 : 0;
  }

  #ask(codes: readonly Int32Array[], row: number): boolean {
    const facts: Record<string, FactValue | null> = {};
    for (const [place, { fact, values }] of this.#facts.entries()) {
      facts[fact] = values[codes[place]?.[row] ?? 0] ?? null;
    }
    return this.condition.met(facts);
  }

  /** New texts move the combinations: what is known of them is asked anew. */
  #makeRoom(): void {
    let grown = false;
    for (const texts of this.#facts) {
      while (texts.room < texts.keys.count) {
        texts.room *= 2;
        grown = true;
      }
    }
    if (!grown) return;
    const combinations = this.#facts.reduce((product, { room }) => product * room, 1);
    this.#known = new Uint8Array(combinations <= MOST_REMEMBERED ? combinations : 0);
  }
}
