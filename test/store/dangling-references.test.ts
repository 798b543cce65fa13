import { describe, expect, it } from 'vitest';
import type { RecordKind } from '../../src/records/record-kinds.js';
import type { RecordSet } from '../../src/records/record-set.js';
import { danglingReferences } from '../../src/store/dangling-references.js';
import { fieldsOf } from '../../src/store/record-table.js';
import { databases } from '../databases/databases.js';
import { bare, filled, KINDS, writeSet } from './samples.js';

describe.each(databases)('dangling references on $name', (database) => {
  async function findIn(records: Partial<RecordSet>, kinds: readonly RecordKind[] = KINDS) {
    const db = await database.create();
    await writeSet(db, records);
    return danglingReferences(db, kinds, { limit: 100 });
  }

  describe('references', () => {
    it('all lead somewhere where every record is there', async () => {
      const records = Object.fromEntries(KINDS.map((kind) => [kind, [filled(kind)]]));
      expect(await findIn(records)).toEqual([]);
    });

    const references = KINDS.flatMap((kind) =>
      fieldsOf(kind).flatMap(([field, { references: target }]) =>
        target === undefined ? [] : [{ kind, field, target }],
      ),
    );

    it.each(references)('of $kind by $field are found when there is no such $target', async (reference) => {
      const { kind, field } = reference;
      const records = Object.fromEntries(KINDS.map((each) => [each, [filled(each)]]));
      const lost = { ...filled(kind), [field]: 'lost' };
      const found = await findIn({ ...records, [kind]: [lost] }, [kind]);
      expect(found).toMatchObject([{ ...reference, value: 'lost' }]);
    });

    const optionalReferences = references.filter(
      ({ kind, field }) => fieldsOf(kind).find(([name]) => name === field)?.[1].required === false,
    );

    it.each(optionalReferences)(
      'of $kind by $field are not looked for when it is empty',
      async (reference) => {
        const { kind, field } = reference;
        const records = Object.fromEntries(KINDS.map((each) => [each, [filled(each)]]));
        expect(await findIn({ ...records, [kind]: [{ ...filled(kind), [field]: null }] })).toEqual([]);
      },
    );

    it('come with the key of the record, an empty field of it as null', async () => {
      const records = { deal: [{ ...bare('deal'), id: 'D-1' }], split: [{ ...bare('split'), deal: 'D-1' }] };
      expect(await findIn(records)).toEqual([
        {
          kind: 'split',
          key: { deal: 'D-1', payee: 'x-1', role: 'x-1', from: null },
          field: 'payee',
          value: 'x-1',
          target: 'payee',
        },
      ]);
    });

    it('to a team that is part of itself lead somewhere', async () => {
      expect(await findIn({ team: [{ ...bare('team'), id: 'a', parent: 'a' }] })).toEqual([]);
    });
  });

  describe.each(['application', 'refund', 'creditNote', 'writeOff'] as const)(
    'an invoice named by %s',
    (kind) => {
      const receipt = [{ ...bare('receipt'), id: 'R-1' }];
      const deal = [{ ...bare('deal'), id: 'D-1' }];
      const invoiceLine = [{ ...bare('invoiceLine'), invoice: 'I-1', line: '1', deal: 'D-1' }];
      const naming = async (invoice: string, line: string | null) => {
        const record = { ...bare(kind), id: 'X-1', receipt: 'R-1', invoice, line };
        const found = await findIn({ receipt, deal, invoiceLine, [kind]: [record] });
        return found.map(({ field, value, target }) => `${field} ${value} ${target}`);
      };

      it('must have a line', async () => {
        expect(await naming('I-1', null)).toEqual([]);
        expect(await naming('I-2', null)).toEqual(['invoice I-2 invoiceLine']);
      });

      it('must have the line that is named', async () => {
        expect(await naming('I-1', '1')).toEqual([]);
        expect(await naming('I-1', '2')).toEqual(['line 2 invoiceLine']);
      });

      it('is told once when the line is named too', async () => {
        expect(await naming('I-2', '1')).toEqual(['invoice I-2 invoiceLine']);
      });
    },
  );

  describe('a refund', () => {
    it('may name no invoice', async () => {
      const receipt = [{ ...bare('receipt'), id: 'R-1' }];
      const refund = [{ ...bare('refund'), receipt: 'R-1', invoice: null, line: null }];
      expect(await findIn({ receipt, refund })).toEqual([]);
    });
  });

  describe('looking for references', () => {
    const split = (deal: string, payee: string) => ({ ...bare('split'), deal, payee });

    it('stops at the limit', async () => {
      const db = await database.create();
      await writeSet(db, { split: ['D-1', 'D-2', 'D-3'].map((deal) => split(deal, 'ada')) });
      const found = async (limit: number) => (await danglingReferences(db, ['split'], { limit })).length;
      expect([await found(0), await found(1), await found(4), await found(100)]).toEqual([0, 1, 4, 6]);
    });

    it('can be kept to the records that one change wrote', async () => {
      const db = await database.create();
      await writeSet(db, { split: [split('D-1', 'ada')] });
      const change = await writeSet(db, { split: [split('D-1', 'ada'), split('D-2', 'ada')] });
      const found = await danglingReferences(db, ['split'], { limit: 100, change });
      expect(found.map((each) => `${each.field} ${each.value}`)).toEqual(['deal D-2', 'payee ada']);
    });

    it('looks at the kinds asked for only', async () => {
      const records = { split: [split('D-1', 'ada')] };
      expect(await findIn(records, ['deal', 'payee'])).toEqual([]);
      expect(await findIn(records, [])).toEqual([]);
    });
  });
});
