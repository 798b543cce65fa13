import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isPair, isScalar, parseDocument, type Scalar, visit } from 'yaml';
import { Decimal } from '../../src/money/decimal.js';
import type { CompiledPlan } from '../../src/rules/compile-plan.js';
import { runExamples } from '../../src/rules/examples/run-examples.js';
import { loadRuleFiles } from '../../src/rules/load-rule-files.js';
import { readRules } from '../../src/rules/read-rules.js';
import type { SourceBlock, SourceTree } from '../../src/rules/source-text.js';

const folder = new URL('../../rules/', import.meta.url);
const files = readdirSync(new URL('plans', folder)).filter((file) => file.endsWith('.yaml'));
const reference = readFileSync(new URL('README.md', folder), 'utf8');
const rules = await loadRuleFiles('rules');
const { company, plans } = readRules(rules);

/** Keys whose values are bounds: a figure on one side of them is paid otherwise than on the other. */
const BOUNDS = new Set([
  ...['at', 'atLeast', 'moreThan', 'above', 'minimum', 'maximum', 'value'],
  ...['within', 'after', 'upTo', 'until', 'startsWith', 'endsWith'],
]);
/** Keys of the blocks whose amount is one. */
const LIMITS = new Set(['cap', 'floor', 'payCap', 'draw', 'guarantee', 'windfall', 'atLeast', 'moreThan']);

function textOf(file: string): string {
  return readFileSync(new URL(`plans/${file}`, folder), 'utf8');
}

/** The texts of a plan, without its examples, in which one bound each is moved up, or down. */
function movedBounds(text: string): readonly { readonly bound: string; readonly text: string }[] {
  const head = text.slice(0, text.search(/^examples:/m));
  const bounds: Scalar[] = [];
  visit(parseDocument(head), {
    Scalar: (role, node, path) => {
      const keys = path.flatMap((each) => (isPair(each) && isScalar(each.key) ? [each.key.value] : []));
      const [key, above] = keys.map(String).reverse();
      if (role === 'key' || key === undefined) return;
      const isTier = key === 'from' && above === 'rates';
      const isLimit = ['amount', 'ofTargetIncentive'].includes(key) && LIMITS.has(above ?? '');
      if (BOUNDS.has(key) || isTier || isLimit) bounds.push(node);
    },
  });
  return bounds.flatMap((node) => {
    const [start, end] = node.range ?? [0, 0];
    const written = head.slice(start, end);
    const [, figure = '', unit = ''] = /^([\d.]+)(%| days| months)?$/.exec(written) ?? [];
    if (Number(figure) === 0) return [];
    const by = unit === '%' ? '0.1' : '1';
    return [by, `-${by}`].map((shift) => {
      const moved = `${new Decimal(figure).plus(shift)}${unit}`;
      const line = head.slice(0, start).split('\n').length;
      return {
        bound: `line ${line}: ${written} as ${moved}`,
        text: head.slice(0, start) + moved + head.slice(end),
      };
    });
  });
}

function isBlock(tree: SourceTree): tree is SourceBlock {
  return typeof tree === 'object' && !Array.isArray(tree);
}

/**
 * The place of an example of a plan that does not come out as it says when the plan is another. The one that is
 * tried first is given: what holds one bound mostly holds the next.
 */
function failingExample({ source }: CompiledPlan, changed: CompiledPlan, first: number): number | undefined {
  if (company === null) throw new Error('the company file is broken');
  const { tree } = source;
  if (!isBlock(tree) || !Array.isArray(tree['examples'])) throw new Error(`${source.file} has no examples`);
  const examples: readonly SourceTree[] = tree['examples'];
  const places = examples.map((_, place) => (first + place) % examples.length);
  return places.find((place) => {
    const alone = { ...tree, examples: examples.slice(place, place + 1) };
    return (
      runExamples({ ...changed, source: { ...source, tree: alone } }, company, plans).problems.length > 0
    );
  });
}

describe('the gallery of plans', () => {
  it('is listed in the language reference, file by file', () => {
    const table = reference.slice(reference.indexOf('## Gallery'), reference.indexOf('## Versions'));
    const listed = [...table.matchAll(/^\| `([a-z0-9-]+\.yaml)`/gm)].map(([, file]) => file);
    expect(listed.sort()).toEqual([...files].sort());
  });

  it('has at least fifteen plans of different kinds', () => {
    expect(new Set(plans.map(({ plan }) => plan.id)).size).toBeGreaterThanOrEqual(15);
  });

  it.each(files)('has a plan %s that begins with what it is, in plain words', (file) => {
    const [comment = ''] = textOf(file).split(/^language: /m);
    const lines = comment.trimEnd().split('\n');
    expect(lines.every((line) => line.startsWith('#'))).toBe(true);
    expect(lines.length).toBeGreaterThanOrEqual(5);
  });
});

it.each(files)(
  'has examples at every bound of %s, so that none can move unnoticed',
  (file) => {
    const text = textOf(file);
    const original = plans.find(({ source }) => source.file.endsWith(file));
    if (original === undefined) throw new Error(`${file} is not sound`);
    expect(failingExample(original, original, 0)).toBe(undefined);
    let last = 0;
    const unnoticed = movedBounds(text).filter((moved) => {
      const [changed] = readRules({ ...rules, plans: [{ file, text: moved.text }] }).plans;
      if (changed === undefined) return false;
      const failing = failingExample(original, changed, last);
      last = failing ?? last;
      return failing === undefined;
    });
    expect(unnoticed.map(({ bound }) => bound)).toEqual([]);
  },
  60_000,
);
