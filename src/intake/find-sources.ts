import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { didYouMean } from '../problems/did-you-mean.js';
import { type Problem, problem } from '../problems/problem.js';
import { RECORD_KINDS, type RecordKind } from '../records/record-kinds.js';
import type { ImportSource, SourceFormat } from './import-source.js';

/** The texts that an import reads, and what is wrong with the files it was given. */
export interface FoundSources {
  readonly sources: readonly ImportSource[];
  readonly problems: readonly Problem[];
}

const CHUNK_BYTES = 64 * 1024;

const SOURCE_OF_FILE: ReadonlyMap<string, { readonly kind: RecordKind; readonly format: SourceFormat }> =
  new Map(
    (Object.keys(RECORD_KINDS) as RecordKind[]).flatMap((kind) =>
      (['csv', 'json'] as const).map((format) => [`${RECORD_KINDS[kind].file}.${format}`, { kind, format }]),
    ),
  );

/**
 * Finds the files to import: the paths are files, or folders whose files are all taken. What a file holds is
 * told by its name, such as `deals.csv` or `deals.json`. Files that start with a dot are passed over; any
 * other that no records are read from is a problem, so that a misspelt name does not pass unseen.
 *
 * @example
 * const { sources, problems } = await findSources(['data']);
 */
export async function findSources(paths: readonly string[]): Promise<FoundSources> {
  const sources: ImportSource[] = [];
  const problems: Problem[] = [];
  for (const path of paths) {
    const entry = await stat(path).catch(() => undefined);
    if (entry === undefined) {
      problems.push(fileProblem('file-missing', path, 'there is no such file or folder'));
    } else if (entry.isDirectory()) {
      const found = await sourcesInFolder(path);
      sources.push(...found.sources);
      problems.push(...found.problems);
    } else addSource(path, entry.size, sources, problems);
  }
  return { sources, problems };
}

async function sourcesInFolder(folder: string): Promise<FoundSources> {
  const sources: ImportSource[] = [];
  const problems: Problem[] = [];
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.')).sort();
  for (const name of names) {
    const path = join(folder, name);
    const entry = await stat(path);
    if (entry.isFile()) addSource(path, entry.size, sources, problems);
    else problems.push(fileProblem('unknown-file', path, `no records are read from the folder ${name}`));
  }
  if (names.length === 0) {
    problems.push(fileProblem('file-missing', folder, 'the folder has no files', knownNames()));
  }
  return { sources, problems };
}

function addSource(path: string, size: number, sources: ImportSource[], problems: Problem[]): void {
  const name = basename(path);
  const source = SOURCE_OF_FILE.get(name);
  if (source !== undefined) {
    sources.push({
      ...source,
      name: path,
      size,
      read: () => createReadStream(path, { highWaterMark: CHUNK_BYTES }),
    });
    return;
  }
  const hint = didYouMean(name, [...SOURCE_OF_FILE.keys()]);
  problems.push(fileProblem('unknown-file', path, `no records are read from ${name}`, knownNames(), hint));
}

function knownNames(): string {
  const names = Object.values(RECORD_KINDS).map(({ file }) => file);
  return `${names.join(', ')}; each as .csv or .json`;
}

function fileProblem(
  code: 'file-missing' | 'unknown-file',
  file: string,
  message: string,
  expected?: string,
  hint?: string,
): Problem {
  return problem(code, message, { location: { file, line: 1, column: 1 }, expected, hint });
}
