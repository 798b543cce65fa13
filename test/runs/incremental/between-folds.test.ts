import { describe, expect, it } from 'vitest';
import { closePeriod } from '../../../src/runs/close-period.js';
import { approvePeriod, submitPeriod } from '../../../src/runs/closing/period-steps.js';
import { withChange } from '../../../src/store/change.js';
import { recordWriter } from '../../../src/store/record-writer.js';
import { SQLITE } from '../../databases/databases.js';
import { applied, invoiced, received, refunded } from '../../engine/given.js';
import {
  bringUpToDate,
  calculateAll,
  companies,
  held,
  managers,
  RECORDS,
  sellers,
  sold,
  target,
  write,
} from './remembered-company.js';

/** A correction of somebody who was away, so that the engine takes all that changes with it. */
const away = (cents: bigint) => sold('q-1', '02', cents);

const CASH_QUOTAS = ['a-1', 'a-2', 'b-1'].map((payee) => target(payee, 'cash', '1200'));
/** Managers are paid half where little cash came in. */
const GATED_BY_CASH = {
  ...managers,
  components: {
    override: {
      ...managers.components.override,
      gate: { measure: 'cash', of: 'teamPooled', atLeast: '40%', otherwise: '50%' },
    },
  },
};
const COLLECTED = {
  invoiceLine: [
    invoiced('I-1', 'D-a-1-02', '500.00', { date: '2026-02-10' }),
    invoiced('I-2', 'D-a-1-01', '500.00', { date: '2026-02-10' }),
  ],
  receipt: [
    received('R-1', '2026-06-05', '200.00'),
    received('R-2', '2026-02-05', '10.00'),
    // Applied to nothing yet.
    received('R-9', '2026-02-05', '100.00'),
  ],
  application: [applied('R-1', 'I-1', '200.00'), applied('R-2', 'I-2', '10.00')],
};

describe('what is remembered where the engine comes between two folds', () => {
  it('has the deals as they are now', async () => {
    const { correct } = await companies(SQLITE);
    await correct(
      { deal: [sold('a-1', '02', 60_000n)] },
      { deal: [sold('a-1', '02', 900_000n), away(70_000n)] },
      { deal: [sold('a-1', '05', 51_000n)] },
    );
  });

  it('has no lines that the engine has written over', async () => {
    const { correct } = await companies(SQLITE);
    const deal = sold('a-1', '02', 60_000n);
    await correct({ deal: [deal] }, { deal: [{ ...deal, currency: 'EUR' }] }, { deal: [deal] });
  });
});

describe('what is remembered where a fold comes between two calculations of the engine', () => {
  it('does not credit a manager by what was credited before the fold', async () => {
    const { correct } = await companies(SQLITE);
    await correct(
      { deal: [sold('a-1', '02', 60_000n), away(70_000n)] },
      { deal: [sold('a-1', '02', 900_000n)] },
      { deal: [sold('a-2', '05', 51_000n), away(71_000n)] },
    );
  });
});

describe('what is remembered of lines', () => {
  it('is what the run has, over whichever deals it was folded last', async () => {
    const { correct } = await companies(SQLITE);
    await correct(
      { deal: [sold('p-1', '02', 60_000n), sold('p-2', '02', 60_000n)] },
      { deal: [sold('p-1', '02', 50_000n)] },
      { deal: [sold('p-1', '02', 60_000n), sold('p-2', '02', 70_000n)] },
    );
  });
});

describe('how far teams have come', () => {
  it('is told anew where two deals of a day were credited one by one before', async () => {
    const first = (closeDate: string) => ({ ...sold('a-1', '02', 210_000n), id: 'C-first', closeDate });
    const { correct } = await companies(SQLITE, {
      records: {
        ...RECORDS,
        deal: [...(RECORDS.deal ?? []), first('2026-02-10')],
        split: [...(RECORDS.split ?? []), held('C-first', 'a-1', '1')],
      },
    });
    await correct({ deal: [sold('a-1', '05', 52_000n), away(70_000n)] }, { deal: [first('2026-05-20')] });
  });

  it('is told anew where cash after an assignment comes in another window', async () => {
    const plan = sellers('5%');
    const cash = { ...plan.measures.cash, window: 'month' };
    const { correct } = await companies(SQLITE, {
      plans: [{ ...plan, governedBy: 'closeDate', measures: { ...plan.measures, cash } }, GATED_BY_CASH],
      records: {
        ...RECORDS,
        ...COLLECTED,
        assignment: (RECORDS.assignment ?? []).map((each) =>
          each.payee === 'a-1' ? { ...each, to: '2026-03-01' } : each,
        ),
        quota: [...(RECORDS.quota ?? []), ...CASH_QUOTAS],
      },
    });
    await correct(
      { receipt: [received('R-1', '2026-06-06', '200.00')] },
      { receipt: [received('R-1', '2026-04-06', '200.00')] },
      { deal: [sold('a-2', '05', 51_000n)] },
    );
  });

  it('is told anew where what was given back turns out to be of another receipt', async () => {
    const { correct } = await companies(SQLITE, {
      plans: [sellers('5%'), GATED_BY_CASH],
      records: { ...RECORDS, ...COLLECTED, quota: [...(RECORDS.quota ?? []), ...CASH_QUOTAS] },
    });
    await correct(
      { deal: [sold('a-2', '05', 51_000n)] },
      { refund: [refunded('F-1', 'R-1', '2026-06-20', '190.00')] },
      { refund: [refunded('F-1', 'R-9', '2026-06-20', '90.00')] },
      { deal: [sold('a-2', '05', 52_000n)] },
    );
  });
});

describe('what is remembered when something else happens between two changes', () => {
  it('is read anew where another process has calculated everybody', async () => {
    const { correct, both, elsewhere } = await companies(SQLITE);
    await correct({ deal: [sold('a-1', '02', 60_000n)] });
    await both(async (each) => {
      await write(each, { deal: [sold('a-1', '02', 900_000n)] });
      await calculateAll(elsewhere);
      await write(each, { deal: [sold('a-2', '05', 51_000n)] });
    });
    await correct({ deal: [sold('a-1', '05', 51_000n)] });
  });

  it('is forgotten where what was written is not kept', async () => {
    const { db, mirror, correct } = await companies(SQLITE);
    await correct({ deal: [sold('a-1', '02', 60_000n)] });
    for (const each of [db, mirror]) await write(each, { deal: [sold('a-1', '02', 900_000n)] });
    const refuse = (sql: string) => db.write((trx) => trx.connection.run(sql, []));
    await refuse(`create trigger "refused" before update on "run" begin select raise(abort, 'refused'); end`);
    await expect(bringUpToDate(db)).rejects.toThrow('refused');
    await refuse('drop trigger "refused"');
    await correct({ deal: [sold('a-2', '05', 51_000n)] }, { deal: [sold('a-1', '05', 51_000n)] });
  });

  it('is of what was written where an import fails half way', async () => {
    const { db, correct } = await companies(SQLITE);
    await correct({ deal: [sold('a-1', '02', 60_000n)] });
    const failing = withChange(db, { actor: 'test', command: 'test' }, async (trx, change) => {
      const writer = recordWriter(trx, change, 'deal', { onConflict: 'correct' });
      await writer.writeAll([sold('a-1', '02', 900_000n)]);
      throw new Error('It fails.');
    });
    await expect(failing).rejects.toThrow('It fails.');
    await correct({ deal: [sold('a-2', '05', 51_000n)] }, { deal: [sold('a-1', '05', 51_000n)] });
  });

  it('is read anew where a period was closed', async () => {
    const { both, correct } = await companies(SQLITE);
    await correct({ deal: [sold('a-1', '02', 60_000n)] });
    await both(async (each) => {
      const period = { payGroup: 'monthly-USD', period: '2026-01' };
      await submitPeriod(each, { ...period, actor: 'ops' });
      await approvePeriod(each, { ...period, actor: 'cfo' });
      expect((await closePeriod(each, { ...period, actor: 'ops' })).ok).toBe(true);
      await write(each, { deal: [sold('a-1', '01', 900_000n)] });
    });
    await correct(
      { deal: [sold('a-1', '02', 61_000n)] },
      { deal: [sold('a-1', '01', 50_000n), sold('a-2', '05', 51_000n)] },
    );
  });
});
