import { describe, expect, test } from 'vitest';
import { dueAsOf } from '../../../src/engine/due.js';
import { explainLine } from '../../../src/engine/explain/explain-line.js';
import { foldPlan } from '../../../src/engine/fold/fold-plan.js';
import type { Measure } from '../../../src/engine/measure.js';
import type { Objective, Objectives } from '../../../src/engine/mechanisms/objectives/objectives-form.js';
import type { Component } from '../../../src/engine/plan.js';
import { formatRatio, sumRatios } from '../../../src/money/ratio.js';
import type { ObjectiveScore } from '../../../src/records/record-kinds.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import {
  assignmentOf,
  bookOf,
  calculated,
  componentOf,
  dueOf,
  earnedOf,
  incentiveOf,
  linesOf,
  measureOf,
  part,
  planOf,
  problemsOf,
  sold,
  usd,
} from '../given.js';

function objectiveOf(id: string, weight: string, fields: Partial<Objective> = {}): Objective {
  return { id, weight: part(weight), minimum: null, maximum: null, curve: null, ...fields };
}

function objectivesOf(fields: Partial<Objectives> = {}): Objectives {
  return {
    kind: 'objectives',
    target: { kind: 'money', amount: usd('1000.00') },
    minimum: null,
    each: [
      objectiveOf('onboarding', '0.6', { minimum: part('0.5'), maximum: part('1.2') }),
      objectiveOf('hygiene', '0.4'),
    ],
    ...fields,
  };
}

/** `scored('onboarding', '0.8')`: for the first quarter, counting from its last day. */
function scored(objective: string, score: string, fields: Partial<ObjectiveScore> = {}): ObjectiveScore {
  return { payee: 'me', objective, from: '2026-01-01', scoredOn: '2026-03-31', score, note: null, ...fields };
}

interface Given {
  readonly objectives?: Objectives;
  readonly measure?: Partial<Measure>;
  readonly component?: Partial<Component>;
  readonly records?: Partial<RecordSet>;
  readonly through?: string;
}

function planWith({ objectives = objectivesOf(), measure, component }: Given) {
  return planOf([
    componentOf(objectives, { measure: measureOf(measure), settles: 'windowEnd', ...component }),
  ]);
}

function due(objectiveScore: readonly ObjectiveScore[], given: Given = {}) {
  return dueOf(planWith(given), { objectiveScore, ...given.records }, given.through ?? '2026-04-01');
}

function paid(onboarding: string, hygiene: string, objectives?: Objectives): string {
  const scores = [scored('onboarding', onboarding), scored('hygiene', hygiene)];
  return earnedOf(due(scores, objectives === undefined ? {} : { objectives }));
}

describe('objectives', () => {
  test.each([
    ['0', '0.00'],
    ['0.4999', '0.00'],
    ['0.5', '300.00'],
    ['0.8', '480.00'],
    ['1', '600.00'],
    ['1.1999', '719.94'],
    ['1.2', '720.00'],
    ['1.2001', '720.00'],
    ['2', '720.00'],
  ])('with a score of %s for 60 %% of a target of 1,000.00 pay %s', (score, expected) => {
    expect(paid(score, '0')).toBe(expected);
  });

  test('pay partly for a part, without a maximum without an end', () => {
    expect(paid('0', '0.01')).toBe('4.00');
    expect(paid('0', '3')).toBe('1200.00');
  });

  test('have a line each, in the order of the file', () => {
    expect(linesOf(due([scored('hygiene', '0.5'), scored('onboarding', '1')]))).toEqual([
      'objective 600.00',
      'objective 200.00',
    ]);
  });

  test.each([
    ['0.5', '0.5', '500.00'],
    ['0.5', '0.4999', '0.00'],
    ['0.8', '0.05', '500.00'],
    ['0.8', '0.0499', '0.00'],
    // The maximum counts toward the minimum, and no score beyond it.
    ['9', '0', '720.00'],
    // A score below its own minimum pays nothing and counts all the same.
    ['0.4', '0.65', '260.00'],
  ])('with scores of %s and %s and a minimum of 50 %% pay %s', (first, second, expected) => {
    expect(paid(first, second, objectivesOf({ minimum: part('0.5') }))).toBe(expected);
  });

  test.each([
    ['0.4999', '0.00'],
    ['0.5', '250.00'],
    ['0.75', '625.00'],
    ['1', '1000.00'],
    ['1.5', '1000.00'],
  ])('pay a score of %s by its curve %s', (score, expected) => {
    const curve = {
      shape: 'interpolated',
      beyond: 'flat',
      points: [
        { at: part('0.5'), pays: part('0.25') },
        { at: part('1'), pays: part('1') },
      ],
    } as const;
    const objectives = objectivesOf({ each: [objectiveOf('onboarding', '1', { curve })] });
    expect(earnedOf(due([scored('onboarding', score)], { objectives }))).toBe(expected);
  });

  test('round the running total, so that lines sum to the rounded total', () => {
    const each = ['a', 'b', 'c'].map((id) => objectiveOf(id, '0.333333333333'));
    const objectives = objectivesOf({ target: { kind: 'money', amount: 10n }, each });
    const scores = each.map(({ id }) => scored(id, '1'));
    expect(linesOf(due(scores, { objectives }))).toEqual([
      'objective 0.03',
      'objective 0.04',
      'objective 0.03',
    ]);
  });
});

describe('the score of an objective', () => {
  test('that is missing when the window is over is a warning, and pays nothing', () => {
    const found = due([scored('hygiene', '1')]);
    expect(linesOf(found)).toEqual(['objective 0.00', 'objective 400.00']);
    expect(found.problems).toMatchObject([
      { code: 'missing-score', severity: 'warning', hint: 'load it in objective-scores.csv' },
    ]);
    expect(problemsOf(found)).toEqual(['missing-score: payee me, plan/2026-01-01, pay']);
  });

  test('that names no objective of the plan is named where one is missing', () => {
    const found = due([scored('hygiene', '1'), scored('onbording', '1')]);
    expect(found.problems.map(({ hint }) => hint)).toEqual(['scored are: onbording']);
  });

  test('counts from the day on which it was scored, also long after the window', () => {
    const late = [scored('onboarding', '1', { scoredOn: '2026-05-08' }), scored('hygiene', '1')];
    expect(earnedOf(due(late, { through: '2026-05-08' }))).toBe('400.00');
    expect(earnedOf(due(late, { through: '2026-05-09' }))).toBe('1000.00');
    // The order in which one asks changes nothing.
    const calculation = calculated([planWith({})], { objectiveScore: late }, '2026-06-01');
    const asked = ['2026-06-01', '2026-05-08', '2026-05-09', '2026-04-01', '2026-06-01'].map((through) =>
      earnedOf(dueAsOf(calculation, bookOf(calculation), through, ({ segment }) => segment.from < through)),
    );
    expect(asked.map((earned) => earned.replace(/\.00$/, ''))).toEqual([
      '1000',
      '400',
      '1000',
      '400',
      '1000',
    ]);
  });

  test('is that which was scored last', () => {
    const scores = [
      scored('hygiene', '0.3', { scoredOn: '2026-03-31' }),
      scored('hygiene', '0.9', { scoredOn: '2026-02-28' }),
    ];
    expect(earnedOf(due(scores))).toBe('120.00');
  });

  test.each([
    ['2025-12-31', '0.00'],
    ['2026-01-01', '400.00'],
    ['2026-03-31', '400.00'],
    ['2026-04-01', '0.00'],
  ])('for a window from %s pays %s for the first quarter', (from, expected) => {
    expect(earnedOf(due([scored('hygiene', '1', { from })]))).toBe(expected);
  });

  test('is for the whole window of one who joined in the middle of it, whose target is prorated', () => {
    const records = { assignment: [assignmentOf('me', { from: '2026-02-15' })] };
    // 45 of the 90 days of the quarter.
    expect(earnedOf(due([scored('hygiene', '1')], { records }))).toBe('200.00');
  });

  test('posts to date where the component settles as earned', () => {
    const scores = [scored('hygiene', '0.5', { scoredOn: '2026-01-31' }), scored('hygiene', '1')];
    const component = { settles: 'asEarned' } as const;
    expect(linesOf(due(scores, { component, through: '2026-02-01' }))).toEqual([
      'objective 0.00',
      'objective 200.00',
    ]);
    expect(linesOf(due(scores, { component }))).toEqual(['objective 0.00', 'objective 400.00']);
    expect(linesOf(due(scores, { through: '2026-03-31' }))).toEqual([]);
  });

  test('of others is nobody else’s', () => {
    expect(earnedOf(due([scored('hygiene', '1', { payee: 'you' })]))).toBe('0.00');
  });
});

test('objectives take a share of the target incentive, and say where there is none', () => {
  const objectives = objectivesOf({ target: { kind: 'ofTargetIncentive', share: part('0.2') } });
  const records = { targetIncentive: [incentiveOf('40000.00')] };
  expect(earnedOf(due([scored('hygiene', '1')], { objectives, records }))).toBe('800.00');
  expect(problemsOf(due([scored('hygiene', '1')], { objectives }))).toEqual([
    'missing-target-incentive: payee me, plan/2026-01-01, pay',
  ]);
});

test('deals change nothing about objectives', () => {
  const records = { deal: [sold('D-1', '2026-01-10', '9000.00')] };
  expect(linesOf(due([scored('hygiene', '1')], { records }))).toEqual(['objective 0.00', 'objective 400.00']);
});

test('every line of objectives explains itself to the cent', () => {
  const objectives = objectivesOf({ minimum: part('0.5') });
  const scores = [scored('onboarding', '1.3', { note: 'all seven steps' }), scored('hygiene', '0.333333')];
  const calculation = calculated([planWith({ objectives })], { objectiveScore: scores }, '2026-04-01');
  const book = bookOf(calculation);
  const lines = dueAsOf(calculation, book, '2026-04-01').components.flatMap((component) => component.lines);
  const told = lines.map((line) => {
    const explained = explainLine(book, { ...line, event: line.eventKey }, '2026-04-01', calculation);
    const leaves = explained?.leaves ?? [];
    expect(formatRatio(sumRatios(leaves.map(({ exact }) => exact)), 6)).toBe(String(line.amount));
    return [...(explained?.sentences.slice(-2) ?? []), ...leaves.map(({ text }) => text)];
  });
  expect(told).toEqual([
    [
      'scored 130% for onboarding on 2026-03-31 (all seven steps), which counts as the maximum of 120%',
      'the weighted score is 85.33332%, at least the minimum of 50%',
      '120% × a weight of 60% of the target of 1,000.00 USD',
    ],
    [
      'scored 33.3333% for hygiene on 2026-03-31',
      'the weighted score is 85.33332%, at least the minimum of 50%',
      '33.3333% × a weight of 40% of the target of 1,000.00 USD',
      'rounding of the running total to the minor unit (exactly 13333.32 minor units)',
    ],
  ]);
});

test('a plan with objectives is not folded', () => {
  expect(foldPlan(planWith({ component: { settles: 'asEarned' } }))).toBeNull();
});
