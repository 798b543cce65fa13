import { plainLine } from '../ledger/text-layout.js';
import { formatProblems } from '../problems/format-problem.js';
import { ProblemsFound } from './problems-found.js';
import { UsageError } from './usage-error.js';

/** What errors of the system mean, by their codes. */
const MEANINGS: Readonly<Record<string, string>> = {
  ENOENT: 'the file or folder does not exist',
  EACCES: 'access is denied',
  EISDIR: 'a folder stands where a file is needed',
  ENOTDIR: 'a file stands where a folder is needed',
  ENOSPC: 'the disk is full',
  EADDRINUSE: 'the port is in use by another program',
  SQLITE_BUSY: 'the database is in use by another program for too long',
  SQLITE_CANTOPEN: 'the database cannot be opened',
  SQLITE_FULL: 'the disk is full',
  SQLITE_NOTADB: 'the file is not a database',
  SQLITE_READONLY: 'the database cannot be written to',
};

/**
 * What is said when a command fails: what happened and, where known, what to do; never a stack.
 *
 * @example
 * failureText(new UsageError('there is no database at x', '`attain init` makes one'))
 * // 'error: there is no database at x\n  hint: `attain init` makes one'
 */
export function failureText(error: unknown): string {
  if (error instanceof ProblemsFound) return `${formatProblems(error.problems)}\n\n${error.outcome}`;
  if (!(error instanceof Error)) return `error: ${plainLine(String(error))}`;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const meaning = MEANINGS[code];
  const message = meaning === undefined ? error.message : `${meaning} (${error.message})`;
  const hint = error instanceof UsageError ? error.hint : undefined;
  return `error: ${plainLine(message)}${hint === undefined ? '' : `\n  hint: ${plainLine(hint)}`}`;
}
