import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EVERY_PAYEE } from '../../src/access/scope.js';
import { statementText } from '../../src/ledger/statement-text.js';
import { explainStatementLine } from '../../src/runs/explain-statement-line.js';
import type { Database } from '../../src/store/executor.js';
import { databases, POSTGRES, SQLITE } from '../databases/databases.js';
import {
  allStatements,
  calculateInGroups,
  companyOf,
  HERE,
  importAndCalculate,
  stepsOf,
  stories,
  storyIn,
} from './story.js';

/** Tells a story step by step, and waits after each. */
async function tell(db: Database, name: string, afterStep: (step: string) => Promise<void>): Promise<void> {
  const { through } = await storyIn(name);
  for (const step of await stepsOf(name)) {
    await importAndCalculate(db, join(HERE, name, step, 'data'), through);
    await afterStep(step);
  }
}

describe.each(stories)('%s', (name) => {
  test.each(databases)('comes to these statements on $name', async (database) => {
    const db = await companyOf(name, database);
    await tell(db, name, async (step) => {
      for (const statement of await allStatements(db)) {
        const { payee, period } = statement;
        const expected = join(HERE, name, step, 'expected', `${payee.id}.${period.id}.txt`);
        await expect(withoutHashes(statementText(statement))).toMatchFileSnapshot(expected);
      }
    });
  });

  test.each(databases)('explains every line of every statement to the cent on $name', async (database) => {
    const db = await companyOf(name, database);
    await tell(db, name, async () => undefined);
    for (const statement of await allStatements(db)) {
      for (const { id, amount } of statement.components.flatMap(({ lines }) => lines)) {
        const explained = await explainStatementLine(db, EVERY_PAYEE, id);
        expect({ id, amount: explained?.total, equalsStored: explained?.equalsStored }).toEqual({
          id,
          amount,
          equalsStored: true,
        });
      }
    }
  });

  test('has the same statements where little may be in memory at a time', async () => {
    const db = await companyOf(name, SQLITE);
    await tell(db, name, async () => undefined);
    const before = await allStatements(db);
    await calculateInGroups(db, (await storyIn(name)).through);
    expect(await allStatements(db)).toEqual(before);
  });

  test('has byte-equal statements on every database, as JSON and as text', async () => {
    const [onSqlite, onPostgres] = [await companyOf(name, SQLITE), await companyOf(name, POSTGRES)];
    const told = { sqlite: await writings(onSqlite, name), postgres: await writings(onPostgres, name) };
    expect(told.sqlite.length).toBeGreaterThan(0);
    expect(told.postgres).toEqual(told.sqlite);
  });
});

/** Every statement after every step of a story, in both ways in which it is written. */
async function writings(db: Database, name: string): Promise<readonly string[]> {
  const written: string[] = [];
  await tell(db, name, async () => {
    for (const statement of await allStatements(db)) {
      written.push(JSON.stringify(statement), statementText(statement));
    }
  });
  return written;
}

test('the story folders tell all the stories there are', () => {
  expect(stories).toEqual([
    'a-bonus-that-waits-for-the-cash',
    'a-commission-released-as-revenue-is-recognized',
    'a-deal-in-euros-at-the-average-of-the-month',
    'a-deal-of-two-teams-on-three-levels',
    'a-floor-for-the-month-the-quarter-and-the-plan',
    'a-hire-with-a-guaranteed-target',
    'a-holdback-until-the-customer-is-live',
    'a-late-deal',
    'a-leave-and-a-new-version-that-carries',
    'a-matrix-re-rated-by-margin',
    'a-mid-quarter-hire',
    'a-new-customer-a-long-term-and-a-discount',
    'a-new-hire-on-a-ramp',
    'a-partial-collection',
    'a-partner-paid-while-the-contract-lives',
    'a-refund-in-the-window-and-after-it',
    'a-split-deal',
    'a-team-gate-for-who-left-the-team',
    'a-team-under-another-region-for-a-month',
    'a-team-whose-average-decides-a-bonus',
    'a-territory-handed-over',
    'a-weekly-draw-that-is-never-owed',
    'a-windfall-held-and-decided',
    'a-yearly-plan-cap-over-two-components',
    'accelerator-crossed-in-mid-deal',
    'an-account-manager-behind-a-renewal-gate',
    'an-advance-that-is-charged-back',
    'an-inside-seller-on-a-recoverable-draw',
    'churn-on-a-ladder-and-a-month-run-again',
    'credit-that-goes-back-with-a-cancelled-deal',
    'deals-rated-by-their-size-and-windows-that-reach-back',
    'euros-at-three-rates-of-exchange',
    'growth-over-the-year-before',
    'notice-a-leave-and-what-closes-after-leaving',
    'objectives-scored-late-and-corrected',
    'one-cap-over-two-of-three-components',
    'overage-above-quota-behind-a-renewal-gate',
    'pay-that-settles-with-the-quarter',
    'pools-for-who-is-there-at-the-end',
    'sales-engineers-on-a-pool',
  ]);
});

/** Hashes say where a figure comes from; what the figure is must not depend on them. */
function withoutHashes(text: string): string {
  return text.replace(/\b[0-9a-f]{12,64}\b/g, '<hash>');
}
