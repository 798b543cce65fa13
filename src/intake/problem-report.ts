import { closeSync, openSync, writeSync } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import type { Problem } from '../problems/problem.js';

const BUFFERED_PROBLEMS = 500;
/** It repeats what the files say of people and their pay. */
const OWNER_ONLY = 0o600;

const REPORT_COLUMNS = [
  'file',
  'line',
  'column',
  'severity',
  'code',
  'message',
  'subject',
  'field',
  'found',
  'expected',
  'hint',
] as const;

/**
 * Gathers the problems of an import: keeps the first of them, and writes all of them to a file. The file is
 * made with the first problem; one that is there is replaced. It is CSV, or JSON lines where its name ends in
 * `.jsonl`.
 *
 * @example
 * const report = new ProblemReport('attain-import-problems.csv', 100);
 * report.add(problem);
 * report.close();
 */
export class ProblemReport {
  readonly first: Problem[] = [];
  count = 0;
  #buffered: Problem[] = [];
  #file: number | undefined;

  constructor(
    readonly path: string | undefined,
    readonly limit: number,
  ) {}

  add(problem: Problem): void {
    this.count += 1;
    if (this.first.length < this.limit) this.first.push(problem);
    if (this.path === undefined) return;
    this.#buffered.push(problem);
    if (this.#buffered.length === BUFFERED_PROBLEMS) this.#flush(this.path);
  }

  /** Ends the file, if there is one. */
  close(): void {
    if (this.path !== undefined && this.#buffered.length > 0) this.#flush(this.path);
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  #flush(path: string): void {
    const asLines = path.endsWith('.jsonl');
    const header = this.#file === undefined;
    this.#file ??= openSync(path, 'w', OWNER_ONLY);
    writeSync(this.#file, asLines ? jsonLines(this.#buffered) : csvLines(this.#buffered, header));
    this.#buffered = [];
  }
}

function jsonLines(problems: readonly Problem[]): string {
  return problems.map((each) => `${JSON.stringify(each)}\n`).join('');
}

function csvLines(problems: readonly Problem[], header: boolean): string {
  const rows = problems.map(({ location, ...rest }) => ({ ...location, ...rest }));
  // What a file says must not run as a formula of the spreadsheet in which the report is read.
  return stringify(rows, { header, columns: [...REPORT_COLUMNS], escape_formulas: true });
}
