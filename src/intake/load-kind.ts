import type { SourceLocation } from '../problems/problem.js';
import { problem } from '../problems/problem.js';
import { type DecodedRecord, type RawRecord, recordDecoder } from '../records/decode-record.js';
import { RECORD_KINDS, type RecordKind } from '../records/record-kinds.js';
import { writtenInChange } from '../store/checks/written-in-change.js';
import type { Transaction } from '../store/executor.js';
import { type RecordWriter, recordWriter } from '../store/record-writer.js';
import { companyCheck } from './check-company.js';
import type { Correction, ImportOptions, KindCounts } from './import-result.js';
import type { ImportSource } from './import-source.js';
import type { ProblemReport } from './problem-report.js';
import { readRows } from './read-rows.js';
import { keyName, keyText, recordName } from './record-name.js';
import type { RowPlaces, RowVisitor } from './row-visitor.js';

/** What the loading of all kinds shares. */
export interface LoadContext {
  readonly trx: Transaction;
  readonly change: number;
  readonly options: Pick<ImportOptions, 'company' | 'onConflict'>;
  readonly report: ProblemReport;
  readonly corrections: Correction[];
  /** So many more bytes and rows are read. */
  readonly progress: (bytes: number, rows: number) => void;
}

/** A row that gives a key again, with another content. */
export interface RepeatedRecord {
  readonly key: string;
  readonly name: string;
  readonly location: SourceLocation;
}

/** What came of the rows of one kind. */
export interface LoadedKind {
  readonly kind: RecordKind;
  readonly counts: KindCounts;
  readonly repeated: readonly RepeatedRecord[];
  /** The first fields of the keys of rows that were refused: what they stand for is there, and is not stored. */
  readonly refusedIds: ReadonlySet<string>;
  /** Whether every row could be read and stored. */
  readonly complete: boolean;
  /** Whether it is known which rows could not. */
  readonly lossless: boolean;
}

const MOST_CORRECTIONS = 100;
/** A file of which every row is bad, or gives its key twice, must not be kept in memory. */
const MOST_REFUSED = 10_000;
const MOST_REPEATED = 10_000;

/**
 * Reads, decodes and writes all rows of one kind. Each problem is reported at its place, and the other rows
 * are loaded all the same, so that all problems are found at once.
 *
 * @example
 * const loaded = await loadKind('deal', sources, context);
 * loaded.counts.inserted // 5000
 */
export async function loadKind<Kind extends RecordKind>(
  kind: Kind,
  sources: readonly ImportSource[],
  context: LoadContext,
): Promise<LoadedKind> {
  const load = new KindLoad(kind, context);
  for (const source of sources) await readRows(source, load.fieldNames, load.visitor(source));
  // Only a correction can hide that the same file also has the content that was corrected.
  if (load.counts.corrected > 0) {
    for (const source of sources) await readRows(source, load.fieldNames, load.secondVisitor(source));
  }
  return load;
}

class KindLoad<Kind extends RecordKind> implements LoadedKind {
  readonly counts = { read: 0, inserted: 0, unchanged: 0, corrected: 0 };
  readonly repeated: RepeatedRecord[] = [];
  readonly refusedIds = new Set<string>();
  complete = true;
  lossless = true;
  readonly #decoder;
  readonly #checkCompany;
  readonly #writer: RecordWriter<Kind>;
  readonly #isWritten: (record: DecodedRecord<Kind>) => boolean;
  #corrector: RecordWriter<Kind> | undefined;

  constructor(
    readonly kind: Kind,
    readonly context: LoadContext,
  ) {
    const { trx, change, options } = context;
    this.#decoder = recordDecoder(kind, options.company);
    this.#checkCompany = companyCheck(kind, options.company);
    this.#writer = recordWriter(trx, change, kind, { onConflict: 'refuse' });
    this.#isWritten = writtenInChange(trx, change, kind);
  }

  get fieldNames(): readonly string[] {
    return this.#decoder.fieldNames;
  }

  visitor(source: ImportSource): RowVisitor {
    const { report, progress } = this.context;
    let lacking: readonly string[] = [];
    let rowsBefore = this.counts.read;
    return {
      row: (raw, places) => {
        this.counts.read += 1;
        const record = this.#decode(raw, source, places, lacking);
        if (record !== undefined) this.#write(record, source, places);
      },
      problem: (each) => report.add(each),
      loss: (each) => {
        report.add(each);
        this.complete = false;
        this.lossless = false;
      },
      lacks: (fields) => {
        lacking = fields;
      },
      progress: (bytes) => {
        progress(bytes, this.counts.read - rowsBefore);
        rowsBefore = this.counts.read;
      },
    };
  }

  /** Finds the rows that, for all that was written, are not what is stored now. */
  secondVisitor(source: ImportSource): RowVisitor {
    const known = new Set(this.repeated.map(({ location }) => placeText(location)));
    return {
      row: (raw, places) => {
        const outcome = this.#decoder.decode(raw);
        if (!outcome.ok || this.#checkCompany(raw) !== undefined) return;
        if (this.#writer.write(outcome.record) !== 'conflict') return;
        if (known.has(placeText(located(source, places)))) return;
        this.#repeat(outcome.record, source, places);
      },
      problem: () => {},
      loss: () => {},
      lacks: () => {},
      progress: () => {},
    };
  }

  #decode(
    raw: RawRecord,
    source: ImportSource,
    places: RowPlaces,
    lacking: readonly string[],
  ): DecodedRecord<Kind> | undefined {
    const outcome = this.#decoder.decode(raw);
    const unknown = this.#checkCompany(raw);
    if (outcome.ok && unknown === undefined) return outcome.record;
    const problems = [...(outcome.ok ? [] : outcome.problems), ...(unknown === undefined ? [] : [unknown])];
    for (const { field, problem: found } of problems) {
      // That the column is missing was said once.
      if (found.code === 'missing-value' && lacking.includes(field)) continue;
      this.context.report.add(
        problem(found.code, found.message, { ...found, location: located(source, places, field) }),
      );
    }
    this.#refuse(raw);
    return undefined;
  }

  #refuse(raw: RawRecord): void {
    this.complete = false;
    const id = raw[RECORD_KINDS[this.kind].key[0]]?.trim();
    if (!id || this.refusedIds.size === MOST_REFUSED) this.lossless = false;
    // A copy: the text may be a part of the block it was read in, and would keep all of that.
    else this.refusedIds.add(Buffer.from(id).toString());
  }

  #write(record: DecodedRecord<Kind>, source: ImportSource, places: RowPlaces): void {
    const outcome = this.#writer.write(record);
    if (outcome !== 'conflict') this.counts[outcome] += 1;
    else if (this.#isWritten(record)) this.#repeat(record, source, places);
    else if (this.context.options.onConflict === 'correct') this.#correct(record);
    else this.#refuseConflict(record, source, places);
  }

  #correct(record: DecodedRecord<Kind>): void {
    const { trx, change, corrections } = this.context;
    this.#corrector ??= recordWriter(trx, change, this.kind, { onConflict: 'correct' });
    this.#corrector.write(record);
    this.counts.corrected += 1;
    if (corrections.length === MOST_CORRECTIONS) return;
    corrections.push({ kind: this.kind, key: keyName(this.kind, { ...record }) });
  }

  #refuseConflict(record: DecodedRecord<Kind>, source: ImportSource, places: RowPlaces): void {
    const name = nameOf(this.kind, record);
    this.complete = false;
    this.context.report.add(
      problem('conflicting-record', `${name} is stored with another content`, {
        location: located(source, places),
        subject: name,
        hint: 'import with corrections if this content is the right one',
      }),
    );
  }

  #repeat(record: DecodedRecord<Kind>, source: ImportSource, places: RowPlaces): void {
    const name = nameOf(this.kind, record);
    const location = located(source, places);
    this.complete = false;
    if (this.repeated.length < MOST_REPEATED) {
      this.repeated.push({ key: keyText(this.kind, { ...record }), name, location });
      return;
    }
    const message = `${name} is given twice, with different contents`;
    this.context.report.add(problem('duplicate-record', message, { location, subject: name }));
  }
}

function nameOf<Kind extends RecordKind>(kind: Kind, record: DecodedRecord<Kind>): string {
  return recordName(kind, { ...record });
}

function placeText({ file, line, column }: SourceLocation): string {
  return `${file}:${line}:${column}`;
}

function located(source: ImportSource, places: RowPlaces, field?: string): SourceLocation {
  return { file: source.name, ...places(field) };
}
