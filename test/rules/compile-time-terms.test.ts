import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/engine/plan.js';
import { ratio } from '../../src/money/ratio.js';
import { formatProblems } from '../../src/problems/format-problem.js';
import { compilePlan } from '../../src/rules/compile-plan.js';
import { readSourceText } from '../../src/rules/source-text.js';
import { COMPANY } from './check-file.js';

/** A plan with some lines at its head, and some in its one measure. */
function planWith(head: readonly string[], inMeasure: readonly string[] = []): Plan {
  const { source } = readSourceText(
    [
      'language: 1',
      'plan: sample',
      'effective: { from: 2026-01-01 }',
      'currency: USD',
      'payFrequency: monthly',
      ...head,
      'measures:',
      '  sales:',
      ...['basis: booked', 'amount: tcv', 'credit: { roles: [owner] }', 'window: month', ...inMeasure].map(
        (line) => `    ${line}`,
      ),
      'components: { pay: { measure: sales, commission: { rate: 5% } } }',
    ].join('\n'),
    'sample.yaml',
  );
  if (source === undefined) throw new Error('the plan could not be read');
  const result = compilePlan(source, COMPANY);
  if (!result.ok) throw new Error(formatProblems(result.problems));
  return result.value.plan;
}

const RAMP = 'ramp: { from: assignment, months: [ { upTo: 1 year, quota: 40% } ] }';
const STEPS = [{ upTo: 12, quota: ratio(2n, 5n), pays: null }];

describe('people over time and currencies', () => {
  it('have defaults', () => {
    const plan = planWith([]);
    expect(plan).toMatchObject({
      targetIncentive: 'months',
      carriesFrom: null,
      absences: [],
      afterLeaving: { kind: 'forfeit' },
      mustBeEmployed: null,
      fx: { kind: 'eventDate' },
    });
    expect(plan.measures[0]?.ramp).toBeNull();
  });

  it('are what the plan says', () => {
    const plan = planWith([
      'targetIncentive: days',
      'carriesFrom: previous',
      'absences: [ { kind: notice, events: forfeited }, { quota: full, target: prorated } ]',
      'afterLeaving: { within: 6 weeks }',
      'mustBeEmployed: { when: paid, within: 90 days }',
      'fx: { rate: { fixed: { EUR/USD: 1.1 } } }',
    ]);
    expect(plan).toMatchObject({
      targetIncentive: 'days',
      carriesFrom: 'previous',
      absences: [
        { kind: 'notice', quota: 'prorated', target: 'full', events: 'forfeited' },
        { kind: null, quota: 'full', target: 'prorated', events: 'credited' },
      ],
      afterLeaving: { kind: 'within', duration: { count: 42, unit: 'days' } },
      mustBeEmployed: { when: 'paid', within: { count: 90, unit: 'days' } },
      fx: { kind: 'fixed', rates: [{ from: 'EUR', to: 'USD', rate: ratio(11n, 10n) }] },
    });
  });

  it('give every measure the ramp of the plan, unless it says another, or none', () => {
    expect(planWith([RAMP]).measures[0]?.ramp).toEqual({ from: 'assignment', steps: STEPS });
    expect(planWith([RAMP], ['ramp: none']).measures[0]?.ramp).toBeNull();
    const own = 'ramp: { from: hireDate, months: [ { upTo: 2 months, quota: 0%, pays: nothing } ] }';
    expect(planWith([RAMP], [own]).measures[0]?.ramp).toEqual({
      from: 'hireDate',
      steps: [{ upTo: 2, quota: ratio(0n, 1n), pays: 'nothing' }],
    });
  });
});
