import { formatProblems } from '../problems/format-problem.js';
import type { RunReport } from '../runs/calculate-run.js';

const MOST_PROBLEMS = 20;

/**
 * What a run gave, for people.
 *
 * @example
 * console.log(runText(report));
 */
export function runText(report: RunReport): string {
  const { payees, statements, lines, incomplete, problems, through, teamAttainments } = report;
  const summary = [
    `Calculated ${payees} payees through ${through}:`,
    `  ${statements} statements with ${lines} lines, ${incomplete} of them incomplete`,
    `  ${teamAttainments} team attainments`,
  ].join('\n');
  if (problems.length === 0) return summary;
  const found = problems.map(({ problem }) => problem);
  return [formatProblems(found, { limit: MOST_PROBLEMS }), summary].join('\n\n');
}
