import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { EVERY_PAYEE } from '../../src/access/scope.js';
import type { Statement } from '../../src/ledger/statement.js';
import { explainStatementLine } from '../../src/runs/explain-statement-line.js';
import { verifyPeriod } from '../../src/runs/verify-period.js';
import type { Database } from '../../src/store/executor.js';
import { listStatements } from '../../src/store/statements.js';
import { databases } from '../databases/databases.js';
import {
  calculateThrough,
  importFolder,
  liveMonth,
  MONTHS_HERE,
  monthsStories,
  monthsStoryIn,
} from './months-story.js';
import { allStatements, companyOf } from './story.js';

describe.each(monthsStories)('over several months, %s', (name) => {
  describe.each(databases)('on $name', (database) => {
    let db: Database;
    const pages: string[] = [];
    const closed: string[] = [];

    beforeAll(async () => {
      db = await companyOf(join('over-months', name), database);
      for (const month of (await monthsStoryIn(name)).months) {
        pages.push(await liveMonth(db, name, month));
        closed.push(JSON.stringify(await statementsIn(db, month.month)));
      }
    });

    test('comes to these statements, payouts and books', async () => {
      const { months } = await monthsStoryIn(name);
      for (const [place, { month }] of months.entries()) {
        const expected = join(MONTHS_HERE, name, 'expected', `${month}.txt`);
        await expect(pages[place]).toMatchFileSnapshot(expected);
      }
    });

    test('changes nothing that is closed, and explains every line to the cent', async () => {
      const { months } = await monthsStoryIn(name);
      for (const [place, { month }] of months.entries()) {
        expect(JSON.stringify(await statementsIn(db, month))).toBe(closed[place]);
        const verified = await verifyPeriod(db, { period: month });
        expect(verified).toMatchObject({ ok: true, value: [{ isEqual: true, differences: [] }] });
      }
      for (const { id, amount } of (await allStatements(db)).flatMap(linesOf)) {
        const explained = await explainStatementLine(db, EVERY_PAYEE, id);
        expect([id, explained?.total, explained?.equalsStored]).toEqual([id, amount, true]);
      }
    });

    test('posts in sum what one computation over the final data comes to', async () => {
      const { months } = await monthsStoryIn(name);
      const fresh = await companyOf(join('over-months', name), database);
      const folders = (await readdir(join(MONTHS_HERE, name))).filter((each) => /^\d{4}/.test(each)).sort();
      for (const folder of folders) await importFolder(fresh, join(MONTHS_HERE, name, folder));
      await calculateThrough(fresh, months.at(-1)?.month ?? '');
      expect(await sumsOf(db)).toEqual(await sumsOf(fresh));
    });
  });
});

function linesOf({ components }: Statement) {
  return components.flatMap(({ lines }) => lines);
}

async function statementsIn(db: Database, month: string) {
  return (await allStatements(db)).filter(({ period }) => period.id === month);
}

/** What everybody earned and what became payable in all months together. */
async function sumsOf(db: Database): Promise<Readonly<Record<string, string>>> {
  const sums = new Map<string, bigint>();
  for (const { payee, totals } of await listStatements(db, EVERY_PAYEE, {})) {
    for (const figure of ['earned', 'payable'] as const)
      sums.set(`${payee} ${figure}`, (sums.get(`${payee} ${figure}`) ?? 0n) + totals[figure]);
  }
  return Object.fromEntries([...sums].map(([key, amount]) => [key, String(amount)]));
}

test('the story folders over several months tell all the stories there are', () => {
  expect(monthsStories).toEqual([
    'a-batch-that-is-rejected',
    'a-quota-fixed-after-two-months-were-paid',
    'a-refund-and-a-chargeback-after-the-payout',
    'a-seller-paid-in-euros-and-one-in-yen',
    'a-split-corrected-after-it-was-paid',
    'a-year-of-one-deal',
    'somebody-who-leaves-before-the-cash',
  ]);
});
