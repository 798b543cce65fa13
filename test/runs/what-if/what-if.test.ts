import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE, payeesAlone } from '../../../src/access/scope.js';
import type { Result } from '../../../src/problems/result.js';
import { type WhatIf, whatIf } from '../../../src/runs/what-if/what-if.js';
import type { WhatIfQuestion } from '../../../src/runs/what-if/what-if-question.js';
import { latestChange } from '../../../src/store/change.js';
import type { Database } from '../../../src/store/executor.js';
import { databases } from '../../databases/databases.js';
import { salesCompany } from './sales-company.js';

function value<T>(done: Result<T>): T {
  if (!done.ok) throw new Error(JSON.stringify(done.problems, null, 1));
  return done.value;
}

function problemsOf(done: Result<unknown>): readonly string[] {
  return done.ok ? [] : done.problems.map(({ field, code }) => `${field ?? '–'} ${code}`);
}

const ANN: WhatIfQuestion = { payee: 'ann', deals: [], without: [] };

async function differences(db: Database, question: Partial<WhatIfQuestion>): Promise<readonly string[]> {
  const found = value(await whatIf(db, EVERY_PAYEE, { ...ANN, ...question }));
  return found.periods.map(
    ({ period, earned, payable, held, paid }) =>
      `${period} earned ${earned.difference} payable ${payable.difference} held ${held.difference} paid ${paid.difference}`,
  );
}

function linesOf({ lines }: WhatIf): readonly string[] {
  return lines.map(
    ({ period, component, deal, before, after }) =>
      `${period} ${component} ${deal ?? '–'} ${before ?? 'nothing'} -> ${after ?? 'nothing'}`,
  );
}

describe.each(databases)('what would be if, on $name', (database) => {
  it('pays a supposed deal as the plan would, over the tier that it crosses', async () => {
    const { db } = await salesCompany(database);
    const before = await latestChange(db);
    const deals = [{ fields: { closeDate: '2026-03-20', tcv: '40000' } }];
    const found = value(await whatIf(db, EVERY_PAYEE, { ...ANN, deals }));
    expect(found).toMatchObject({ payee: { id: 'ann', name: 'Ann' }, through: '2026-03-31', problems: [] });
    expect(found.currencies).toEqual([
      {
        currency: 'USD',
        earned: { before: '0.00', after: '4320.00', difference: '4320.00' },
        payable: { before: '0.00', after: '2160.00', difference: '2160.00' },
        held: { before: '2320.00', after: '4480.00', difference: '2160.00' },
        paid: { before: '0.00', after: '2160.00', difference: '2160.00' },
      },
    ]);
    const [march] = found.periods;
    expect(march?.components).toMatchObject([{ component: 'sales', earned: { difference: '4320.00' } }]);
    expect(march?.attainments[0]).toMatchObject({
      measure: 'bookings',
      before: { attainment: '88%', next: [{ from: '100%', pays: '12%', distance: '12000.00' }] },
      after: { attainment: '128%', next: [] },
    });
    expect(linesOf(found)).toEqual(['2026-03 sales what-if-1 nothing -> 4320.00']);
    expect(found.lines[0]?.leaves).toEqual([
      { text: '12,000.00 USD at 8% (from 0%)', amount: '960.00' },
      { text: '28,000.00 USD at 12% (from 100%)', amount: '3360.00' },
    ]);
    expect(found.lines[0]?.sentences.join(' ')).toContain(
      'Deal what-if-1 booked 40,000.00 USD on 2026-03-20',
    );
    expect(await latestChange(db)).toBe(before);
  });

  it('finds what is posted where nothing is supposed', async () => {
    const company = await salesCompany(database);
    for (const payee of ['ann', 'bob', 'cy', 'mia']) {
      const found = value(await whatIf(company.db, EVERY_PAYEE, { payee, deals: [], without: [] }));
      expect([found.lineCount, found.periods.length]).toEqual([0, 1]);
      const { balances } = await company.statement(payee, '2026-03');
      const [march] = found.periods;
      expect([march?.earned, march?.payable, march?.held, march?.paid].map((each) => each?.before)).toEqual([
        ...[balances.earned, balances.payable, balances.closingHeld, balances.paid],
      ]);
    }
  });

  it('changes and takes away deals that the payee has', async () => {
    const { db } = await salesCompany(database);
    expect(await differences(db, { deals: [{ fields: { id: 'D-2', tcv: '38000' } }] })).toEqual([
      '2026-02 earned 800.00 payable 400.00 held 400.00 paid 400.00',
      '2026-03 earned 0.00 payable 0.00 held 400.00 paid 0.00',
    ]);
    expect(await differences(db, { without: ['D-1'] })).toEqual([
      '2026-01 earned -4800.00 payable -2400.00 held -2400.00 paid -2400.00',
      '2026-02 earned 0.00 payable -1200.00 held -1200.00 paid -1200.00',
      '2026-03 earned 0.00 payable 0.00 held -1200.00 paid 0.00',
    ]);
    const shared = [{ fields: { id: 'D-1' }, splits: [{ share: '60%' }] }];
    expect((await differences(db, { deals: shared }))[0]).toBe(
      '2026-01 earned -1920.00 payable -960.00 held -960.00 paid -960.00',
    );
  });

  it('releases what is held when a supposed payment comes in', async () => {
    const { db } = await salesCompany(database);
    const paid = [{ date: '2026-03-25', amount: '28000', invoice: 'I-2' }];
    expect(await differences(db, { deals: [{ fields: { id: 'D-2' }, paid }] })).toEqual([
      '2026-03 earned 0.00 payable 1120.00 held -1120.00 paid 1120.00',
    ]);
    const added = [
      { fields: { closeDate: '2026-03-20', tcv: '12000' }, paid: [{ date: '2026-03-25', amount: '6000' }] },
    ];
    expect(await differences(db, { deals: added })).toEqual([
      '2026-03 earned 960.00 payable 720.00 held 240.00 paid 720.00',
    ]);
  });

  it('looks beyond the last calculated day where it is asked to', async () => {
    const { db } = await salesCompany(database);
    const deals = [{ fields: { id: 'N-1', closeDate: '2026-04-20', tcv: '10000' } }];
    expect(await differences(db, { deals })).toEqual([
      '2026-03 earned 0.00 payable 0.00 held 0.00 paid 0.00',
    ]);
    expect(await differences(db, { deals, through: '2026-04' })).toEqual([
      '2026-04 earned 800.00 payable 400.00 held 400.00 paid 400.00',
    ]);
    for (const [through, code] of [
      ['2026-02', 'out-of-range'],
      ['2030', 'out-of-range'],
      ['soon', 'date-expected'],
    ] as const) {
      expect(problemsOf(await whatIf(db, EVERY_PAYEE, { ...ANN, through }))).toEqual([`through ${code}`]);
    }
  });

  it('posts what changes of a closed period in the open one', async () => {
    const company = await salesCompany(database);
    await company.close('2026-01');
    await company.calculate('2026-03');
    const deals = [{ fields: { id: 'D-1', tcv: '70000' } }];
    const found = value(await whatIf(company.db, EVERY_PAYEE, { ...ANN, deals }));
    expect(linesOf(found)).toContain('2026-02 sales D-1 nothing -> 800.00');
    const line = found.lines.find(({ deal }) => deal === 'D-1');
    expect(line?.sentences[0]).toBe('This would be a prior-period adjustment of 2026-01, which is closed.');
  });

  it("supposes deals of a manager's team", async () => {
    const { db } = await salesCompany(database);
    const found = value(await whatIf(db, EVERY_PAYEE, { payee: 'mia', deals: [], without: ['D-3'] }));
    expect(found.currencies[0]?.earned.difference).toBe('-1000.00');
  });

  it('tells all that is supposed wrongly, each where it stands', async () => {
    const { db } = await salesCompany(database);
    const deals = [
      { fields: { closeDate: '2026-13-01', tcv: '12.345', amount: '1' } },
      { fields: { id: 'D-3', tcv: '1' } },
      { fields: { id: 'D-1', stage: 'sold' }, splits: [{ share: '60%', role: 'ownr' }] },
      {
        fields: { closeDate: '2026-03-01', tcv: '1000' },
        splits: [{ share: '60%' }, { payee: 'bobb', share: '50%' }],
        paid: [
          { date: '2026-03-02', amount: '-5' },
          { date: '2026-03-02', amount: '5', invoice: 'I-1' },
        ],
        recognized: [{ date: 'x', amount: 'y' }],
      },
    ];
    expect(problemsOf(await whatIf(db, EVERY_PAYEE, { ...ANN, deals, without: ['D-9', 'D-2'] }))).toEqual([
      'without.0 unknown-reference',
      'deals.0.fields.amount unknown-field',
      'deals.0.fields.closeDate date-expected',
      'deals.0.fields.tcv too-many-decimals',
      'deals.1.fields.id unknown-reference',
      'deals.2.fields.stage invalid-value',
      'deals.3.splits.1.payee unknown-reference',
      'deals.3.splits split-total',
      'deals.3.paid.0.amount out-of-range',
      'deals.3.paid.1.invoice unknown-reference',
      'deals.3.recognized.0.date date-expected',
      'deals.3.recognized.0.amount money-expected',
    ]);
  });

  it('is told of whom the scope shows, and says nothing of the others', async () => {
    const { db } = await salesCompany(database);
    expect(problemsOf(await whatIf(db, payeesAlone('bob'), ANN))).toEqual(['– not-found']);
    const deals = [
      { fields: { closeDate: '2026-03-20', tcv: '40000' }, splits: [{ payee: 'who', share: '1%' }] },
    ];
    const found = value(await whatIf(db, payeesAlone('ann'), { ...ANN, deals }));
    expect(found.lineCount).toBe(0);
    expect(problemsOf(await whatIf(db, payeesAlone('ann'), { ...ANN, without: ['D-3'] }))).toEqual([
      'without.0 unknown-reference',
    ]);
  });
});
