import { TextDecoder } from 'node:util';
import { didYouMean } from '../problems/did-you-mean.js';
import type { ImportSource, TextPlace } from './import-source.js';
import { type JsonElement, JsonElements, type JsonFailure } from './json-elements.js';
import { type JsonEntry, readJsonObject } from './json-object.js';
import { problemAt, type RowPlaces, type RowShape, type RowVisitor } from './row-visitor.js';

const START: TextPlace = { line: 1, column: 1 };

/**
 * Reads the rows of a JSON text: an array of objects whose keys are the fields. Values are texts or numbers,
 * which are taken as they are written; a list of numbers may be an array. A row with a key that is unknown or
 * given twice, or with a value of another shape, is reported at that key.
 *
 * @example
 * await readJson(source, { fieldNames: ['id', 'name'], requiredNames: ['id', 'name'] }, visitor);
 */
export async function readJson(source: ImportSource, shape: RowShape, visitor: RowVisitor): Promise<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const elements = new JsonElements(source.start ?? START);
  for await (const chunk of source.read()) {
    const piece = decode(decoder, chunk);
    if (piece === undefined) return refuseEncoding(source, visitor);
    const readable = takeElements(elements.push(piece), source, shape, visitor);
    await visitor.progress(chunk.length);
    if (!readable) return;
  }
  if (decode(decoder) === undefined) return refuseEncoding(source, visitor);
  takeElements(elements.end(), source, shape, visitor);
}

function decode(decoder: TextDecoder, chunk?: Buffer): string | undefined {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch {
    return undefined;
  }
}

/** Whether the elements could be told apart. */
function takeElements(
  elements: Iterable<JsonElement | JsonFailure>,
  source: ImportSource,
  shape: RowShape,
  visitor: RowVisitor,
): boolean {
  for (const element of elements) {
    if ('code' in element) {
      const { place, code, message, expected } = element;
      visitor.loss(problemAt(source, place, code, message, { expected }));
      return false;
    }
    takeElement(element, source, shape, visitor);
  }
  return true;
}

function takeElement(element: JsonElement, source: ImportSource, shape: RowShape, visitor: RowVisitor): void {
  if (!element.text.startsWith('{')) {
    const detail = { expected: 'an object with the fields of the record' };
    visitor.loss(problemAt(source, element.place, 'wrong-type', 'the element is no record', detail));
    return;
  }
  const object = readJsonObject(element.text);
  if ('failure' in object) {
    const { failure, expected, offset } = object;
    const place = placeIn(element, offset);
    visitor.loss(problemAt(source, place, 'json-syntax', failure, { expected }));
    return;
  }
  const offsets = new Map<string, number>();
  const raw: Record<string, string> = {};
  for (const entry of object.entries) {
    const place = placeIn(element, entry.offset);
    if (!isOwnField(entry, offsets, place, { source, shape, visitor })) continue;
    offsets.set(entry.name, entry.offset);
    const text = fieldText(entry, shape);
    if (text === undefined) {
      refuseShape(entry, place, source, visitor);
      return;
    }
    raw[entry.name] = text;
  }
  const places: RowPlaces = (field) => placeIn(element, offsets.get(field ?? '') ?? 0);
  visitor.row(raw, places);
}

interface Reading {
  readonly source: ImportSource;
  readonly shape: RowShape;
  readonly visitor: RowVisitor;
}

function isOwnField(
  { name }: JsonEntry,
  known: ReadonlyMap<string, number>,
  place: TextPlace,
  { source, shape, visitor }: Reading,
): boolean {
  if (!shape.fieldNames.includes(name)) {
    const detail = { expected: shape.fieldNames.join(', '), hint: didYouMean(name, shape.fieldNames) };
    visitor.problem(problemAt(source, place, 'unknown-column', `there is no field ${name}`, detail));
    return false;
  }
  if (!known.has(name)) return true;
  const message = `the field ${name} is given twice`;
  visitor.problem(problemAt(source, place, 'duplicate-key', message, { field: name }));
  return false;
}

/** The text of a field, as a CSV file would have it. */
function fieldText({ name, value }: JsonEntry, shape: RowShape): string | undefined {
  if ('text' in value) return value.text;
  return 'list' in value && shape.listNames.includes(name) ? value.list.join(';') : undefined;
}

function refuseShape(
  { name, value }: JsonEntry,
  place: TextPlace,
  source: ImportSource,
  visitor: RowVisitor,
) {
  const message = `${name} is ${'list' in value ? 'a list' : 'a value of several parts'}`;
  visitor.loss(problemAt(source, place, 'wrong-type', message, { field: name, expected: 'a single value' }));
}

function placeIn({ text, place }: JsonElement, offset: number): TextPlace {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  if (lineStart === 0) return { line: place.line, column: place.column + offset };
  return { line: place.line + before.split('\n').length - 1, column: offset - lineStart + 1 };
}

function refuseEncoding(source: ImportSource, visitor: RowVisitor): void {
  const message = 'the text is not in UTF-8';
  visitor.loss(problemAt(source, START, 'json-syntax', message, { hint: 'save the file as UTF-8' }));
}
