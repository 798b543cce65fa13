import { describe, expect, it } from 'vitest';
import type { Application, Receipt, Refund } from '../../../src/records/record-kinds.js';
import { type CashUse, excessCash } from '../../../src/store/checks/excess-cash.js';
import { databases } from '../../databases/databases.js';
import { bare, writeAll, writeSet } from '../samples.js';

const RECEIPT: Receipt = { ...bare('receipt'), id: 'R-1', amount: 10_000n, currency: 'USD' };
const APPLICATION: Application = {
  ...bare('application'),
  receipt: 'R-1',
  invoice: 'I-1',
  amount: 4_000n,
  currency: 'USD',
};
const REFUND: Refund = { ...bare('refund'), id: 'F-1', receipt: 'R-1', amount: 4_000n, currency: 'USD' };

describe.each(databases)('excess cash on $name', (database) => {
  async function found(
    of: CashUse,
    records: { readonly application?: readonly Application[]; readonly refund?: readonly Refund[] },
  ) {
    const db = await database.create();
    const change = await writeSet(db, { receipt: [RECEIPT], ...records });
    const all = await db.read(async (trx) => excessCash(trx, of, { change, limit: 10 }));
    return all.map(({ kind, key, total }) => [kind, ...Object.values(key), total]);
  }

  describe('the applications of a receipt', () => {
    const second = { ...APPLICATION, line: '2', amount: 6_000n };

    it('may sum to exactly the receipt', async () => {
      expect(await found('application', { application: [APPLICATION, second] })).toEqual([]);
    });

    it('may not sum to one cent more', async () => {
      const more = { ...second, amount: 6_001n };
      expect(await found('application', { application: [APPLICATION, more] })).toEqual([
        ['application', 'R-1', 'I-1', '2', null, 10_001n],
      ]);
    });

    it('may be taken back by a negative one', async () => {
      const back = { ...APPLICATION, line: '3', amount: -1n };
      expect(
        await found('application', { application: [APPLICATION, { ...second, amount: 6_001n }, back] }),
      ).toEqual([]);
    });

    it('in another currency are not part of the sum', async () => {
      const other = { ...second, amount: 9_000n, currency: 'EUR' };
      expect(await found('application', { application: [APPLICATION, other] })).toEqual([]);
    });
  });

  describe('the refunds of a receipt', () => {
    const second = { ...REFUND, id: 'F-2', amount: 6_000n };

    it('may sum to exactly the receipt, whatever is applied', async () => {
      expect(await found('refund', { application: [APPLICATION], refund: [REFUND, second] })).toEqual([]);
    });

    it('may not sum to one cent more', async () => {
      expect(await found('refund', { refund: [REFUND, { ...second, amount: 6_001n }] })).toEqual([
        ['refund', 'F-2', 10_001n],
      ]);
    });
  });

  describe('a change', () => {
    it('that corrects a receipt to less is told at the receipt', async () => {
      const db = await database.create();
      await writeSet(db, { receipt: [RECEIPT], application: [{ ...APPLICATION, amount: 10_000n }] });
      const { change } = await writeAll(db, 'receipt', [{ ...RECEIPT, amount: 9_999n }]);
      const all = await db.read(async (trx) => excessCash(trx, 'application', { change, limit: 10 }));
      expect(all).toEqual([
        {
          receipt: 'R-1',
          of: 'application',
          amount: 9_999n,
          total: 10_000n,
          currency: 'USD',
          kind: 'receipt',
          key: { id: 'R-1' },
        },
      ]);
    });

    it('is told at its own records, together with those stored before', async () => {
      const db = await database.create();
      await writeSet(db, { receipt: [RECEIPT], application: [{ ...APPLICATION, line: '9' }] });
      const { change } = await writeAll(db, 'application', [{ ...APPLICATION, line: '1', amount: 6_001n }]);
      const all = await db.read(async (trx) => excessCash(trx, 'application', { change, limit: 10 }));
      expect(all.map(({ key, total }) => [key['line'], total])).toEqual([['1', 10_001n]]);
    });

    it('that wrote nothing of a receipt does not look at it', async () => {
      const db = await database.create();
      await writeSet(db, { receipt: [RECEIPT], application: [{ ...APPLICATION, amount: 10_001n }] });
      const { change } = await writeAll(db, 'receipt', [{ ...RECEIPT, id: 'R-2' }]);
      expect(await db.read(async (trx) => excessCash(trx, 'application', { change, limit: 10 }))).toEqual([]);
    });
  });
});
