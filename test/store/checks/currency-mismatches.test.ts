import { describe, expect, it } from 'vitest';
import type { Application, CreditNote, InvoiceLine, Receipt } from '../../../src/records/record-kinds.js';
import { currencyMismatches } from '../../../src/store/checks/currency-mismatches.js';
import { databases } from '../../databases/databases.js';
import { bare, writeAll } from '../samples.js';

describe.each(databases)('currency mismatches on $name', (database) => {
  describe('currencies', () => {
    const line: InvoiceLine = {
      ...bare('invoiceLine'),
      invoice: 'I-1',
      line: '1',
      deal: 'D-1',
      currency: 'EUR',
    };
    const receipt: Receipt = { ...bare('receipt'), id: 'R-1', currency: 'EUR' };
    const application: Application = {
      ...bare('application'),
      receipt: 'R-1',
      invoice: 'I-1',
      currency: 'EUR',
    };
    const note: CreditNote = { ...bare('creditNote'), id: 'N-1', invoice: 'I-1', currency: 'EUR' };

    async function mismatches(
      notes: readonly CreditNote[],
      applications: readonly Application[] = [application],
    ) {
      const db = await database.create();
      await writeAll(db, 'deal', [{ ...bare('deal'), id: 'D-1', currency: 'EUR' }]);
      await writeAll(db, 'invoiceLine', [line, { ...line, line: '2', currency: 'USD' }]);
      await writeAll(db, 'receipt', [receipt]);
      await writeAll(db, 'application', applications);
      const { change } = await writeAll(db, 'creditNote', notes);
      const all = await db.read(async (trx) => [
        ...(await currencyMismatches(trx, { change: change - 1, limit: 10 })),
        ...(await currencyMismatches(trx, { change, limit: 10 })),
      ]);
      return all.map(({ kind, key, currency, owner }) => [
        kind,
        ...Object.values(key),
        currency,
        owner.id,
        owner.currency,
      ]);
    }

    it('are those of the line that is named', async () => {
      expect(await mismatches([{ ...note, line: '1' }], [{ ...application, line: '1' }])).toEqual([]);
      expect(await mismatches([{ ...note, line: '2' }], [{ ...application, line: '1' }])).toEqual([
        ['creditNote', 'N-1', 'EUR', 'I-1', 'USD'],
      ]);
    });

    it('are those of all lines where none is named', async () => {
      expect(await mismatches([note], [{ ...application, currency: 'USD' }])).toEqual([
        ['application', 'R-1', 'I-1', null, null, 'USD', 'R-1', 'EUR'],
        ['application', 'R-1', 'I-1', null, null, 'USD', 'I-1', 'EUR'],
        ['creditNote', 'N-1', 'EUR', 'I-1', 'USD'],
      ]);
    });

    it('of a record without any amount do not matter', async () => {
      const db = await database.create();
      await writeAll(db, 'deal', [{ ...bare('deal'), id: 'D-1', currency: 'EUR' }]);
      const { change } = await writeAll(db, 'amendment', [
        { ...bare('amendment'), deal: 'D-1', id: 'A-1', currency: 'USD' },
        { ...bare('amendment'), deal: 'D-1', id: 'A-2', currency: 'USD', margin: 0n },
      ]);
      const found = await db.read(async (trx) => currencyMismatches(trx, { change, limit: 10 }));
      expect(found.map(({ key }) => key['id'])).toEqual(['A-2']);
    });
  });
});
