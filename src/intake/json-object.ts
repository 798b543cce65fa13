/** What an object says under one name; the offset is that of the name in the text. */
export interface JsonEntry {
  readonly name: string;
  /** A single value as its text, a list of such, or something that is neither. */
  readonly value:
    | { readonly text: string }
    | { readonly list: readonly string[] }
    | { readonly nested: true };
  readonly offset: number;
  /** Where the value starts in the text, and where it ends. */
  readonly start: number;
  readonly end: number;
}

/** The entries of an object in their order, or what is wrong with the text and where. */
export type JsonObject =
  | { readonly entries: readonly JsonEntry[] }
  | { readonly failure: string; readonly expected: string; readonly offset: number };

/** Deeper values are no record, and could exhaust the stack. */
const MOST_LEVELS = 16;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const STRING = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const SPACE = /[ \t\r\n]*/y;
const WORDS: Readonly<Record<string, string>> = { true: 'true', false: 'false', null: '' };
const WORD = /true|false|null/y;

/**
 * Takes a JSON object apart. Numbers stay the text they are, so that none goes through a float; `null` is an
 * empty text. Values within values are recognized, not read.
 *
 * @example
 * readJsonObject('{"id": "D-1", "tcv": 8700.50}')
 * // { entries: [{ name: 'id', value: { text: 'D-1' }, offset: 1 }, { name: 'tcv', value: { text: '8700.50' }, … }] }
 */
export function readJsonObject(text: string): JsonObject {
  try {
    return { entries: new ObjectReader(text).read() };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { failure: error.message, expected: error.expected, offset: error.offset };
  }
}

class Unreadable extends Error {
  constructor(
    message: string,
    readonly expected: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

class ObjectReader {
  #offset = 0;

  constructor(readonly text: string) {}

  read(): readonly JsonEntry[] {
    this.#skipSpace();
    const entries = this.#entries(0);
    this.#skipSpace();
    if (this.#offset < this.text.length)
      this.#refuse('something follows the record', 'the end of the record');
    return entries;
  }

  #entries(level: number): readonly JsonEntry[] {
    const entries: JsonEntry[] = [];
    this.#expect('{', 'an object, between { and }');
    if (this.#skipped('}')) return entries;
    do {
      this.#skipSpace();
      const offset = this.#offset;
      const name = this.#string('a name between quotes');
      this.#skipSpace();
      this.#expect(':', 'a colon');
      this.#skipSpace();
      const start = this.#offset;
      const value = this.#value(level + 1);
      entries.push({ name, value, offset, start, end: this.#offset });
    } while (this.#skipped(','));
    this.#skipSpace();
    this.#expect('}', 'a comma or }');
    return entries;
  }

  #value(level: number): JsonEntry['value'] {
    this.#skipSpace();
    const character = this.text[this.#offset];
    if (character === '"') return { text: this.#string('a text') };
    if (character !== '{' && character !== '[') return { text: this.#scalar() };
    if (level > MOST_LEVELS) this.#refuse('the value is nested too deep', 'a single value');
    if (character === '{') {
      this.#entries(level);
      return { nested: true };
    }
    return this.#list(level);
  }

  #list(level: number): JsonEntry['value'] {
    this.#expect('[', 'a list');
    if (this.#skipped(']')) return { list: [] };
    const values: JsonEntry['value'][] = [];
    do values.push(this.#value(level + 1));
    while (this.#skipped(','));
    this.#skipSpace();
    this.#expect(']', 'a comma or ]');
    const texts = values.flatMap((value) => ('text' in value ? [value.text] : []));
    return texts.length === values.length ? { list: texts } : { nested: true };
  }

  #scalar(): string {
    const word = this.#match(WORD);
    if (word !== undefined) return WORDS[word] ?? '';
    return this.#match(NUMBER) ?? this.#refuse('there is no value here', 'a value');
  }

  #string(expected: string): string {
    const written = this.#match(STRING) ?? this.#refuse('the text is not valid JSON here', expected);
    return written.includes('\\') ? String(JSON.parse(written)) : written.slice(1, -1);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#offset;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.#offset += found.length;
    return found;
  }

  #skipSpace(): void {
    this.#match(SPACE);
  }

  #skipped(character: string): boolean {
    this.#skipSpace();
    if (this.text[this.#offset] !== character) return false;
    this.#offset += 1;
    return true;
  }

  #expect(character: string, expected: string): void {
    if (this.text[this.#offset] !== character) this.#refuse('the text is not valid JSON here', expected);
    this.#offset += 1;
  }

  #refuse(message: string, expected: string): never {
    throw new Unreadable(message, expected, this.#offset);
  }
}
