import type { CivilDate } from '../../calendar/civil-date.js';
import type { Problem } from '../../problems/problem.js';
import type { RecordKind } from '../../records/record-kinds.js';
import type { JobFilter, StoredJob } from '../../store/jobs.js';
import type { OnConflict } from '../../store/write-outcome.js';
import type { PlanComparisonQuestion } from '../plan-comparison/compare-plan.js';

/** A calculation of everybody. */
export interface CalculateRequest {
  readonly kind: 'calculate';
  /** The first day that does not count. */
  readonly through: CivilDate;
  /** Whether everybody is calculated anew, also where only few are concerned by what changed. */
  readonly full?: boolean;
}

/** The content that a record must still have, for an import that goes by it. */
export interface ExpectedRecord {
  readonly kind: RecordKind;
  /** The fields of its key, an empty one as ''. */
  readonly key: Readonly<Record<string, string>>;
  /** The change that wrote it. */
  readonly change: number;
}

/** An import of what was uploaded into the spool. */
export interface ImportRequest {
  readonly kind: 'import';
  /** The folder in the spool that holds what was uploaded; it is deleted when the job has ended. */
  readonly folder: string;
  readonly onConflict: OnConflict;
  /** What the history calls it, such as `POST /api/v1/records`. */
  readonly command: string;
  readonly reason: string | null;
  /** What must not have changed meanwhile; nothing where that does not matter. */
  readonly expects?: ExpectedRecord | undefined;
}

/** Closes a pay period, holds a closed one against its inputs, or audits all that is posted. */
export type BooksRequest =
  | {
      readonly kind: 'close';
      readonly payGroup: string;
      readonly period: string;
      readonly reason: string | null;
    }
  | { readonly kind: 'verify'; readonly payGroup: string; readonly period: string }
  | {
      readonly kind: 'audit';
      /** The hash of a record of the chain that was noted, to be found again. */
      readonly head: string | null;
    };

/** Holds another version of a plan against what is published, on past data and for everybody whom it concerns. */
export interface CompareRequest {
  readonly kind: 'compare';
  readonly question: Omit<PlanComparisonQuestion, 'scope'>;
}

/** What is asked of a job. */
export type JobRequest = CalculateRequest | ImportRequest | BooksRequest | CompareRequest;

/** How much of a job's work is done, in the unit that the work is counted in. */
export interface JobProgress {
  readonly done: number;
  readonly total: number;
  readonly unit: 'payees' | 'bytes';
}

/** What came of a job. */
export interface JobOutcome {
  /** What there is to say beside the problems: of a run its totals, of an import its counts. */
  readonly report: Readonly<Record<string, unknown>> | null;
  /** The first hundred, warnings among them. */
  readonly problems: readonly Problem[];
  readonly problemCount: number;
}

/** A job, with what is asked of it and how far it has come. */
export interface Job extends Omit<StoredJob, 'kind' | 'request' | 'progress' | 'outcome'> {
  readonly request: JobRequest;
  readonly progress: JobProgress | null;
  /** `null` until the job has ended, and of a job that was called off. */
  readonly outcome: JobOutcome | null;
}

/** Work that is done beside the requests, in workers that have database handles of their own. */
export interface Jobs {
  /** Keeps a job; it is taken as soon as a worker of any process is free. */
  submit(request: JobRequest, actor: string): Promise<Job>;
  find(id: number): Promise<Job | null>;
  /** The latest first. */
  list(filter: JobFilter): Promise<readonly Job[]>;
  /**
   * The job as it stands, and again whenever that has changed, whichever process works on it; ends with the
   * job, with the signal, and with {@link stop}. Nothing comes where there is no such job.
   */
  watch(id: number, signal: AbortSignal): AsyncIterable<Job>;
  /** Calls a job off: at once where it waits, else as soon as its worker hears of it. */
  cancel(id: number): Promise<'cancelled' | 'finished' | 'unknown'>;
  /** Finishes what ends within a bound of time, and hands back the rest, to be taken again by any process. */
  stop(): Promise<void>;
}
