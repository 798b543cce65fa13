import fc from 'fast-check';
import { Rule } from 'json-rules-engine';
import { describe, expect, it } from 'vitest';
import { checkCondition } from '../../src/conditions/check-condition.js';
import type { Condition, ConditionLeaf, ConditionNode } from '../../src/conditions/condition.js';
import { operatorsFor } from '../../src/conditions/condition-operator.js';
import { describeOutcome } from '../../src/conditions/describe-outcome.js';
import { explainCondition, isRefuted } from '../../src/conditions/explain-condition.js';
import { type Facts, type FactValue, scaleFact } from '../../src/conditions/fact.js';
import type { FactType } from '../../src/records/company.js';

const SEED = 20260131;
const RUNS = { seed: SEED, numRuns: 500 };
console.log(`conditions are generated from seed ${SEED}`);

interface Sample {
  readonly written: string;
  readonly value: FactValue;
}

/** Few values of each type, in all the ways of writing them, so that comparisons often hit. */
const SAMPLES: Readonly<Record<FactType, readonly Sample[]>> = {
  text: ['new', 'ne', 'renewal', '30%'].map((text) => ({ written: text, value: text })),
  number: ['0', '-1.5', '24', '24.0', '24.000000000001'].map(scaledSample),
  percent: [
    { written: '30%', value: scaleFact('0.3') },
    { written: '0.30', value: scaleFact('0.3') },
    { written: '30.0000000001%', value: scaleFact('0.300000000001') },
    { written: '-5%', value: scaleFact('-0.05') },
    { written: '0', value: 0n },
  ],
  money: ['0', '-0.01', '50000', '50000.00', '9007199254740993.01'].map(scaledSample),
  date: ['2025-12-31', '2026-01-01', '2026-10-01'].map((text) => ({ written: text, value: text })),
  boolean: [
    { written: 'true', value: true },
    { written: 'false', value: false },
  ],
};

function scaledSample(text: string): Sample {
  return { written: text, value: scaleFact(text) };
}

const TYPES: readonly FactType[] = ['text', 'number', 'percent', 'money', 'date', 'boolean'];
/** Two facts of each type, so that one can be compared with the other. */
const FACTS = TYPES.flatMap((type) => [1, 2].map((nth) => ({ name: `${type}${nth}`, type })));
const DECLARATIONS = new Map(FACTS.map(({ name, type }) => [name, type]));

const leaf: fc.Arbitrary<unknown> = fc
  .constantFrom(...FACTS)
  .chain(({ name, type }) =>
    fc.constantFrom(...operatorsFor(type)).chain((operator) => comparison(name, type, operator)),
  );

function comparison(fact: string, type: FactType, operator: string): fc.Arbitrary<unknown> {
  return writtenValue(type, operator).map((value) => ({ fact, operator, value }));
}

function writtenValue(type: FactType, operator: string): fc.Arbitrary<unknown> {
  const constant = fc.constantFrom(...SAMPLES[type].map(({ written }) => written));
  if (operator === 'isGiven') return fc.constantFrom('true', 'false');
  if (operator === 'in' || operator === 'notIn') return fc.array(constant, { minLength: 1, maxLength: 3 });
  return fc.oneof(constant, fc.constantFrom({ fact: `${type}1` }, { fact: `${type}2` }));
}

const { node } = fc.letrec<{ node: unknown; group: unknown }>((tie) => ({
  node: fc.oneof({ maxDepth: 4, withCrossShrink: true }, leaf, tie('group')),
  group: fc.oneof(
    fc.array(tie('node'), { minLength: 1, maxLength: 4 }).map((all) => ({ all })),
    fc.array(tie('node'), { minLength: 1, maxLength: 4 }).map((any) => ({ any })),
    tie('node').map((not) => ({ not })),
  ),
}));

const condition: fc.Arbitrary<Condition> = fc
  .oneof(
    fc.array(node, { minLength: 1, maxLength: 4 }).map((all) => ({ all })),
    fc.array(node, { minLength: 1, maxLength: 4 }).map((any) => ({ any })),
    node.map((not) => ({ not })),
  )
  .map((written) => {
    const result = checkCondition(written, DECLARATIONS, 'USD');
    if ('condition' in result) return result.condition;
    throw new Error(result.findings.map(({ problem }) => problem.message).join('; '));
  });

/** A value, or an empty field: `null`, `undefined` or no such key. */
const facts: fc.Arbitrary<Facts> = fc.record(
  Object.fromEntries(
    FACTS.map(({ name, type }) => [
      name,
      fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom(...SAMPLES[type].map(({ value }) => value)) },
        { weight: 1, arbitrary: fc.constantFrom(null, undefined) },
      ),
    ]),
  ),
  { requiredKeys: [] },
);

/** Three-valued logic as the books have it: `undefined` is unknown. */
function truth(tree: ConditionNode, known: Facts): boolean | undefined {
  if ('not' in tree) {
    const inner = truth(tree.not, known);
    return inner === undefined ? undefined : !inner;
  }
  if ('fact' in tree) return leafTruth(tree, known);
  const decisive = 'any' in tree;
  const parts = ('any' in tree ? tree.any : tree.all).map((part) => truth(part, known));
  if (parts.includes(decisive)) return decisive;
  return parts.includes(undefined) ? undefined : !decisive;
}

function leafTruth({ fact, operator, value }: ConditionLeaf, known: Facts): boolean | undefined {
  const actual = known[fact] ?? undefined;
  if (operator === 'isGiven') return value === (actual !== undefined);
  const list = Array.isArray(value)
    ? value
    : [typeof value === 'object' && 'fact' in value ? known[value.fact] : value];
  const [wanted] = list;
  if (actual === undefined || wanted === undefined || wanted === null) return undefined;
  switch (operator) {
    case 'equal':
    case 'in':
      return list.some((each) => each === actual);
    case 'notEqual':
    case 'notIn':
      return list.every((each) => each !== actual);
    case 'contains':
      return `${actual}`.split(`${wanted}`).length > 1;
    case 'doesNotContain':
      return `${actual}`.split(`${wanted}`).length === 1;
    case 'lessThan':
      return actual < wanted;
    case 'lessThanInclusive':
      return !(actual > wanted);
    case 'greaterThan':
      return actual > wanted;
    case 'greaterThanInclusive':
      return !(actual < wanted);
  }
}

describe('any condition on any facts', () => {
  it('is met by its closure exactly when json-rules-engine says so', async () => {
    const seen = { met: 0, unmet: 0 };
    await fc.assert(
      fc.asyncProperty(condition, facts, async (generated, known) => {
        const outcome = await explainCondition(generated, known);
        seen[outcome.met ? 'met' : 'unmet'] += 1;
        expect(generated.met(known)).toBe(outcome.met);
      }),
      RUNS,
    );
    // Conditions that were nearly all met, or nearly all not, would say little.
    expect(Math.min(seen.met, seen.unmet)).toBeGreaterThan(RUNS.numRuns / 10);
  });

  it('is met exactly when three-valued logic calls it true', () => {
    fc.assert(
      fc.property(condition, facts, (generated, known) => {
        expect(generated.met(known)).toBe(truth(generated.tree, known) === true);
      }),
      { ...RUNS, numRuns: 5000 },
    );
  });

  it('is explained part by part as three-valued logic has it', async () => {
    await fc.assert(
      fc.asyncProperty(condition, facts, async (generated, known) => {
        const outcome = await explainCondition(generated, known);
        const expected = truth(generated.tree, known);
        expect(isRefuted(outcome)).toBe(expected === false);
        expect(describeOutcome(outcome).length === 0).toBe(outcome.met);
      }),
      RUNS,
    );
  });

  it('is a condition that json-rules-engine takes as it is written', () => {
    fc.assert(
      fc.property(condition, ({ written }) => {
        expect(() => new Rule(JSON.stringify({ conditions: written, event: { type: 'met' } }))).not.toThrow();
      }),
      RUNS,
    );
  });
});
