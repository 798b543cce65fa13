import { compareText } from '../../engine/record-index.js';
import { changedAmount } from '../../ledger/changed-amount.js';
import type { Statement, StatementLine } from '../../ledger/statement.js';
import type { ExplainedLeaf } from '../exact-leaves.js';
import { explainLineOf } from '../explain-statement-line.js';
import type { PayeeCalculation } from '../recalculate-payee.js';
import { minorUnitsOf, type StatementPair } from './compare-supposed.js';

/** A line that is there, or of another amount, only before or only after; amounts are decimal text. */
export interface ComparedLine {
  readonly period: string;
  readonly currency: string;
  readonly assignment: string;
  readonly component: string;
  readonly kind: StatementLine['kind'];
  readonly deal: string | null;
  readonly date: string;
  /** `null` where there is no such line. */
  readonly before: string | null;
  readonly after: string | null;
  readonly difference: string;
  /** How what is there after came about, or, where nothing is, what was there before. */
  readonly sentences: readonly string[];
  readonly leaves: readonly ExplainedLeaf[];
}

/** A line with the statement that it is on. */
interface PlacedLine {
  readonly line: StatementLine;
  readonly statement: Statement;
}

/** The calculations that explain the lines of before and after. */
export interface Calculations {
  readonly before: PayeeCalculation | null;
  readonly after: PayeeCalculation | null;
  /** The change from which they were made: what is later is only supposed. */
  readonly change: number;
}

/** Lines that differ, the first of them explained. */
export interface ComparedLines {
  readonly lines: readonly ComparedLine[];
  /** How many there are in all. */
  readonly lineCount: number;
}

/**
 * The lines of statements that differ, in the order of statements and lines, each with how it came about.
 *
 * @param most so many are told and explained; the others are only counted
 * @example
 * compareLines(pairs, calculations, 200).lines[0]?.sentences
 */
export function compareLines(
  pairs: readonly StatementPair[],
  calculations: Calculations,
  most: number,
): ComparedLines {
  const differing = pairs.flatMap(({ before, after }) => {
    const [old, now] = [linesOf(before?.statement), linesOf(after?.statement)];
    return [...new Set([...now.keys(), ...old.keys()])]
      .map((key) => ({ key, before: old.get(key), after: now.get(key) }))
      .filter((each) => each.before?.line.amount !== each.after?.line.amount)
      .sort((a, b) => compareText(a.key, b.key));
  });
  const lines = differing
    .slice(0, most)
    .map(({ before, after }) => comparedLine(before, after, calculations));
  return { lines, lineCount: differing.length };
}

/** The lines of a statement by what tells them apart before and after: their numbers may be other. */
function linesOf(statement: Statement | undefined): ReadonlyMap<string, PlacedLine> {
  if (statement === undefined) return new Map();
  return new Map(
    statement.components.flatMap(({ lines }) =>
      lines.map((line) => {
        const { date, assignment, segmentFrom, component, window, key, adjusts } = line;
        // What changed a closed period by several causes has a line for each of them.
        const adjusted = adjusts === undefined ? [] : [adjusts.period, adjusts.cause, adjusts.source];
        const parts = [date, assignment, component, segmentFrom, window.from, key, ...adjusted];
        return [parts.join('\u0000'), { line, statement }] as const;
      }),
    ),
  );
}

function comparedLine(
  before: PlacedLine | undefined,
  after: PlacedLine | undefined,
  calculations: Calculations,
): ComparedLine {
  const shown = after ?? before;
  if (shown === undefined) throw new Error('One line of a pair is there.');
  const { line, statement } = shown;
  const { period, currency } = statement;
  const minor = (placed: PlacedLine | undefined) => minorUnitsOf(placed?.line.amount ?? '0', currency);
  const calculation = after === undefined ? calculations.before : calculations.after;
  const explained = calculation === null ? null : explainLineOf(statement, line.id, calculation);
  const { assignment, component, kind, deal, date } = line;
  return {
    ...{ period: period.id, currency, assignment, component, kind, deal, date },
    before: before?.line.amount ?? null,
    after: after?.line.amount ?? null,
    difference: changedAmount(minor(before), minor(after), currency).difference,
    sentences: sentencesOf(line, explained?.sentences ?? [], calculations.change),
    leaves: explained?.leaves ?? [],
  };
}

/** What is supposed has no change that could be named. */
function sentencesOf(
  { adjusts }: StatementLine,
  sentences: readonly string[],
  change: number,
): readonly string[] {
  if (adjusts === undefined || adjusts.change <= change) return sentences;
  const [, ...others] = sentences;
  return [`This would be a prior-period adjustment of ${adjusts.period}, which is closed.`, ...others];
}
