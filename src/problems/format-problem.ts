import { compareProblems, type Problem } from './problem.js';

/**
 * A problem as a person reads it: place, severity, code and message on the
 * first line, whatever else is known on indented lines below.
 *
 * Line breaks and control characters out of the data become spaces, so that a
 * value cannot pretend to be a line of its own.
 *
 * @example
 * formatProblem(found)
 * // plans/x.yaml:12:9 error percent-expected: a rate must be a percent
 * //   found: 8
 * //   expected: a percent
 * //   hint: did you mean 8%?
 */
export function formatProblem(problem: Problem): string {
  const { location, severity, code, message } = problem;
  const place = location === undefined ? '' : `${location.file}:${location.line}:${location.column} `;
  const lines = [oneLine(`${place}${severity} ${code}: ${message}`)];
  for (const label of ['subject', 'field', 'found', 'expected', 'hint'] as const) {
    const text = problem[label];
    if (text !== undefined) lines.push(`  ${label}: ${oneLine(text)}`);
  }
  return lines.join('\n');
}

/**
 * A list of problems as a person reads it, in the order of
 * {@link compareProblems}, closed by a line that counts all of them.
 *
 * With a `limit`, at most so many are written out, errors before warnings, and
 * a line says how many are not shown.
 *
 * @example
 * formatProblems(problems, { limit: 20 })
 * // plans/x.yaml:12:9 error percent-expected: a rate must be a percent
 * // ...
 * // 3 errors, 1 warning
 */
export function formatProblems(
  problems: readonly Problem[],
  options: { readonly limit?: number | undefined } = {},
): string {
  const limit = options.limit ?? problems.length;
  const errors = problems.filter((each) => each.severity === 'error').sort(compareProblems);
  const warnings = problems.filter((each) => each.severity === 'warning').sort(compareProblems);
  const shown = [...errors, ...warnings].slice(0, limit).sort(compareProblems);
  const hidden = problems.length - shown.length;
  return [
    ...shown.map(formatProblem),
    ...(hidden > 0 ? [`... and ${hidden} more`] : []),
    `${counted(errors.length, 'error')}, ${counted(warnings.length, 'warning')}`,
  ].join('\n');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}
