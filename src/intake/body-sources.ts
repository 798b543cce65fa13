import { didYouMean } from '../problems/did-you-mean.js';
import { problem } from '../problems/problem.js';
import { RECORD_KINDS, type RecordKind } from '../records/record-kinds.js';
import type { FoundSources } from './find-sources.js';
import type { ImportSource } from './import-source.js';
import { readJsonObject } from './json-object.js';

/** How problems name a text that came without a file. */
const BODY = 'body';

const KIND_OF_SECTION: ReadonlyMap<string, RecordKind> = new Map(
  (Object.keys(RECORD_KINDS) as RecordKind[]).map((kind) => [RECORD_KINDS[kind].file, kind]),
);

/**
 * Takes apart a JSON text that holds records of several kinds: an object whose keys are those of the files
 * without their ending, each with an array of records.
 *
 * @example
 * bodySources('{"payees": [{"id": "ada", "name": "Ada"}], "deals": []}').sources.length // 2
 */
export function bodySources(text: string): FoundSources {
  const object = readJsonObject(text);
  if ('failure' in object) {
    const { failure, expected, offset } = object;
    return { sources: [], problems: [problem('json-syntax', failure, { ...at(text, offset), expected })] };
  }
  const names = object.entries.map(({ name }) => name);
  const problems = object.entries.flatMap(({ name, offset }, index) => {
    if (!KIND_OF_SECTION.has(name)) {
      const known = [...KIND_OF_SECTION.keys()];
      const detail = { ...at(text, offset), expected: known.join(', '), hint: didYouMean(name, known) };
      return [problem('unknown-key', `no records are read from ${name}`, detail)];
    }
    if (names.indexOf(name) === index) return [];
    return [problem('duplicate-key', `${name} is given twice`, at(text, offset))];
  });
  const sources = object.entries.flatMap(({ name, start, end }): readonly ImportSource[] => {
    const kind = KIND_OF_SECTION.get(name);
    if (kind === undefined) return [];
    const bytes = Buffer.from(text.slice(start, end));
    const { line, column } = at(text, start).location;
    return [
      {
        kind,
        format: 'json',
        name: BODY,
        size: bytes.length,
        start: { line, column },
        async *read() {
          yield bytes;
        },
      },
    ];
  });
  return { sources, problems };
}

function at(text: string, offset: number) {
  const lines = text.slice(0, offset).split('\n');
  return { location: { file: BODY, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 } };
}
