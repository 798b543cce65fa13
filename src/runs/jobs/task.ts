import type { CivilDate } from '../../calendar/civil-date.js';
import type { Result } from '../../problems/result.js';
import type { CheckReport } from '../../rules/check-rules.js';
import type { RuleFiles } from '../../rules/read-rules.js';
import type { OnConflict } from '../../store/write-outcome.js';
import type { PublishedRules } from '../publish-rules.js';
import type { ExampleReport } from '../report-examples.js';
import type { BooksRequest, CompareRequest, ExpectedRecord, JobOutcome, JobProgress } from './jobs.js';
import type { ReportName } from './reports.js';
import type { Settlement } from './settlement.js';
import type { StepName } from './steps.js';

/** Calculates everybody. */
export interface CalculateTask {
  readonly kind: 'calculate';
  /** What the database is opened by: a file, or an address. */
  readonly database: string;
  /** The first day that does not count. */
  readonly through: CivilDate;
  /** Whether everybody is calculated anew, also where only few are concerned by what changed. */
  readonly full?: boolean;
  readonly actor: string;
}

/** Takes in what was uploaded. */
export interface ImportTask {
  readonly kind: 'import';
  readonly database: string;
  /** The folder with what was uploaded. */
  readonly folder: string;
  /** Where all problems are written, when there are any. */
  readonly reportFile: string;
  readonly actor: string;
  readonly onConflict: OnConflict;
  readonly command: string;
  readonly reason: string | null;
  readonly expects?: ExpectedRecord | undefined;
}

/** Says what is wrong with rule files. */
export interface CheckTask {
  readonly kind: 'check';
  readonly files: RuleFiles;
}

/** Runs the examples in rule files. */
export interface ExamplesTask {
  readonly kind: 'examples';
  readonly files: RuleFiles;
}

/** Makes rule files those that calculations use. */
export interface PublishTask {
  readonly kind: 'publish';
  readonly database: string;
  readonly files: RuleFiles;
  readonly actor: string;
  readonly reason: string | null;
  /** The state of the published files that these go by; nothing where that does not matter. */
  readonly expects?: string;
}

/** Takes a step with what is earned, paid or agreed on, by its name. */
export interface StepTask {
  readonly kind: 'step';
  readonly database: string;
  readonly name: StepName;
  /** What the step of the name takes. */
  readonly request: unknown;
}

/** Makes a report, by its name. */
export interface ReportTask {
  readonly kind: 'report';
  readonly database: string;
  readonly name: ReportName;
  /** What the report of the name takes. */
  readonly request: unknown;
}

/** Closes, verifies or audits. */
export interface BooksTask {
  readonly kind: 'books';
  readonly database: string;
  readonly request: BooksRequest;
  readonly actor: string;
}

/** Compares two versions of a plan on past data. */
export interface CompareTask {
  readonly kind: 'compare';
  readonly database: string;
  readonly question: CompareRequest['question'];
  /** Where every payee, period and component is written, as CSV. */
  readonly rowsFile: string;
}

/** Work for a worker. */
export type Task =
  | CalculateTask
  | ImportTask
  | CheckTask
  | ExamplesTask
  | PublishTask
  | StepTask
  | ReportTask
  | BooksTask
  | CompareTask;

/** How a job's work ended: as asked, or not, for the problems it tells. */
export interface JobResult {
  readonly status: 'done' | 'failed';
  readonly outcome: JobOutcome;
}

/** What each kind of work gives. */
export interface TaskResults {
  readonly calculate: JobResult;
  readonly import: JobResult;
  readonly check: CheckReport;
  readonly examples: ExampleReport;
  readonly publish: Result<PublishedRules>;
  /** What the step of the name gives. */
  readonly step: unknown;
  /** What the report of the name gives. */
  readonly report: unknown;
  readonly books: JobResult;
  readonly compare: JobResult;
}

/** What a kind of work gives. */
export type TaskResult<Kind extends Task['kind'] = Task['kind']> = TaskResults[Kind];

/** What the work is given beside the task itself. */
export interface TaskContext {
  readonly onProgress: (progress: JobProgress) => void;
  /** Ends when the work is called off. */
  readonly signal: AbortSignal;
  /** Is called when the work is about to be kept; see {@link Settlement.settle}. */
  readonly settle: () => () => void;
}

/** What is said to a worker. */
export type ToWorker =
  | { readonly task: Task; readonly settlement: Settlement['shared'] }
  | { readonly cancel: true };

/** What a worker says. */
export type FromWorker =
  | { readonly progress: JobProgress }
  | { readonly result: TaskResult }
  | { readonly fault: { readonly message: string; readonly code: string | null; readonly stack: string } };
