import { type Problem, problem, type SourceLocation } from '../problems/problem.js';
import type { Company } from '../records/company.js';
import { recordDecoder } from '../records/decode-record.js';
import type { RecordKind } from '../records/record-kinds.js';
import type { ImportSource } from './import-source.js';
import { readRows } from './read-rows.js';
import { keyText } from './record-name.js';
import type { RowVisitor } from './row-visitor.js';

/** A problem of a record that is stored, whose place in the texts is to be found by its key. */
export interface RecordProblem {
  readonly kind: RecordKind;
  /** As {@link keyText} gives it. */
  readonly key: string;
  readonly problem: Problem;
}

/** Where the rows are that give some keys: each row, and a field of it. */
export type LocatedRows = ReadonlyMap<string, readonly LocatedRow[]>;

interface LocatedRow {
  readonly location: SourceLocation;
  readonly fields: ReadonlyMap<string, SourceLocation>;
}

/**
 * Reads sources of one kind once more to find the rows with some keys, so that no import has to remember the
 * lines of all its rows. For each key, the fields to be found are given.
 *
 * @example
 * await locateRows(sources, new Map([['D-1', new Set(['stage'])]]), company);
 */
export async function locateRows(
  sources: readonly ImportSource[],
  wanted: ReadonlyMap<string, ReadonlySet<string>>,
  company: Company,
): Promise<LocatedRows> {
  const found = new Map<string, LocatedRow[]>();
  for (const source of sources) {
    const decoder = recordDecoder(source.kind, company);
    const visitor: RowVisitor = {
      row: (raw, places) => {
        const outcome = decoder.decode(raw);
        if (!outcome.ok) return;
        const key = keyText(source.kind, { ...outcome.record });
        const fields = wanted.get(key);
        if (fields === undefined) return;
        const at = (field?: string): SourceLocation => ({ file: source.name, ...places(field) });
        const row = { location: at(), fields: new Map([...fields].map((field) => [field, at(field)])) };
        const rows = found.get(key);
        if (rows === undefined) found.set(key, [row]);
        else rows.push(row);
      },
      problem: () => {},
      loss: () => {},
      lacks: () => {},
      progress: async () => {},
    };
    await readRows(source, decoder.fieldNames, visitor);
  }
  return found;
}

/**
 * The problems with their places in the sources; one whose record no source has stays without a place.
 *
 * @example
 * for (const each of await locateProblems(problems, sources, company)) report.add(each);
 */
export async function locateProblems(
  problems: readonly RecordProblem[],
  sources: readonly ImportSource[],
  company: Company,
): Promise<readonly Problem[]> {
  const located: Problem[] = [];
  for (const kind of new Set(problems.map((each) => each.kind))) {
    const ofKind = problems.filter((each) => each.kind === kind);
    const wanted = new Map<string, Set<string>>();
    for (const { key, problem: each } of ofKind) {
      const fields = wanted.get(key) ?? new Set();
      if (each.field !== undefined) fields.add(each.field);
      wanted.set(key, fields);
    }
    const ownSources = sources.filter((source) => source.kind === kind);
    const rows = await locateRows(ownSources, wanted, company);
    for (const { key, problem: each } of ofKind) {
      const row = rows.get(key)?.[0];
      const location = row?.fields.get(each.field ?? '') ?? row?.location;
      located.push(problem(each.code, each.message, { ...each, location }));
    }
  }
  return located;
}
