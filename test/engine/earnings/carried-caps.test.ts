import { describe, expect, test } from 'vitest';
import type { Cap } from '../../../src/engine/modifiers/cap.js';
import type { Component } from '../../../src/engine/plan.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import {
  assignmentOf,
  cancelled,
  capOf,
  commissionOf,
  componentOf,
  dueOf,
  earnedOf,
  incentiveOf,
  linesOf,
  measureOf,
  part,
  payablesOf,
  planOf,
  problemsOf,
  sold,
  tier,
  usd,
} from '../given.js';

function carried(text: string, per: Cap['per'] = 'month'): Cap {
  return capOf(text, per, 'carried');
}

function due(component: Partial<Component>, records: Partial<RecordSet>, through = '2027-01-01') {
  const plan = planOf([componentOf(component.mechanism ?? commissionOf(), component)]);
  return dueOf(plan, records, through);
}

/** Lines with the day on which they are earned. */
function dated(...[component, records, through]: Parameters<typeof due>) {
  return due(component, records, through).components.flatMap(({ lines }) =>
    lines.map(({ kind, date, deal, amount }) => `${date} ${kind} ${deal ?? 'none'} ${amount}`),
  );
}

const january = { deal: [sold('D-1', '2026-01-10', '2500.00')] };

describe('what exceeds a cap and is carried', () => {
  test('is earned on the first day of the spans that follow, as far as their caps have room', () => {
    expect(dated({ cap: carried('100.00') }, january)).toEqual([
      '2026-01-10 credit D-1 10000',
      '2026-02-01 carried D-1 10000',
      '2026-03-01 carried D-1 5000',
    ]);
  });

  test('is not earned before its span begins', () => {
    const capped = { cap: carried('100.00') };
    expect(earnedOf(due(capped, january, '2026-02-01'))).toBe('100.00');
    expect(earnedOf(due(capped, january, '2026-02-02'))).toBe('200.00');
    expect(earnedOf(due(capped, january, '2026-03-02'))).toBe('250.00');
  });

  test('comes before what is earned in the span itself, which is carried in its turn', () => {
    const records = { deal: [sold('D-1', '2026-01-10', '1500.00'), sold('D-2', '2026-02-10', '700.00')] };
    expect(dated({ cap: carried('100.00') }, records)).toEqual([
      '2026-01-10 credit D-1 10000',
      '2026-02-10 credit D-2 5000',
      '2026-02-01 carried D-1 5000',
      '2026-03-01 carried D-2 2000',
    ]);
  });

  test('leaves nothing out: a cent below the cap, at it, a cent above', () => {
    const earned = (sum: string) =>
      dated({ cap: carried('100.00') }, { deal: [sold('D', '2026-01-10', sum)] });
    expect(earned('999.90')).toEqual(['2026-01-10 credit D 9999']);
    expect(earned('1000.00')).toEqual(['2026-01-10 credit D 10000']);
    expect(earned('1000.10')).toEqual(['2026-01-10 credit D 10000', '2026-02-01 carried D 1']);
  });

  test('ends with the fiscal year: what has found no room by then is lost, and said', () => {
    const records = { deal: [sold('D', '2026-11-10', '2500.00')] };
    const found = due({ cap: carried('100.00') }, records, '2027-06-01');
    expect(linesOf(found)).toEqual(['credit D 100.00', 'carried D 100.00']);
    expect(found.components[0]?.lines[1]?.limits).toEqual([
      {
        by: 'cap',
        of: 'component',
        per: 'month',
        limit: usd('100.00'),
        effect: 'carriedIn',
        amount: usd('150.00'),
      },
      {
        by: 'cap',
        of: 'component',
        per: 'month',
        limit: usd('100.00'),
        effect: 'forfeited',
        amount: usd('-50.00'),
      },
    ]);
  });

  test('in the last span of the year is lost at once', () => {
    const found = due({ cap: carried('100.00') }, { deal: [sold('D', '2026-12-10', '2500.00')] });
    expect(found.components[0]?.lines.flatMap(({ limits }) => limits?.map(({ effect }) => effect))).toEqual([
      'forfeited',
    ]);
  });

  test('ends with the assignment', () => {
    const assignment = [assignmentOf('me', { to: '2026-02-20' })];
    expect(earnedOf(due({ cap: carried('100.00') }, { ...january, assignment }, '2026-12-01'))).toBe(
      '200.00',
    );
  });

  test('is lessened by what is taken back in the span, the last first', () => {
    const records = {
      deal: [
        sold('D-1', '2026-01-10', '1200.00'),
        sold('D-2', '2026-01-12', '300.00'),
        sold('D-3', '2026-01-14', '-400.00'),
      ],
    };
    // 150.00 less 40.00 is 110.00: the cap keeps 10.00 of it for February.
    expect(dated({ cap: carried('100.00') }, records)).toEqual([
      '2026-01-10 credit D-1 10000',
      '2026-01-12 credit D-2 0',
      '2026-01-14 credit D-3 0',
      '2026-02-01 carried D-1 1000',
    ]);
  });

  test('goes with its deal when that is taken back later, whether it is earned by then or not', () => {
    const records = { ...january, amendment: [cancelled('D-1', '2026-04-10')] };
    expect(earnedOf(due({ cap: carried('100.00') }, records, '2026-04-10'))).toBe('250.00');
    expect(earnedOf(due({ cap: carried('100.00') }, records, '2026-04-11'))).toBe('0.00');
    const monthly = { cap: carried('100.00'), measure: measureOf({ window: { kind: 'month' } }) };
    const early = { ...january, amendment: [cancelled('D-1', '2026-02-10')] };
    expect(earnedOf(due(monthly, early, '2026-02-11'))).toBe('0.00');
    expect(earnedOf(due(monthly, early))).toBe('0.00');
  });

  test('of a deal that is taken back inside its window was never there', () => {
    const records = { ...january, amendment: [cancelled('D-1', '2026-03-31')] };
    expect(linesOf(due({ cap: carried('100.00') }, records))).toEqual([]);
  });

  test('of deals that share a total is shared by them', () => {
    const mechanism = commissionOf({
      tiers: 'retroactive',
      rates: [tier('0', '10%'), tier('100000', '20%')],
    });
    const records = { deal: [sold('D-1', '2026-01-10', '500.00'), sold('D-2', '2026-01-11', '1500.00')] };
    expect(payablesOf(due({ mechanism, cap: carried('100.00') }, records))).toEqual([
      'D-1 100.00 of which 100.00',
      'D-2 300.00 of which 300.00',
    ]);
  });

  test('waits for its deal’s release as the rest of it does', () => {
    const release = [{ share: part('1'), trigger: { on: 'collected', of: 'deal' } }] as const;
    expect(payablesOf(due({ cap: carried('100.00'), release }, january))).toEqual([
      'D-1 250.00 of which 0.00',
    ]);
  });

  test('of a cap that can not be told is nothing, which is a problem', () => {
    const cap: Cap = {
      limit: { kind: 'ofTargetIncentive', share: part('1') },
      per: 'month',
      excess: 'carried',
    };
    expect(problemsOf(due({ cap }, january, '2026-02-01'))).toEqual([
      'missing-target-incentive: payee me, plan/2026-01-01, pay',
    ]);
    const loaded = { ...january, targetIncentive: [incentiveOf('1200.00')] };
    expect(earnedOf(due({ cap }, loaded, '2026-02-01'))).toBe('100.00');
    expect(earnedOf(due({ cap }, loaded))).toBe('250.00');
  });
});
