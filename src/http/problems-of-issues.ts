import { z } from 'zod';
import type { ProblemCode } from '../problems/codes.js';
import { didYouMean } from '../problems/did-you-mean.js';
import { type Problem, problem } from '../problems/problem.js';
import { oneOf, refusalOf } from '../rules/issue-wording.js';

/** The part of a request that a schema reads. */
export type RequestPart = 'path' | 'query' | 'body';

type Issue = z.core.$ZodIssue;

/**
 * How zod is asked to read a request: what was written stays with its issues, and names that are not known
 * come with those that are.
 *
 * @example
 * schema.safeParse(query, READING)
 */
export const READING: z.core.ParseContext<Issue> = {
  reportInput: true,
  error: (issue) =>
    issue.code === 'unrecognized_keys' && issue.inst instanceof z.ZodObject
      ? Object.keys(issue.inst.shape).join(' ')
      : undefined,
};

/** Whoever has more of them puts these right first; to tell all would be to send more than came in. */
const MOST_PROBLEMS = 100;

/**
 * What a schema has against a part of a request that was read with {@link READING}, as problems, the first hundred of
 * them. The values of a body are not repeated, as they may be anything; those of the path and the query are.
 *
 * @example
 * problemsOfIssues(error.issues, 'query') // [{ code: 'out-of-range', field: 'limit', found: '0', … }]
 */
export function problemsOfIssues(issues: readonly Issue[], part: RequestPart): readonly Problem[] {
  const problems = issues
    .slice(0, MOST_PROBLEMS)
    .flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.slice(0, MOST_PROBLEMS).map((key) => unknownName(key, issue, part))
        : [problemOfIssue(issue, part)],
    );
  return problems.slice(0, MOST_PROBLEMS);
}

function problemOfIssue(issue: Issue, part: RequestPart): Problem {
  const field = issue.path.join('.');
  const name = field === '' ? `the ${part}` : `${field} in the ${part}`;
  const detail = { field: field === '' ? undefined : field, expected: expectedBy(issue) };
  if (issue.input === undefined) return problem('missing-key', `${name} is missing`, detail);
  const found = part !== 'body' && typeof issue.input === 'string' ? shortened(issue.input) : undefined;
  return problem(codeOf(issue), `${name} is not what belongs there`, { ...detail, found });
}

function codeOf(issue: Issue): ProblemCode {
  const refusal = refusalOf(issue);
  if (refusal !== undefined) return refusal.code;
  if (issue.code === 'invalid_type') return 'wrong-type';
  return issue.code === 'too_big' || issue.code === 'too_small' ? 'out-of-range' : 'invalid-value';
}

function expectedBy(issue: Issue): string {
  const refusal = refusalOf(issue);
  if (refusal !== undefined) return refusal.expected;
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return oneOf(issue.values.map(String)) ?? 'nothing';
    case 'too_big':
      return counted('at most', issue.maximum, issue.origin);
    case 'too_small':
      return counted('at least', issue.minimum, issue.origin);
    default:
      return issue.message;
  }
}

const TYPES: Readonly<Record<string, string>> = { string: 'a text', array: 'a list', object: 'an object' };

function counted(bound: string, count: number | bigint, origin: string): string {
  const noun = origin === 'string' ? 'character' : 'entry';
  const plural = origin === 'string' ? 'characters' : 'entries';
  return `${bound} ${count} ${Number(count) === 1 ? noun : plural}`;
}

function unknownName(name: string, issue: Issue, part: RequestPart): Problem {
  const known = issue.message.split(' ').filter((word) => word !== '');
  const shown = shortened(name);
  return problem('unknown-key', `there is no such name in the ${part}`, {
    field: [...issue.path, shown].join('.'),
    expected: oneOf(known) ?? 'nothing',
    hint: didYouMean(shown, known),
  });
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
