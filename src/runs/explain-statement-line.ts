import type { PayeeScope } from '../access/scope.js';
import { addDays } from '../calendar/civil-date.js';
import { explainLine } from '../engine/explain/explain-line.js';
import type { ExplanationLeaf } from '../engine/mechanisms/recorder.js';
import { readLineId } from '../ledger/line-id.js';
import type { Statement, StatementLine } from '../ledger/statement.js';
import { parseMinorUnits } from '../money/minor-units.js';
import { ratio } from '../money/ratio.js';
import { readClosings } from '../store/closings.js';
import type { Executor } from '../store/executor.js';
import { publishedRun, type Run } from '../store/runs.js';
import { type ExplainedLeaf, exactLeaves, sumsTo } from './exact-leaves.js';
import { readStatements } from './read-statements.js';
import { type PayeeCalculation, recalculatePayee } from './recalculate-payee.js';

/** How a line of a statement came about, as JSON. Amounts are decimal text. */
export interface LineExplanationDocument {
  readonly payee: string;
  readonly period: string;
  readonly currency: string;
  readonly line: StatementLine;
  /** In the order in which the figure comes about. */
  readonly sentences: readonly string[];
  /** Summands; as texts, too, they sum to `total`. */
  readonly leaves: readonly ExplainedLeaf[];
  /** The amount of the line as it is stored. */
  readonly total: string;
  /** Whether calculating it again gave exactly what is stored; anything else is a fault of the program. */
  readonly equalsStored: boolean;
}

/**
 * Tells how a line of the published statements came about, by calculating it again with somebody listening,
 * from the data and rules of then. `null` where there is no such line or the scope does not show it.
 *
 * @example
 * const explained = await explainStatementLine(db, scope, 'ada.2026-03.1');
 * explained?.leaves // [{ text: '100,000.00 at 6%', amount: '6000.00' }, …]
 */
export async function explainStatementLine(
  executor: Executor,
  scope: PayeeScope,
  lineId: string,
): Promise<LineExplanationDocument | null> {
  const run = await publishedRun(executor);
  const named = readLineId(lineId);
  if (run === null || named === null) return null;
  const { payee, period } = named;
  const statements = await readStatements(executor, scope, payee, period, { run: run.id });
  const statement = statements.find(({ components }) =>
    components.some(({ lines }) => lines.some(({ id }) => id === lineId)),
  );
  const again =
    statement === undefined
      ? null
      : await recalculatePayee(executor, await madeBy(executor, statement, run), payee);
  return statement === undefined || again === null ? null : explainLineOf(statement, lineId, again);
}

/** What a statement was made from: the run, or, where it is closed, what it was closed from. */
async function madeBy(
  executor: Executor,
  { closed }: Statement,
  run: Run,
): Promise<Parameters<typeof recalculatePayee>[1]> {
  if (closed === undefined) return run;
  const [closing] = await readClosings(executor, { closing: closed.closing });
  return closing === undefined ? run : { ...closing, id: closing.run };
}

/**
 * As {@link explainStatementLine}, for many lines of one payee that is calculated again only once. `null` where
 * the statement has no such line.
 *
 * @example
 * const again = await recalculatePayee(db, run, 'ada');
 * const explained = again && explainLineOf(statement, 'ada.2026-03.1', again);
 */
export function explainLineOf(
  statement: Statement,
  lineId: string,
  { calculation, book }: PayeeCalculation,
): LineExplanationDocument | null {
  const { currency, payee, period, asOf, components } = statement;
  const line = components.flatMap(({ lines }) => lines).find(({ id }) => id === lineId);
  if (line === undefined) return null;
  const reference = { ...line, windowFrom: line.window.from };
  // An adjustment is what would have been due at the end of the last closed period.
  const through = line.adjusts === undefined ? addDays(asOf, 1) : period.from;
  const found = explainLine(book, reference, through, calculation);
  const leaves = [
    ...(found?.leaves ?? []),
    ...postedBefore(line, currency),
    ...otherCauses(
      line,
      components.flatMap(({ lines }) => lines),
      currency,
    ),
  ];
  return {
    payee: payee.id,
    period: period.id,
    currency,
    line,
    sentences: [
      ...adjustmentSentences(line),
      ...(found?.sentences ?? ['Nothing is due for this line any more; what was posted is taken back.']),
    ],
    leaves: exactLeaves(leaves, currency),
    total: line.amount,
    equalsStored: sumsTo(leaves, minorUnitsOf(line.amount, currency)),
  };
}

function adjustmentSentences({ adjusts }: StatementLine): readonly string[] {
  if (adjusts === undefined) return [];
  const { period, cause, change, source } = adjusts;
  return [
    `This is a prior-period adjustment of ${period}, which is closed: ${source} was changed by change ${change} (${cause}).`,
  ];
}

function postedBefore({ corrects }: StatementLine, currency: string): readonly ExplanationLeaf[] {
  if (corrects === null) return [];
  const text = `less what was posted before, first in ${corrects.period}`;
  return [{ text, exact: ratio(-minorUnitsOf(corrects.before, currency), 1n) }];
}

/** What else changed the same: a figure with several causes is a line for each of them. */
function otherCauses(
  line: StatementLine,
  lines: readonly StatementLine[],
  currency: string,
): readonly ExplanationLeaf[] {
  if (line.adjusts === undefined) return [];
  const own = figureOf(line);
  return lines.flatMap(({ adjusts, ...each }) => {
    if (adjusts === undefined || each.id === line.id || figureOf(each) !== own) return [];
    const text = `less what change ${adjusts.change} made of it: ${adjusts.source}`;
    return [{ text, exact: ratio(-minorUnitsOf(each.amount, currency), 1n) }];
  });
}

/** What tells apart what lines of one statement are about. */
function figureOf(line: Omit<StatementLine, 'adjusts'>): string {
  const { assignment, segmentFrom, component, window, key, deal } = line;
  return [assignment, segmentFrom, component, window.from, key, deal ?? ''].join('\u0000');
}

function minorUnitsOf(amount: string, currency: string): bigint {
  const minor = parseMinorUnits(amount, currency);
  if (typeof minor === 'string') throw new Error(`A statement has what is no amount: ${amount}.`);
  return minor;
}
