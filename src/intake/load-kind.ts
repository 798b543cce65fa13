import type { SourceLocation } from '../problems/problem.js';
import { problem } from '../problems/problem.js';
import { type DecodedRecord, type RawRecord, recordDecoder } from '../records/decode-record.js';
import { RECORD_KINDS, type RecordKind } from '../records/record-kinds.js';
import { deferIndexes } from '../store/defer-indexes.js';
import type { Transaction } from '../store/executor.js';
import { recordWriter } from '../store/record-writer.js';
import type { WriteOutcome } from '../store/write-outcome.js';
import { companyCheck } from './check-company.js';
import type { Correction, ImportOptions, KindCounts } from './import-result.js';
import type { ImportSource } from './import-source.js';
import type { ProblemReport } from './problem-report.js';
import { readRows } from './read-rows.js';
import { keyName, keyText, recordName } from './record-name.js';
import { type PendingRow, RowBatches } from './row-batches.js';
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
  await load.readAll(sources);
  // Only a correction can hide that the same file also has the content that was corrected.
  if (load.counts.corrected > 0) await load.findRepeated(sources);
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

  constructor(
    readonly kind: Kind,
    readonly context: LoadContext,
  ) {
    const { company } = context.options;
    this.#decoder = recordDecoder(kind, company);
    this.#checkCompany = companyCheck(kind, company);
  }

  async readAll(sources: readonly ImportSource[]): Promise<void> {
    const { trx, change, options } = this.context;
    const { onConflict } = options;
    const writer = recordWriter(trx, change, this.kind, { onConflict, refuseRepeated: true });
    const batches = new RowBatches(writer, (outcome, row) => this.#take(outcome, row));
    const restoreIndexes = deferIndexes(trx, this.kind);
    for (const source of sources) {
      await readRows(source, this.#decoder.fieldNames, this.#visitor(source, batches));
    }
    await batches.writeAll();
    restoreIndexes();
  }

  /** Finds the rows that, for all that was written, are not what is stored now. */
  async findRepeated(sources: readonly ImportSource[]): Promise<void> {
    const { trx, change } = this.context;
    const known = new Set(this.repeated.map(({ location }) => placeText(location)));
    const writer = recordWriter(trx, change, this.kind, { onConflict: 'refuse' });
    const batches = new RowBatches(writer, (outcome, row) => {
      if (outcome === 'conflict' && !known.has(placeText(located(row)))) this.#repeat(row);
    });
    for (const source of sources) {
      await readRows(source, this.#decoder.fieldNames, this.#secondVisitor(source, batches));
    }
    await batches.writeAll();
  }

  #visitor(source: ImportSource, batches: RowBatches<Kind>): RowVisitor {
    const { report, progress } = this.context;
    let lacking: readonly string[] = [];
    let rowsBefore = this.counts.read;
    return {
      row: (raw, places) => {
        this.counts.read += 1;
        const record = this.#decode(raw, { source, places }, lacking);
        if (record !== undefined) batches.add({ record, source, places });
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
      progress: async (bytes) => {
        await batches.writeBatch();
        progress(bytes, this.counts.read - rowsBefore);
        rowsBefore = this.counts.read;
      },
    };
  }

  #secondVisitor(source: ImportSource, batches: RowBatches<Kind>): RowVisitor {
    return {
      row: (raw, places) => {
        const outcome = this.#decoder.decode(raw);
        if (!outcome.ok || this.#checkCompany(raw) !== undefined) return;
        batches.add({ record: outcome.record, source, places });
      },
      problem: () => {},
      loss: () => {},
      lacks: () => {},
      progress: () => batches.writeBatch(),
    };
  }

  #decode(raw: RawRecord, place: RowPlace, lacking: readonly string[]): DecodedRecord<Kind> | undefined {
    const outcome = this.#decoder.decode(raw);
    const unknown = this.#checkCompany(raw);
    if (outcome.ok && unknown === undefined) return outcome.record;
    const problems = [...(outcome.ok ? [] : outcome.problems), ...(unknown === undefined ? [] : [unknown])];
    for (const { field, problem: found } of problems) {
      // That the column is missing was said once.
      if (found.code === 'missing-value' && lacking.includes(field)) continue;
      this.context.report.add(
        problem(found.code, found.message, { ...found, location: located(place, field) }),
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

  #take(outcome: WriteOutcome, row: PendingRow<Kind>): void {
    if (outcome === 'repeated') this.#repeat(row);
    else if (outcome === 'conflict') this.#refuseConflict(row);
    else {
      this.counts[outcome] += 1;
      if (outcome === 'corrected') this.#noteCorrection(row);
    }
  }

  #noteCorrection({ record }: PendingRow<Kind>): void {
    const { corrections } = this.context;
    if (corrections.length === MOST_CORRECTIONS) return;
    corrections.push({ kind: this.kind, key: keyName(this.kind, { ...record }) });
  }

  #refuseConflict(row: PendingRow<Kind>): void {
    const name = recordName(this.kind, { ...row.record });
    this.complete = false;
    this.context.report.add(
      problem('conflicting-record', `${name} is stored with another content`, {
        location: located(row),
        subject: name,
        hint: 'import with corrections if this content is the right one',
      }),
    );
  }

  #repeat(row: PendingRow<Kind>): void {
    const name = recordName(this.kind, { ...row.record });
    const location = located(row);
    this.complete = false;
    if (this.repeated.length < MOST_REPEATED) {
      this.repeated.push({ key: keyText(this.kind, { ...row.record }), name, location });
      return;
    }
    const message = `${name} is given twice, with different contents`;
    this.context.report.add(problem('duplicate-record', message, { location, subject: name }));
  }
}

/** Where a row comes from. */
interface RowPlace {
  readonly source: ImportSource;
  readonly places: RowPlaces;
}

function placeText({ file, line, column }: SourceLocation): string {
  return `${file}:${line}:${column}`;
}

function located({ source, places }: RowPlace, field?: string): SourceLocation {
  return { file: source.name, ...places(field) };
}
