import { addDays } from '../calendar/civil-date.js';
import type { Closing } from '../ledger/closed-statement.js';
import { readFrozenHead } from '../ledger/frozen-statement.js';
import { renderStatementHead, type StatementHead } from '../ledger/render-statement.js';
import type { StatementLine } from '../ledger/statement.js';
import { statementLine } from '../ledger/statement-line.js';
import { type ClosedHead, readClosedHead, readClosedLines } from '../store/closed-statements.js';
import { readClosings } from '../store/closings.js';
import type { Transaction } from '../store/executor.js';
import { publishedRun } from '../store/runs.js';
import { readLinesOfHead, readStatementHead, type StoredHead } from '../store/statement-heads.js';
import type { StatementPlace } from '../store/statements.js';
import { rulesOfRun } from './rules-of-run.js';

/** A statement with one page of its lines. */
export interface StatementPage {
  readonly head: StatementHead;
  readonly lines: readonly StatementLine[];
  /** Of all pages. */
  readonly lineCount: number;
  /** From 1; the last one where a later one is asked for. */
  readonly page: number;
  readonly pages: number;
}

/** Which page of lines is asked for, and how many lines are on one. */
export interface AskedLines {
  readonly page: number;
  readonly linesOnPage: number;
}

/**
 * A statement with one page of its lines, so that the others are not read; `null` where there is none. What is closed is
 * told as it was when it was closed. It takes no scope: whoever asks has found the statement within one.
 *
 * @example
 * const found = await readStatementPage(trx, { payee: 'ada', period: '2026-03', currency: 'USD' }, { page: 2, linesOnPage: 200 });
 */
export async function readStatementPage(
  trx: Transaction,
  place: StatementPlace,
  asked: AskedLines,
): Promise<StatementPage | null> {
  for (const closing of await readClosings(trx, { period: place.period })) {
    if (closing.currency !== place.currency) continue;
    const closed = await readClosedHead(trx, closing, place.payee);
    if (closed !== null) return closedPage(trx, closing, place, closed, asked);
  }
  const run = await publishedRun(trx);
  const stored = run === null ? null : await readStatementHead(trx, run, place);
  return stored === null ? null : openPage(trx, place, stored, asked);
}

async function closedPage(
  trx: Transaction,
  closing: Closing,
  { payee, period }: StatementPlace,
  { document, hash }: ClosedHead,
  asked: AskedLines,
): Promise<StatementPage> {
  const { head, numbers } = readFrozenHead(document);
  const { page, pages, offset } = pageOf(numbers.length, asked);
  const shown = numbers.slice(offset, offset + asked.linesOnPage);
  const lines = await readClosedLines(trx, closing, payee, shown);
  const closed = { closing: closing.number, at: closing.closedAt, by: closing.actor, hash };
  return {
    head: { ...head, closed },
    lines: lines.map(({ line, entitlement }) => statementLine(line, entitlement, period)),
    ...{ lineCount: numbers.length, page, pages },
  };
}

async function openPage(
  trx: Transaction,
  { period }: StatementPlace,
  stored: StoredHead,
  asked: AskedLines,
): Promise<StatementPage> {
  const { run, name, inputsHash, entitlements, posted, lineCount } = stored;
  const { change, rulesHash, engineVersion } = run;
  const { planOf } = await rulesOfRun(trx, run);
  const { page, pages, offset } = pageOf(lineCount, asked);
  const lines = await readLinesOfHead(trx, stored, { offset, limit: asked.linesOnPage });
  const head = renderStatementHead(posted, {
    name,
    through: addDays(run.through, 1),
    entitlements,
    planOf,
    madeFrom: { change, rulesHash, inputsHash, engineVersion },
  });
  return {
    head,
    lines: lines.map(({ line, entitlement }) => statementLine(line, entitlement, period)),
    ...{ lineCount, page, pages },
  };
}

function pageOf(lineCount: number, { page: wanted, linesOnPage }: AskedLines) {
  const pages = Math.max(1, Math.ceil(lineCount / linesOnPage));
  const page = Math.min(wanted, pages);
  return { page, pages, offset: (page - 1) * linesOnPage };
}
