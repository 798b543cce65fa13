import type { Problem } from '../problems/problem.js';
import type { Company } from '../records/company.js';
import type { RecordKind } from '../records/record-kinds.js';
import type { OnConflict } from '../store/write-outcome.js';

/** How an import is made. */
export interface ImportOptions {
  readonly company: Company;
  /** The id of the viewer who imports. */
  readonly actor: string;
  /** What was called, as the history shows it; `import` when left out. */
  readonly command?: string;
  readonly reason?: string;
  /** What to do with a known key that comes with other content: keep the old one as history, or refuse. */
  readonly onConflict: OnConflict;
  /**
   * Where all problems are written if there are any, as CSV, or as JSON lines where the name ends in `.jsonl`;
   * when left out, beside the database, or in the folder of temporary files where that is no file.
   */
  readonly reportFile?: string;
  /** Is called now and then while the texts are read. */
  readonly onProgress?: (progress: ImportProgress) => void;
}

/** How far an import has come. */
export interface ImportProgress {
  readonly bytesRead: number;
  readonly bytesTotal: number;
  readonly rows: number;
}

/** How many rows of a kind were read, and what became of them; of a refused import nothing became. */
export interface KindCounts {
  readonly read: number;
  readonly inserted: number;
  readonly unchanged: number;
  readonly corrected: number;
}

/** A record whose content was replaced: its kind, and its key as one text. */
export interface Correction {
  readonly kind: RecordKind;
  readonly key: string;
}

/** What came of an import: it was taken whole, or not at all. */
export interface ImportResult {
  readonly accepted: boolean;
  /** The number of the change that was made; none when the import was refused, or changed nothing. */
  readonly change?: number;
  /** SHA-256 over the bytes of all texts in the order of their names, in hexadecimal. */
  readonly contentHash: string;
  /** By kind, in the order in which they are loaded; kinds that no text holds are left out. */
  readonly counts: Readonly<Partial<Record<RecordKind, KindCounts>>>;
  /** The first hundred. */
  readonly corrections: readonly Correction[];
  /** The first hundred. */
  readonly problems: readonly Problem[];
  readonly problemCount: number;
  /** Where all problems are written, when there are any. */
  readonly reportFile?: string;
}
