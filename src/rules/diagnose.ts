import { z } from 'zod';
import type { ProblemCode } from '../problems/codes.js';
import { didYouMean, nearestWord } from '../problems/did-you-mean.js';
import type { Path } from '../problems/finding.js';
import { type Problem, type ProblemDetail, problem } from '../problems/problem.js';
import { closestAlternatives, isAboutWhole, isMissing, knownKeys } from './closest-alternative.js';
import {
  foundIn,
  oneOf,
  refusalDetail,
  refusalOf,
  shapeExpected,
  shapeOf,
  wordDetail,
} from './issue-wording.js';
import { locatedProblem } from './locate-finding.js';
import type { SourceText } from './source-text.js';

type Issue = z.core.$ZodIssue;

/** A value decoded from a part of a file, or the problems that stood against it. */
export type Decoded<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Decodes a part of a rule file. Whatever the schema has to say becomes problems of the language, each at
 * its place in the file; a choice between several forms becomes the problems of the form that was most
 * likely meant.
 *
 * @example
 * const measure = decode(measureSchema, tree, source, ['measures', 'new-acv']);
 */
export function decode<Value>(
  schema: z.ZodType<Value>,
  written: unknown,
  source: SourceText,
  path: Path = [],
): Decoded<Value> {
  const result = schema.safeParse(written, READING);
  if (result.success) return { ok: true, value: result.data };
  return { ok: false, problems: diagnoseIssues(result.error.issues, source, path) };
}

/**
 * A part of a rule file decoded where it can be, with nothing said where it can not: what is wrong with it
 * is told with the whole that it is part of. So a mistake in one part hides nothing about the others.
 *
 * @example
 * const cap = decodeQuietly(componentSchema.shape.cap, written.cap);
 */
export function decodeQuietly<Value>(schema: z.ZodType<Value>, written: unknown): Value | undefined {
  const result = schema.safeParse(written);
  return result.success ? result.data : undefined;
}

/** How zod is asked to read: inputs stay with their issues, and unknown keys come with the known ones. */
const READING: z.core.ParseContext<Issue> = {
  reportInput: true,
  error: (issue) =>
    issue.code === 'unrecognized_keys' && issue.inst instanceof z.ZodObject
      ? Object.keys(issue.inst.shape).join(' ')
      : undefined,
};

function diagnoseIssues(issues: readonly Issue[], source: SourceText, base: Path): Problem[] {
  const misspelt = misspeltKeys(issues);
  return issues.flatMap((issue) => {
    if (isMissing(issue) && misspelt.has(JSON.stringify(issue.path))) return [];
    return diagnoseIssue(issue, source, [...base, ...steps(issue.path)]);
  });
}

/** The missing keys for which a misspelt one stands: one slip, one problem. */
function misspeltKeys(issues: readonly Issue[]): ReadonlySet<string> {
  const meant = issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [];
    return issue.keys.map((key) => JSON.stringify([...issue.path, nearestWord(key, knownKeys(issue))]));
  });
  return new Set(meant);
}

function diagnoseIssue(issue: Issue, source: SourceText, path: Path): Problem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknownKey(key, knownKeys(issue), source, path));
  }
  if (isMissing(issue)) return [missingKey(issue, source, path)];
  if (issue.code === 'invalid_union') return diagnoseUnion(issue, source, path);
  if (issue.code === 'invalid_key') return [refusedKey(issue, source, path)];
  const { code, message, detail } = describe(issue);
  return [locatedProblem({ path, problem: problem(code, message, detail) }, source)];
}

interface Description {
  readonly code: ProblemCode;
  readonly message: string;
  readonly detail: ProblemDetail;
}

function describe(issue: Issue): Description {
  const refusal = refusalOf(issue);
  if (refusal !== undefined) return { ...refusal, detail: refusalDetail(refusal) };
  switch (issue.code) {
    case 'invalid_value':
      return describeWord(issue.input, issue.values.map(String));
    case 'invalid_type': {
      const expected = shapeExpected(issue.expected);
      const message = `${shapeOf(issue.input)} stands where ${expected} belongs`;
      return { code: 'wrong-type', message, detail: { ...foundIn(issue.input), expected } };
    }
    case 'too_small':
      return {
        code: 'out-of-range',
        message: 'nothing is listed here',
        detail: { expected: 'at least one' },
      };
    default:
      return { code: 'invalid-value', message: issue.message, detail: foundIn(issue.input) };
  }
}

function describeWord(written: unknown, choices: readonly string[]): Description {
  if (typeof written === 'string' && written !== '') {
    const message = `${written} is not known here`;
    return { code: 'invalid-value', message, detail: wordDetail(written, choices) };
  }
  const message = `${shapeOf(written)} stands where a single word belongs`;
  return { code: 'wrong-type', message, detail: { expected: oneOf(choices) } };
}

function diagnoseUnion(issue: z.core.$ZodIssueInvalidUnion, source: SourceText, path: Path): Problem[] {
  const closest = closestAlternatives(issue.errors);
  const [first = []] = closest;
  if (closest.length === 1) return diagnoseIssues(first, source, path);
  if (closest.every(isAboutWhole)) return [noneOf(closest, issue.input, source, path)];
  const unknown = first.find((each) => each.code === 'unrecognized_keys');
  if (unknown === undefined) return diagnoseIssues(first, source, path);
  const known = [...new Set(closest.flatMap((issues) => issues.flatMap(knownKeys)))];
  return unknown.keys.map((key) => unknownKey(key, known, source, [...path, ...steps(unknown.path)]));
}

/** One problem for a value that is none of the forms a place takes. */
function noneOf(
  alternatives: readonly (readonly Issue[])[],
  written: unknown,
  source: SourceText,
  path: Path,
): Problem {
  const described = alternatives.flatMap((issues) => issues.map(describe));
  const [code = 'invalid-value'] = described.map((each) => each.code);
  const expected = [...new Set(described.map(({ detail }) => detail.expected))].join('; or ');
  const hint = described.find(({ detail }) => detail.hint !== undefined)?.detail.hint;
  const shown = typeof written === 'string' && written !== '' ? written : shapeOf(written);
  const found = problem(code, `${shown} is none of what this place takes`, {
    ...foundIn(written),
    expected,
    hint,
  });
  return locatedProblem({ path, problem: found }, source);
}

function unknownKey(key: string, known: readonly string[], source: SourceText, around: Path): Problem {
  const found = problem('unknown-key', `there is no key "${key}" here`, {
    found: key,
    expected: oneOf(known),
    hint: didYouMean(key, known),
  });
  return locatedProblem({ path: [...around, key], problem: found }, source, 'key');
}

function refusedKey(issue: z.core.$ZodIssueInvalidKey, source: SourceText, path: Path): Problem {
  const [inner] = issue.issues;
  const refusal = inner && refusalOf(inner);
  const found =
    refusal === undefined
      ? problem('invalid-value', 'this key can not stand here')
      : problem(refusal.code, refusal.message, refusalDetail(refusal));
  return locatedProblem({ path, problem: found }, source, 'key');
}

function missingKey(issue: Issue, source: SourceText, path: Path): Problem {
  const key = path.at(-1);
  const message = typeof key === 'string' ? `"${key}" is missing` : 'an entry of the list is missing';
  return locatedProblem(
    { path, problem: problem('missing-key', message, { expected: expectedOf(issue) }) },
    source,
  );
}

function expectedOf(issue: Issue): string | undefined {
  if (issue.code !== 'invalid_union') return describe(issue).detail.expected;
  return [...new Set(issue.errors.flatMap((issues) => issues.map(expectedOf)))].join('; or ');
}

function steps(path: readonly PropertyKey[]): (string | number)[] {
  return path.map((step) => (typeof step === 'number' ? step : String(step)));
}
