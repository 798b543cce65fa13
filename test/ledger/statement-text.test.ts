import { describe, expect, it } from 'vitest';
import { statementText } from '../../src/ledger/statement-text.js';
import { problem } from '../../src/problems/problem.js';
import { component, line, statement } from './statement-samples.js';

const linesOf = (given: Parameters<typeof statement>[0]) => statementText(statement(given)).split('\n');

describe('a statement as text', () => {
  it('is a page of its own for a period in which nothing happened', () => {
    expect(statementText(statement())).toBe(
      `STATEMENT                                                                                    2026-04
════════════════════════════════════════════════════════════════════════════════════════════════════
Ada Byron (ada)                                                        2026-04-01 to 2026-04-30, USD
Account executive (ae)

Held before ........................... 0.00      Became payable .............................. 0.00
+ earned in this period ............... 0.00      + carried in from earlier periods ........... 0.00
− became payable ...................... 0.00      = PAID ...................................... 0.00
= still held .......................... 0.00

EARNED ─────────────────────────────────────────────────────────────────────────────────────────────
  Nothing was earned in this period.

YEAR TO DATE, since 2026-01-01 ─────────────────────────────────────────────────────────────────────
  earned 0.00     became payable 0.00     paid 0.00

Made from change 7, rules aaaaaaaaaaaa, inputs bbbbbbbbbbbb, Attain 0.2.0; plans: ae ffffffffffff.
`,
    );
  });

  it('says that a line corrects an earlier one, and that it adjusts a window that is over', () => {
    const corrected = line({
      window: { from: '2026-01-01', to: '2026-04-01' },
      corrects: { before: '8000.00', period: '2026-02', because: [] },
      amount: '-3000.00',
    });
    const page = linesOf({ components: [component([corrected])] });
    const at = page.findIndex((each) => each.includes('-3,000.00'));
    expect(page.slice(at + 1, at + 3)).toEqual([
      '        ↳ adjusts the window 2026-01-01 to 2026-03-31, which is over',
      '        ↳ corrects 8,000.00 posted before, first in 2026-02',
    ]);
  });

  it('says what caps and floors did to a line', () => {
    const cap = { by: 'cap', of: 'component', per: 'quarter', limit: '90000.00' } as const;
    const capped = line({
      limits: [
        { ...cap, effect: 'forfeited', amount: '-1250.00' },
        { ...cap, effect: 'forfeited', amount: '1250.00' },
        { ...cap, effect: 'carriedOver', amount: '-1250.00' },
        { ...cap, effect: 'carriedOver', amount: '1250.00' },
        { ...cap, effect: 'carriedIn', amount: '1250.00' },
        { ...cap, of: 'plan', per: 'year', effect: 'forfeited', amount: '-0.01' },
        { ...cap, by: 'floor', per: 'deal', effect: 'lifted', amount: '5.00' },
        { ...cap, by: 'floor', per: 'deal', effect: 'lifted', amount: '-5.00' },
      ],
    });
    const page = linesOf({ components: [component([capped])] });
    expect(page.filter((each) => each.includes('↳')).map((each) => each.trim())).toEqual([
      '↳ capped: 1,250.00 not paid (cap of 90,000.00 per quarter)',
      '↳ 1,250.00 was above the cap, never paid, and is not taken back (cap of 90,000.00 per quarter)',
      '↳ capped: 1,250.00 carried over to the next quarter (cap of 90,000.00 per quarter)',
      '↳ 1,250.00 less is carried over to the next quarter (cap of 90,000.00 per quarter)',
      '↳ 1,250.00 was earned before, above the cap (cap of 90,000.00 per quarter)',
      '↳ capped: 0.01 not paid (cap of 90,000.00 per year, over the whole plan)',
      '↳ lifted by 5.00 (floor of 90,000.00 per deal)',
      '↳ lifted by 5.00 less (floor of 90,000.00 per deal)',
    ]);
  });

  it('shows what is carried only where something is', () => {
    const balances = { ...statement().balances, payable: '-50.00', carriedIn: '-25.00', carried: '-75.00' };
    const page = linesOf({ balances });
    expect(page.find((each) => each.includes('carried to the next period'))).toMatch(/ -75\.00$/);
    expect(linesOf({}).some((each) => each.includes('carried to the next period'))).toBe(false);
  });

  it('names every kind of line in words', () => {
    const kinds = ['credit', 'trueUp', 'reversal', 'bonus', 'spiff', 'floor', 'cap', 'carried'] as const;
    const lines = kinds.map((kind, number) => line({ kind, id: `ada.2026-04.${number + 1}` }));
    const page = linesOf({ components: [component(lines)] });
    const named = page.flatMap(
      (each) => /^ +\d+ {2}2026-04-10 {2}D-1 +(\S+(?: back| over)?) /.exec(each)?.[1] ?? [],
    );
    expect(named).toEqual([
      'booked',
      're-rating',
      'taken back',
      'bonus',
      'spiff',
      'floor',
      'cap',
      'carried over',
    ]);
  });

  it('tells apart components of two plans, and dates plans that do not cover the period', () => {
    const [plan] = statement().plans;
    if (plan === undefined) throw new Error('a plan is needed');
    const second = { ...plan, assignment: 'am/2026-04-16', plan: 'am', title: null, from: '2026-04-16' };
    const page = linesOf({
      plans: [{ ...plan, to: '2026-04-16' }, second],
      components: [component([line()]), component([line({ assignment: second.assignment })])],
    });
    expect(page).toContain('Account executive (ae), 2026-01-01 to 2026-04-15');
    expect(page).toContain('Plan am, 2026-04-16 to 2026-12-31');
    expect(page.some((each) => each.startsWith('new-business, paid on new-acv, ae/2026-01-01 '))).toBe(true);
    expect(page.some((each) => each.startsWith('new-business, paid on new-acv, am/2026-04-16 '))).toBe(true);
  });

  it('says in its head that it is incomplete or not over, and lists the problems', () => {
    const missing = problem('missing-quota', 'No quota is loaded.', { subject: 'payee ada' });
    const page = linesOf({ status: 'incomplete', asOf: '2026-04-10', problems: [missing] });
    expect(page).toContain('INCOMPLETE: figures are missing or may change. See the problems below.');
    expect(page).toContain('As known at the end of 2026-04-10; the period is not over.');
    expect(page).toContain('  error missing-quota: No quota is loaded.');
    expect(page).toContain('    subject: payee ada');
  });

  it('shows the way to the next tier', () => {
    const standing = {
      assignment: 'ae/2026-01-01',
      measure: 'new-acv',
      unit: 'money',
      window: { from: '2026-04-01', to: '2026-07-01' },
      at: '2026-04-30',
      credited: '95000.00',
      quota: '100000.00',
      attainment: '95%',
      next: [{ component: 'new-business', from: '100%', pays: '12%', distance: '5000.00' }],
    } as const;
    const page = linesOf({
      attainments: [standing, { ...standing, quota: null, attainment: null, next: [] }],
    });
    expect(page).toContain('    → 5,000.00 more reaches 100%, where new-business pays 12%');
    expect(page.some((each) => / no quota +–$/.test(each))).toBe(true);
  });

  it('never is wider than a terminal, but for what cannot be broken', () => {
    const deal = 'a-deal-with-an-id-that-is-as-long-as-ids-may-become-in-some-systems';
    const wide = line({
      deal,
      base: '1234567890.00',
      credited: '1234567890.00',
      amount: '-1234567890.00',
    });
    const because = 'waits for one thing, and for another thing, and for a third thing that takes very long';
    const share = { share: '50%', on: 'collected', reached: '0%', because };
    const page = linesOf({
      components: [component([wide])],
      held: [{ assignment: 'ae/2026-01-01', component: 'x', deal: 'D-1', amount: '1.00', shares: [share] }],
    });
    expect(page.filter((each) => each.length > 100)).toEqual([]);
  });

  it('lets no name from the data break its lines or steer the terminal', () => {
    const page = statementText(statement({ payee: { id: 'ada', name: 'Ada\n\u001b[2JByron' } }));
    expect(page).toContain('Ada [2JByron (ada)');
    expect(page).not.toContain('\u001b');
  });
});
