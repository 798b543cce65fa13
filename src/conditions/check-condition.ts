import type { Finding, Path } from '../problems/finding.js';
import { problem } from '../problems/problem.js';
import { checkLeaf } from './check-leaf.js';
import { Checking } from './checking.js';
import { closestName, didYouMean } from './closest-name.js';
import { compileCondition } from './compile-condition.js';
import type { Condition, ConditionNode, WrittenCondition } from './condition.js';
import { describeWritten } from './decode-value.js';
import type { FactDeclarations } from './fact.js';

/**
 * Checks a condition as written and compiles it, or tells everything that is wrong with it, each finding
 * with its path from the condition's root. A key that is wrong itself is the last step of its path; a key
 * that is missing is told at the block that lacks it.
 *
 * `written` is what YAML's failsafe schema gives: lists, blocks, and texts for everything else. With the
 * plan's currency, amounts are held against it.
 *
 * @example
 * const checked = checkCondition(written, declarations, 'USD')
 * if ('condition' in checked) return checked.condition.met(facts)
 * for (const { path, problem } of checked.findings) report([...base, ...path], problem)
 */
export function checkCondition(
  written: unknown,
  declarations: FactDeclarations,
  planCurrency?: string,
): { readonly condition: Condition } | { readonly findings: readonly Finding[] } {
  const checking = new Checking(declarations, planCurrency);
  const tree = checkNode(written, [], checking);
  checkRoot(written, checking);
  if (tree === undefined || checking.findings.length > 0) return { findings: checking.findings };
  return { condition: Object.freeze({ written: frozenCopy(written), tree, met: compileCondition(tree) }) };
}

const GROUPS = ['all', 'any', 'not'] as const;
const COMPARISON = ['fact', 'operator', 'value'] as const;
const KNOWN: readonly string[] = [...GROUPS, ...COMPARISON];
const FORMS = 'all, any or not, or a comparison of fact, operator and value';

/** Steps of a path; far beyond what anyone reads, it keeps a file from exhausting the stack. */
const LONGEST_PATH = 128;

/** What json-rules-engine knows and this language leaves out, with the reason. */
const LEFT_OUT: ReadonlyMap<string, string> = new Map([
  ['path', 'facts are single values, so a condition has no path'],
  ['params', 'facts are single values, so a condition has no params'],
  ['priority', 'the parts of a condition have no order, so a condition has no priority'],
  ['name', 'a condition has no name'],
  ['condition', 'there are no named conditions: write the condition itself'],
  ['conditions', 'there are no named conditions: write the condition itself'],
]);

type Block = Readonly<Record<string, unknown>>;

function checkNode(written: unknown, path: Path, checking: Checking): ConditionNode | undefined {
  if (path.length > LONGEST_PATH) {
    return checking.report(path, problem('out-of-range', 'the condition is nested too deeply'));
  }
  if (!isBlock(written)) return refuseShape(written, path, checking);
  const misspelt = checkKeys(written, path, checking);
  const groups = GROUPS.filter((key) => Object.hasOwn(written, key));
  const isComparison = COMPARISON.some((key) => Object.hasOwn(written, key));
  const nodes = groups.map((key) => checkGroup(key, written[key], [...path, key], checking));
  if (isComparison) nodes.push(checkLeaf(written, misspelt, path, checking));
  if (nodes.length > 1) {
    return refuseMixed(isComparison ? [...groups, 'a comparison'] : groups, path, checking);
  }
  if (nodes.length === 0 && misspelt.size === 0) return refuseShape({}, path, checking);
  return nodes[0];
}

/** Reports keys that are none; returns those that were probably meant. */
function checkKeys(written: Block, path: Path, checking: Checking): ReadonlySet<string> {
  const unknown = Object.keys(written).filter((key) => !KNOWN.includes(key));
  for (const key of unknown) {
    const leftOut = LEFT_OUT.get(key);
    const hint = leftOut === undefined ? didYouMean(key, KNOWN) : 'leave it out';
    const message = leftOut ?? `a condition has no ${key}`;
    checking.report([...path, key], problem('unknown-key', message, { found: key, expected: FORMS, hint }));
  }
  return new Set(unknown.map((key) => (LEFT_OUT.has(key) ? key : (closestName(key, KNOWN) ?? key))));
}

function checkGroup(
  key: (typeof GROUPS)[number],
  written: unknown,
  path: Path,
  checking: Checking,
): ConditionNode | undefined {
  if (key === 'not') {
    const part = checkNode(written, path, checking);
    return part && Object.freeze({ not: part });
  }
  if (!Array.isArray(written)) {
    const found = describeWritten(written);
    if (found === 'nothing') return refuseEmptyGroup(key, path, checking);
    const detail = { found, expected: 'a list of conditions', hint: `put a dash before each part of ${key}` };
    return checking.report(path, problem('wrong-type', `${key} is not a list`, detail));
  }
  if (written.length === 0) return refuseEmptyGroup(key, path, checking);
  const checked = written.map((part: unknown, index) => checkNode(part, [...path, index], checking));
  const parts = Object.freeze(checked.filter((part) => part !== undefined));
  if (parts.length < checked.length) return undefined;
  return Object.freeze(key === 'all' ? { all: parts } : { any: parts });
}

/** json-rules-engine takes no bare comparison as a condition, so neither does the language. */
function checkRoot(written: unknown, checking: Checking): void {
  if (
    !isBlock(written) ||
    !Object.hasOwn(written, 'fact') ||
    GROUPS.some((key) => Object.hasOwn(written, key))
  )
    return;
  const detail = {
    found: 'a comparison',
    expected: 'all, any or not',
    hint: 'write all: with the comparison as its only part',
  };
  checking.report([], problem('wrong-type', 'a condition begins with all, any or not', detail));
}

function refuseMixed(forms: readonly string[], path: Path, checking: Checking): undefined {
  const found = forms.join(' and ');
  const hint = 'put each into its own part of an all or an any';
  const message = `one part of a condition says ${found}`;
  return checking.report(path, problem('condition-mixed', message, { found, expected: FORMS, hint }));
}

function refuseEmptyGroup(key: string, path: Path, checking: Checking): undefined {
  const hint = key === 'all' ? 'leave out the whole condition where none is wanted' : undefined;
  const detail = { found: 'nothing', expected: 'at least one condition', hint };
  return checking.report(path, problem('condition-empty', `${key} has no part`, detail));
}

function refuseShape(written: unknown, path: Path, checking: Checking): undefined {
  const found = isBlock(written) ? 'nothing' : describeWritten(written);
  if (found === 'nothing') {
    return checking.report(
      path,
      problem('condition-empty', 'the condition says nothing', { found, expected: FORMS }),
    );
  }
  const hint = Array.isArray(written) ? 'put the list under all or any' : undefined;
  return checking.report(
    path,
    problem('wrong-type', 'this is no condition', { found, expected: FORMS, hint }),
  );
}

function isBlock(written: unknown): written is Block {
  return typeof written === 'object' && written !== null && !Array.isArray(written);
}

/** Only called for what passed every check, where all that is neither list nor block is text. */
function frozenCopy(written: unknown): WrittenCondition {
  if (Array.isArray(written)) return Object.freeze(written.map(frozenCopy));
  if (!isBlock(written)) return String(written);
  return Object.freeze(
    Object.fromEntries(Object.entries(written).map(([key, value]) => [key, frozenCopy(value)])),
  );
}
