import type { YAMLError } from 'yaml';
import { type Problem, problem, type SourceLocation } from '../problems/problem.js';

/**
 * What is wrong first on each line of a YAML text, since the rest of a line mostly follows from it; tabs
 * confuse all lines after them, so they are told alone.
 *
 * @param place the line and column of an offset
 * @example
 * yamlProblems(document.errors, place);
 */
export function yamlProblems(
  errors: readonly YAMLError[],
  place: (offset: number) => SourceLocation,
): Problem[] {
  const tabs = errors.filter(({ code }) => code === 'TAB_AS_INDENT');
  const problems = (tabs.length > 0 ? tabs : errors).map((error) => syntaxProblem(error, place));
  const lines = problems.map(({ location }) => location?.line);
  return problems.filter((_, index) => lines.indexOf(lines[index]) === index);
}

function syntaxProblem(error: YAMLError, place: (offset: number) => SourceLocation): Problem {
  const message =
    error.code === 'MULTIPLE_DOCS' ? 'the file holds several documents' : lowerFirst(error.message);
  const hint = SYNTAX_HINTS[error.code];
  return problem('yaml-syntax', message, { location: place(error.pos[0]), hint });
}

function lowerFirst(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1);
}

const SYNTAX_HINTS: Readonly<Partial<Record<YAMLError['code'], string>>> = {
  TAB_AS_INDENT: 'indent with blanks',
  BAD_SCALAR_START: 'put the value in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'put a text that has a colon in it in quotes',
  MULTIPLE_DOCS: 'one file holds one plan',
  MISSING_CHAR: 'look for a quote or a bracket that is not closed',
};

/**
 * What is wrong with a text as JSON; `undefined` where nothing is.
 *
 * @example
 * jsonProblem('{ "a": 1,', 'plan.json')?.code // 'json-syntax'
 */
export function jsonProblem(content: string, file: string): Problem | undefined {
  try {
    JSON.parse(content);
    return undefined;
  } catch (error) {
    const [, position] = /position (\d+)/.exec(String(error)) ?? [];
    const before = content.slice(0, position === undefined ? content.length : Number(position)).split('\n');
    const location = { file, line: before.length, column: (before.at(-1) ?? '').length + 1 };
    const message =
      content.trim() === '' ? 'the file has no content' : 'the text is not valid JSON from here on';
    return problem(content.trim() === '' ? 'empty-file' : 'json-syntax', message, { location });
  }
}

/**
 * Whether the text nests further than any plan does. The parser recurses, and one that exhausts the stack
 * takes the whole program with it; so this is looked at first, roughly and without regard to quotes.
 *
 * @example
 * isNestedTooDeeply('['.repeat(5000)) // true
 */
export function isNestedTooDeeply(content: string): boolean {
  let depth = 0;
  for (const [bracket] of content.matchAll(/[[\]{}]/g)) {
    depth = bracket === '[' || bracket === '{' ? depth + 1 : Math.max(0, depth - 1);
    if (depth > DEEPEST) return true;
  }
  return /^(?:[ \t]*[-?:](?=[ \t])){100}|^[ \t]{1000}/m.test(content);
}

const DEEPEST = 100;
