import { beforeAll, describe, expect, it } from 'vitest';
import { EVERY_PAYEE } from '../../../src/access/scope.js';
import { createApp } from '../../../src/http/app.js';
import { importFiles } from '../../../src/intake/import-records.js';
import { PaidOnDeals } from '../../../src/ledger/reconcile/paid-on-deals.js';
import { calculateRun } from '../../../src/runs/calculate-run.js';
import { publishRules } from '../../../src/runs/publish-rules.js';
import { reconcileBridge } from '../../../src/runs/reconcile/reconcile-bridge.js';
import { Reconciliation } from '../../../src/runs/reconcile/reconciliation.js';
import { type TraceTotalDocument, traceEverything } from '../../../src/runs/reconcile/trace-payables.js';
import { traceReceipt } from '../../../src/runs/reconcile/trace-receipt.js';
import { readStoredRules } from '../../../src/runs/stored-rules.js';
import { SAMPLE_SEED } from '../../../src/sample/sample-constants.js';
import { writeSample } from '../../../src/sample/write-sample.js';
import type { Database } from '../../../src/store/executor.js';
import { SQLITE } from '../../databases/databases.js';
import { temporaryPath } from '../../databases/sqlite.js';
import { servicesOver } from '../../http/app-services.js';

interface TrailPage {
  readonly items: readonly unknown[];
  readonly next: string;
}

let db: Database;
let totals: readonly TraceTotalDocument[];
const receipts = new Set<string>();
const paid = new PaidOnDeals();

beforeAll(async () => {
  db = await SQLITE.create();
  const data = temporaryPath();
  await writeSample(data, SAMPLE_SEED);
  await publishRules(db, 'rules', { actor: 'local' });
  const rules = await readStoredRules(db);
  if (!rules.ok) throw new Error('The rules of the sample are not sound.');
  const { company } = rules.value.book;
  await importFiles(db, [data], { company, actor: 'local', onConflict: 'correct' });
  const done = await calculateRun(db, { through: '2026-11-01', actor: 'local' });
  if (!done.ok) throw new Error('The sample cannot be calculated.');
  const reconciliation = await Reconciliation.open(db, EVERY_PAYEE, 'ofRun');
  if (reconciliation === null) throw new Error('Nothing is calculated.');
  totals = await traceEverything(reconciliation, (part) => {
    paid.add(part);
    if (part.receipt !== null) receipts.add(part.receipt);
  });
}, 300_000);

describe('the sample company', () => {
  it('explains every cent that became payable', () => {
    expect(totals).toHaveLength(22);
    expect(totals.filter(({ unexplained }) => unexplained !== '0.00')).toEqual([]);
    expect(totals.every(({ causes }) => causes['unexplained'] === '0.00')).toBe(true);
    expect(receipts.size).toBeGreaterThan(5_000);
  });

  it('explains every bridge, month by month and deal by deal', async () => {
    const range = { from: '2025-01-01', to: '2026-11-01' };
    for (const by of ['period', 'deal'] as const) {
      const bridge = await reconcileBridge(db, EVERY_PAYEE, { range, by });
      expect(bridge?.rows.length).toBeGreaterThan(150);
      expect(bridge?.unexplained).toEqual([]);
      expect(bridge?.rows.filter(({ unexplained }) => unexplained !== '0.00')).toEqual([]);
    }
  });

  it('finds backward what it found forward', async () => {
    const asked = [...receipts].sort().filter((_, place) => place % 2_000 === 0);
    for (const id of asked) {
      const forward = paid.all().reduce((sum, each) => sum + (each.receipts.get(id)?.total ?? 0n), 0n);
      const backward = await traceReceipt(db, EVERY_PAYEE, id);
      const released = (backward?.released ?? []).reduce(
        (sum, { amount }) => sum + BigInt(amount.replace('.', '')),
        0n,
      );
      expect(released).not.toBe(0n);
      expect(released).toBe(forward);
    }
  });

  it('tells its audit trail page by page, and as a file what an act wrote', async () => {
    const app = createApp(servicesOver(db).services);
    const ask = (query: string) => app.request(`http://localhost/api/v1/audit-trail?${query}`);
    const first = await ask('limit=3');
    expect(first.status).toBe(200);
    const { items, next } = (await first.json()) as TrailPage;
    expect(items).toHaveLength(3);
    const second = await ask(`limit=3&cursor=${next}`);
    expect([second.status, ((await second.json()) as TrailPage).items.length]).toEqual([200, 3]);
    const rules = await ask('wrote=rule_file&format=csv');
    const [, ...rows] = (await rules.text()).trim().split('\n');
    expect(rules.status).toBe(200);
    expect(rows.some((row) => row.includes(',publish rules,'))).toBe(true);
  }, 60_000);
});
