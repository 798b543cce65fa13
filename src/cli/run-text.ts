import { formatProblems } from '../problems/format-problem.js';
import type { RunReport } from '../runs/calculate-run.js';
import { counted } from './counted.js';

const MOST_PROBLEMS = 20;
const MOST_WARNINGS = 10;

/**
 * What a run gave, for people.
 *
 * @example
 * console.log(runText(report));
 */
export function runText(report: RunReport): string {
  const { payees, statements, lines, incomplete, problems, warnings, through, teamAttainments } = report;
  const found = problems.map(({ problem }) => problem);
  const summary = [
    report.recalculated === undefined
      ? `Calculated ${counted(payees, 'payee')} through ${through}:`
      : `Calculated ${counted(report.recalculated, 'payee')} of ${payees} anew through ${through}:`,
    `  ${counted(statements, 'statement')} with ${counted(lines, 'line')}, ${incomplete} of them incomplete`,
    `  ${counted(teamAttainments, 'team attainment')}`,
  ].join('\n');
  return [
    ...(found.length === 0 ? [] : [formatProblems(found, { limit: MOST_PROBLEMS })]),
    ...(warnings.length === 0 ? [] : [formatProblems(warnings, { limit: MOST_WARNINGS })]),
    summary,
  ].join('\n\n');
}
