import { expect, it } from 'vitest';
import { publishRuleFiles } from '../../../src/runs/publish-rules.js';
import type { Database } from '../../../src/store/executor.js';
import { SQLITE } from '../../databases/databases.js';
import { companies, managers, RECORDS, sellers, sold, write } from './remembered-company.js';

/** A company whose quarters begin with February. */
const SHIFTED = 'name: Small\nhomeCurrency: USD\nroles: { full: [owner] }\nfiscalYearStartMonth: 2\n';

async function publishShifted(db: Database): Promise<void> {
  const published = await publishRuleFiles(
    db,
    {
      directory: 'rules',
      company: { file: 'rules/company.yaml', text: SHIFTED },
      plans: [sellers('5%'), managers].map((plan, place) => {
        return { file: `rules/plans/${place}.json`, text: JSON.stringify(plan) };
      }),
    },
    { actor: 'test' },
  );
  expect(published.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
}

it('is calculated where an exchange rate is corrected, and nothing that is remembered outlasts it', async () => {
  const deal = { ...sold('a-1', '02', 60_000n), currency: 'EUR' };
  const { both, correct } = await companies(SQLITE, {
    records: { ...RECORDS, deal: [...(RECORDS.deal ?? []).filter(({ id }) => id !== deal.id), deal] },
  });
  await correct({ deal: [sold('a-2', '05', 51_000n)] }, { deal: [sold('a-2', '05', 52_000n)] });
  const rate = { from: 'EUR', to: 'USD', date: '2026-01-01', rate: '1.5' };
  expect(await both((each) => write(each, { fxRate: [rate] }))).toBe(false);
  await correct({ deal: [sold('a-2', '05', 53_000n)] });
});

it('is calculated where the fiscal calendar is another, and nothing that is remembered outlasts it', async () => {
  const { both, correct } = await companies(SQLITE);
  await correct({ deal: [sold('a-1', '02', 60_000n)] });
  expect(await both(publishShifted)).toBe(false);
  await correct({ deal: [sold('a-1', '04', 900_000n)] }, { deal: [sold('a-1', '01', 40_000n)] });
});

it('is calculated where somebody moves to another team, and nothing that is remembered outlasts it', async () => {
  const { both, correct } = await companies(SQLITE);
  await correct({ deal: [sold('a-1', '02', 60_000n)] });
  const moved = { team: 'west', payee: 'p-1', as: 'member' as const, from: '2026-03-01', to: null };
  expect(await both((each) => write(each, { membership: [moved] }))).toBe(false);
  await correct({ deal: [sold('p-1', '05', 900_000n)] });
});
