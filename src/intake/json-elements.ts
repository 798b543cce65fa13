import type { ProblemCode } from '../problems/codes.js';
import type { TextPlace } from './import-source.js';

/** No record is longer: the text would have to be kept in memory up to its end. */
const LONGEST_ELEMENT = 1024 * 1024;

/** An element of an array: its own text, and where it starts. */
export interface JsonElement {
  readonly text: string;
  readonly place: TextPlace;
}

/** Why the elements of an array cannot be told apart any further. */
export interface JsonFailure {
  readonly code: ProblemCode;
  readonly message: string;
  readonly expected: string;
  readonly place: TextPlace;
}

type Phase = 'before' | 'first' | 'next' | 'nested' | 'string' | 'scalar' | 'after' | 'end';

/**
 * Tells apart the elements of an array that is a whole JSON text, piece by piece and in bounded memory. What
 * the elements say is not looked at. The first failure is the last thing that comes.
 *
 * @example
 * const elements = new JsonElements({ line: 1, column: 1 });
 * [...elements.push('[{"id": "D-1"},')] // [{ text: '{"id": "D-1"}', place: { line: 1, column: 2 } }]
 * [...elements.end()] // a failure: the array is not closed
 */
export class JsonElements {
  #phase: Phase = 'before';
  #line: number;
  #column: number;
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** The text of the element so far, of earlier pieces. */
  #begun = '';
  #place: TextPlace;
  #failed = false;

  constructor(start: TextPlace) {
    this.#line = start.line;
    this.#column = start.column;
    this.#place = start;
  }

  *push(piece: string): Generator<JsonElement | JsonFailure> {
    let start = 0;
    for (let position = 0; position < piece.length && !this.#failed; position += 1) {
      const character = piece[position] as string;
      const within = this.#isWithin();
      const found = within ? this.#continue(character) : this.#separate(character);
      if (!within && this.#isWithin()) start = position;
      if (found === 'scalar ends') {
        yield this.#finish(piece.slice(start, position));
        const failure = this.#separate(character);
        if (failure !== undefined) yield this.#fail(failure);
      } else if (found === 'element ends') yield this.#finish(piece.slice(start, position + 1));
      else if (found !== undefined) yield this.#fail(found);
      this.#advance(character);
    }
    if (this.#failed || !this.#isWithin()) return;
    this.#begun += piece.slice(start);
    if (this.#begun.length > LONGEST_ELEMENT) {
      yield this.#fail({
        code: 'json-syntax',
        message: 'the element is longer than a record may be',
        expected: `at most ${LONGEST_ELEMENT} characters`,
        place: this.#place,
      });
    }
  }

  *end(): Generator<JsonElement | JsonFailure> {
    if (this.#failed || this.#phase === 'end') return;
    if (this.#phase === 'before') {
      yield this.#failure('empty-file', 'the file has no content', 'an array of records, at least []');
    } else yield this.#failure('json-syntax', 'the array is not closed', 'a closing ]');
  }

  #isWithin(): boolean {
    return this.#phase === 'nested' || this.#phase === 'string' || this.#phase === 'scalar';
  }

  /** A character between the elements. */
  #separate(character: string): JsonFailure | undefined {
    if (isSpace(character)) return undefined;
    switch (this.#phase) {
      case 'before':
        if (character !== '[') {
          return this.#failure('wrong-type', 'the text is no array', 'an array of records, between [ and ]');
        }
        this.#phase = 'first';
        return undefined;
      case 'first':
        return character === ']' ? this.#close() : this.#begin(character);
      case 'next':
        return character === ']' || character === ','
          ? this.#failure('json-syntax', 'no element follows the comma', 'a record')
          : this.#begin(character);
      case 'after':
        if (character === ']') return this.#close();
        if (character !== ',') {
          return this.#failure('json-syntax', 'no comma stands between two elements', 'a comma or ]');
        }
        this.#phase = 'next';
        return undefined;
      default:
        return this.#failure('json-syntax', 'something follows the array', 'the end of the file');
    }
  }

  #begin(character: string): undefined {
    this.#place = { line: this.#line, column: this.#column };
    this.#begun = '';
    if (character === '{' || character === '[') {
      this.#phase = 'nested';
      this.#depth = 1;
    } else this.#phase = character === '"' ? 'string' : 'scalar';
    this.#inString = character === '"';
    this.#escaped = false;
    return undefined;
  }

  /** A character of an element. */
  #continue(character: string): 'element ends' | 'scalar ends' | undefined {
    if (this.#phase === 'scalar') {
      return character === ',' || character === ']' || isSpace(character) ? 'scalar ends' : undefined;
    }
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false;
      else if (character === '\\') this.#escaped = true;
      else if (character === '"') this.#inString = false;
      return this.#phase === 'string' && !this.#inString ? 'element ends' : undefined;
    }
    if (character === '"') this.#inString = true;
    else if (character === '{' || character === '[') this.#depth += 1;
    else if (character === '}' || character === ']') this.#depth -= 1;
    return this.#depth === 0 ? 'element ends' : undefined;
  }

  #close(): undefined {
    this.#phase = 'end';
    return undefined;
  }

  #finish(text: string): JsonElement {
    this.#phase = 'after';
    return { text: this.#begun + text, place: this.#place };
  }

  #advance(character: string): void {
    if (character === '\n') {
      this.#line += 1;
      this.#column = 1;
    } else this.#column += 1;
  }

  #failure(code: ProblemCode, message: string, expected: string): JsonFailure {
    return { code, message, expected, place: { line: this.#line, column: this.#column } };
  }

  #fail(failure: JsonFailure): JsonFailure {
    this.#failed = true;
    return failure;
  }
}

function isSpace(character: string): boolean {
  return character === ' ' || character === '\n' || character === '\r' || character === '\t';
}
