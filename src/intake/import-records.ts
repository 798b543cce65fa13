import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join, parse } from 'node:path';
import { problem } from '../problems/problem.js';
import { RECORD_KINDS, type RecordKind } from '../records/record-kinds.js';
import { Discarded, discard, withChange } from '../store/change.js';
import type { Database, Transaction } from '../store/executor.js';
import { isPostgresAddress } from '../store/postgres/is-postgres-address.js';
import { bodySources } from './body-sources.js';
import { checkStored, type StoredContext } from './check-stored.js';
import { contentHash } from './content-hash.js';
import { type FoundSources, findSources } from './find-sources.js';
import type { Correction, ImportOptions, ImportResult, KindCounts } from './import-result.js';
import type { ImportSource } from './import-source.js';
import { type LoadedKind, loadKind } from './load-kind.js';
import { locateProblems, locateRows } from './locate-records.js';
import { ProblemReport } from './problem-report.js';

const MOST_SHOWN = 100;
const KINDS = Object.keys(RECORD_KINDS) as readonly RecordKind[];

/**
 * Imports files, or folders of files, as one change: all that is in them is taken, or nothing. All rows are
 * checked, and each problem names its file, line and column. What is stored already is left as it is; an
 * import that changes nothing makes no change. Memory is bounded, however large the files are.
 *
 * Problems of the data are in the result. Throws when a file cannot be read or the database fails.
 *
 * @example
 * const result = await importFiles(db, ['data'], { company, actor: 'local', onConflict: 'correct' });
 * if (!result.accepted) console.error(formatProblems(result.problems));
 */
export async function importFiles(
  db: Database,
  paths: readonly string[],
  options: ImportOptions,
): Promise<ImportResult> {
  return importSources(db, await findSources(paths), withReport(db, options));
}

/**
 * Imports the records of a JSON text, an object of arrays such as `{"deals": [...], "splits": [...]}`, as
 * {@link importFiles} does. It takes the text, not the value, so that no amount goes through a float and
 * problems can name lines.
 *
 * @example
 * await importBody(db, await request.text(), { company, actor: viewer.id, onConflict: 'refuse' });
 */
export async function importBody(db: Database, text: string, options: ImportOptions): Promise<ImportResult> {
  return importSources(db, bodySources(text), withReport(db, options));
}

/** An import that was made with something else in the same change, and what that came to. */
export interface ImportedAlong<T> {
  readonly result: ImportResult;
  /** `null` where the import was refused, so that nothing else was done. */
  readonly along: T | null;
}

/**
 * Imports the records of a JSON text as {@link importBody} does, and does something else in the same change once
 * they are taken, though they may change nothing: so both are kept, or, where that work returns `discard`, neither.
 * Problems are written to a file only where `reportFile` names one.
 *
 * @example
 * await importBodyAlong(db, text, options, async (trx, change) => discard(await previewOf(trx, change)));
 */
export async function importBodyAlong<T>(
  db: Database,
  text: string,
  options: ImportOptions,
  along: (trx: Transaction, change: number) => Promise<T | Discarded<T>>,
): Promise<ImportedAlong<T>> {
  let done: T | null = null;
  const result = await importSources(db, bodySources(text), options, async (trx, change) => {
    const value = await along(trx, change);
    done = value instanceof Discarded ? value.value : value;
    return !(value instanceof Discarded);
  });
  return { result, along: done };
}

/** Does something else in the change of an import, and says whether all of it is to be kept. */
type Along = (trx: Transaction, change: number) => Promise<boolean>;

async function importSources(
  db: Database,
  { sources, problems }: FoundSources,
  options: ImportOptions,
  along?: Along,
): Promise<ImportResult> {
  const report = new ProblemReport(options.reportFile, MOST_SHOWN);
  for (const each of problems) report.add(each);
  const hash = await contentHash(sources);
  const corrections: Correction[] = [];
  const description = {
    actor: options.actor,
    command: options.command ?? 'import',
    reason: options.reason ?? null,
    contentHash: hash,
  };
  try {
    const { change, value: loaded } = await withChange(db, description, async (trx, number) => {
      const all = await loadAll(trx, number, sources, { options, report, corrections });
      const changes = [...all.values()].some(({ counts }) => counts.inserted + counts.corrected > 0);
      if (changes) await reportStored({ trx, change: number, loaded: all }, sources, options, report);
      if (report.count > 0) return discard(all);
      const isKept = along === undefined ? changes : await along(trx, number);
      return isKept ? all : discard(all);
    });
    const accepted = report.count === 0;
    return {
      accepted,
      ...(change !== null && { change }),
      contentHash: hash,
      counts: countsOf(loaded, accepted),
      corrections: accepted ? corrections : [],
      problems: report.first,
      problemCount: report.count,
      ...(report.count > 0 && report.path !== undefined && { reportFile: report.path }),
    };
  } finally {
    report.close();
  }
}

interface LoadAllContext {
  readonly options: ImportOptions;
  readonly report: ProblemReport;
  readonly corrections: Correction[];
}

async function loadAll(
  trx: Transaction,
  change: number,
  sources: readonly ImportSource[],
  { options, report, corrections }: LoadAllContext,
): Promise<ReadonlyMap<RecordKind, LoadedKind>> {
  const progress = progressOf(sources, options);
  const loaded = new Map<RecordKind, LoadedKind>();
  for (const kind of KINDS) {
    const own = sources.filter((source) => source.kind === kind);
    if (own.length === 0) continue;
    const one = await loadKind(kind, own, { trx, change, options, report, corrections, progress });
    loaded.set(kind, one);
    await reportRepeated(one, own, options, report);
  }
  return loaded;
}

async function reportStored(
  context: Omit<StoredContext, 'company'>,
  sources: readonly ImportSource[],
  { company }: ImportOptions,
  report: ProblemReport,
): Promise<void> {
  const found = await checkStored({ ...context, company });
  for (const each of await locateProblems(found, sources, company)) report.add(each);
}

async function reportRepeated(
  { repeated }: LoadedKind,
  sources: readonly ImportSource[],
  { company }: ImportOptions,
  report: ProblemReport,
): Promise<void> {
  if (repeated.length === 0) return;
  const wanted = new Map(repeated.map(({ key }) => [key, new Set<string>()]));
  const rows = await locateRows(sources, wanted, company);
  for (const { key, name, location } of repeated) {
    const other = rows
      .get(key)
      ?.find((row) => row.location.line !== location.line || row.location.file !== location.file);
    const where = other === undefined ? '' : `: also at ${other.location.file}:${other.location.line}`;
    const message = `${name} is given twice, with different contents${where}`;
    report.add(problem('duplicate-record', message, { location, subject: name }));
  }
}

function progressOf(sources: readonly ImportSource[], { onProgress }: ImportOptions) {
  const bytesTotal = sources.reduce((sum, { size }) => sum + size, 0);
  let bytesRead = 0;
  let rowsRead = 0;
  return (bytes: number, rows: number): void => {
    bytesRead += bytes;
    rowsRead += rows;
    onProgress?.({ bytesRead, bytesTotal, rows: rowsRead });
  };
}

function countsOf(
  loaded: ReadonlyMap<RecordKind, LoadedKind>,
  accepted: boolean,
): Partial<Record<RecordKind, KindCounts>> {
  return Object.fromEntries(
    [...loaded].map(([kind, { counts }]): [RecordKind, KindCounts] => [
      kind,
      accepted ? { ...counts } : { read: counts.read, inserted: 0, unchanged: 0, corrected: 0 },
    ]),
  );
}

function withReport(db: Database, options: ImportOptions): ImportOptions {
  const reportFile = options.reportFile ?? reportBeside(db.path);
  return reportFile === undefined ? options : { ...options, reportFile };
}

/** A database in memory has no folder, and one of PostgreSQL none that is here. */
function reportBeside(path: string): string | undefined {
  if (isPostgresAddress(path)) return join(tmpdir(), `attain-import-problems-${randomUUID()}.csv`);
  return path === ':memory:' ? undefined : join(dirname(path), `${parse(path).name}-import-problems.csv`);
}
