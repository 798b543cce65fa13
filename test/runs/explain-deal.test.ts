import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE, payeesAlone } from '../../src/access/scope.js';
import { calculateRun } from '../../src/runs/calculate-run.js';
import { explainDeal } from '../../src/runs/explain-deal.js';
import type { Database } from '../../src/store/executor.js';
import { importAll, loadedDatabase, temporaryFolder } from './temporary-company.js';

async function calculatedDatabase(files: Readonly<Record<string, string>> = {}): Promise<Database> {
  const db = await loadedDatabase();
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  if (Object.keys(files).length > 0) await importAll(db, [folder]);
  await calculateRun(db, { through: '2026-05-01', actor: 'local' });
  return db;
}

describe('explaining a deal', () => {
  it('tells which condition failed with which value, and who else was credited', async () => {
    const explained = await explainDeal(await calculatedDatabase(), EVERY_PAYEE, 'D-4');
    expect(explained).toEqual({
      deal: 'D-4',
      name: null,
      account: 'Dunmore',
      stage: 'won',
      closeDate: '2026-02-20',
      splits: [{ payee: 'ada', role: 'owner', share: '100%', from: null, to: null, territory: null }],
      payees: [
        {
          payee: 'ada',
          name: 'Ada Byron',
          crediting: [
            {
              assignment: 'account-executive/2026-01-01',
              measure: 'new-acv',
              event: 'booked:D-4:booking',
              date: '2026-02-20',
              credited: false,
              reasons: ['type is renewal, wanted one of new, expansion'],
            },
          ],
        },
        {
          payee: 'mia',
          name: 'Mia Okafor',
          crediting: [
            {
              assignment: 'sales-manager/2026-01-01',
              measure: 'team-acv',
              event: 'booked:D-4:booking',
              date: '2026-02-20',
              credited: true,
              reasons: ['credited with a share of 100%'],
            },
          ],
        },
      ],
    });
  });

  it('tells a payee without a share that they have none', async () => {
    const explained = await explainDeal(await calculatedDatabase(), EVERY_PAYEE, 'D-3', 'ada');
    expect(
      explained?.payees.map(({ payee, crediting }) => [payee, crediting.map(({ credited }) => credited)]),
    ).toEqual([['ada', [false]]]);
    expect(explained?.payees[0]?.crediting[0]?.reasons.join()).toContain('no share of the deal');
  });

  it('tells that a deal is not won yet', async () => {
    const explained = await explainDeal(await calculatedDatabase(), EVERY_PAYEE, 'D-5', 'bo');
    expect(explained?.payees[0]?.crediting).toMatchObject([
      { event: null, credited: false, reasons: ['the deal is in stage qualified, which is not won'] },
    ]);
  });

  it('explains a deal of which nobody holds a share to whoever asks', async () => {
    const deals = 'id,closeDate,type,acv\nD-9,2026-02-01,new,100\n';
    const db = await calculatedDatabase({ 'deals.csv': deals });
    const explained = await explainDeal(db, EVERY_PAYEE, 'D-9', 'ada');
    expect(explained?.splits).toEqual([]);
    expect(explained?.payees[0]?.crediting).toMatchObject([{ credited: false }]);
  });

  it('says that nobody holds a share of a deal, to whoever sees everybody', async () => {
    const deals = 'id,closeDate,type,acv\nD-9,2026-02-01,new,100\n';
    const db = await calculatedDatabase({ 'deals.csv': deals });
    expect(await explainDeal(db, EVERY_PAYEE, 'D-9')).toMatchObject({ deal: 'D-9', splits: [], payees: [] });
    expect(await explainDeal(db, payeesAlone('bo'), 'D-9')).toBeNull();
  });

  it('shows a scope nothing of others', async () => {
    const db = await calculatedDatabase();
    const boOnly = payeesAlone('bo');
    const explained = await explainDeal(db, boOnly, 'D-2');
    expect(explained?.payees.map(({ payee }) => payee)).toEqual(['bo']);
    expect(explained?.splits.map(({ payee }) => payee)).toEqual(['bo']);
    expect(await explainDeal(db, boOnly, 'D-1')).toBeNull();
  });

  it('knows no deal and no payee that there is not, and nothing before the first run', async () => {
    const db = await calculatedDatabase();
    expect(await explainDeal(db, EVERY_PAYEE, 'D-99')).toBeNull();
    expect(await explainDeal(db, EVERY_PAYEE, 'D-1', 'nobody')).toBeNull();
    expect(await explainDeal(await loadedDatabase(), EVERY_PAYEE, 'D-1')).toBeNull();
  });
});
