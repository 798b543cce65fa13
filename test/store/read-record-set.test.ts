import { describe, expect, it } from 'vitest';
import { EMPTY_RECORD_SET, type RecordSet } from '../../src/records/record-set.js';
import { readRecordSet } from '../../src/store/read-record-set.js';
import { databases } from '../databases/databases.js';
import { bare, corrected, filled, KINDS, writeAll, writeSet } from './samples.js';

const ids = (records: readonly { readonly id: string | null }[]) => records.map((record) => record.id);
const payee = (id: string) => ({ ...bare('payee'), id });
const team = (id: string, parent: string | null = null) => ({ ...bare('team'), id, parent });
const member = (team: string, payee: string) => ({
  ...bare('membership'),
  team,
  payee,
  as: 'member' as const,
});
const manager = (team: string, payee: string) => ({
  ...bare('membership'),
  team,
  payee,
  as: 'manager' as const,
});
const deal = (id: string) => ({ ...bare('deal'), id });
const split = (deal: string, payee: string) => ({ ...bare('split'), deal, payee });
const line = (invoice: string, line: string, deal: string) => ({
  ...bare('invoiceLine'),
  invoice,
  line,
  deal,
});
const receipt = (id: string) => ({ ...bare('receipt'), id });
const applied = (receipt: string, invoice: string) => ({ ...bare('application'), receipt, invoice });

describe.each(databases)('the record set on $name', (database) => {
  describe('reading everything', () => {
    it('gives an empty set of an empty database', async () => {
      expect(await readRecordSet(await database.create())).toEqual(EMPTY_RECORD_SET);
    });

    it('gives each kind in the order of its key, whatever the order of writing', async () => {
      const db = await database.create();
      await writeAll(db, 'deal', ['D-2', 'D-10', 'd-1', 'D-1'].map(deal));
      await writeAll(db, 'split', [split('D-2', 'ada'), split('D-1', 'bo'), split('D-1', 'ada')]);
      const records = await readRecordSet(db);
      expect(ids(records.deal)).toEqual(['D-1', 'D-10', 'D-2', 'd-1']);
      expect(records.split.map((each) => [each.deal, each.payee])).toEqual([
        ['D-1', 'ada'],
        ['D-1', 'bo'],
        ['D-2', 'ada'],
      ]);
    });
  });

  describe('reading as of a change', () => {
    it.each(KINDS)('gives a record of kind %s as it was after that change', async (kind) => {
      const db = await database.create();
      await writeAll(db, kind, [filled(kind)]);
      await writeAll(db, kind, [corrected(kind)]);
      const read = async (asOfChange: number) => (await readRecordSet(db, { asOfChange }))[kind];
      expect(await read(0)).toEqual([]);
      expect(await read(1)).toEqual([filled(kind)]);
      expect(await read(2)).toEqual([corrected(kind)]);
      expect(await read(3)).toEqual([corrected(kind)]);
    });

    it('gives each of several contents from its own change on', async () => {
      const db = await database.create();
      for (const amount of [1n, 2n, 3n]) await writeAll(db, 'receipt', [{ ...receipt('R-1'), amount }]);
      await writeAll(db, 'receipt', [receipt('R-2')]);
      const amounts = async (asOfChange: number) =>
        (await readRecordSet(db, { asOfChange })).receipt.map((each) => `${each.id} ${each.amount}`);
      expect(await amounts(0)).toEqual([]);
      expect(await amounts(1)).toEqual(['R-1 1']);
      expect(await amounts(2)).toEqual(['R-1 2']);
      expect(await amounts(3)).toEqual(['R-1 3']);
      expect(await amounts(4)).toEqual(['R-1 3', 'R-2 -12345']);
    });

    it('keeps the order of the key where old and current contents are mixed', async () => {
      const db = await database.create();
      await writeAll(db, 'receipt', ['R-1', 'R-2', 'R-3'].map(receipt));
      await writeAll(db, 'receipt', [{ ...receipt('R-2'), amount: 9n }]);
      expect(ids((await readRecordSet(db, { asOfChange: 1 })).receipt)).toEqual(['R-1', 'R-2', 'R-3']);
    });

    it('finds the deals of payees by the splits they had then', async () => {
      const db = await database.create();
      await writeSet(db, { payee: [payee('ada')], deal: [deal('D-1')], split: [split('D-1', 'ada')] });
      await writeSet(db, { deal: [deal('D-2')], split: [split('D-2', 'ada')] });
      expect(ids((await readRecordSet(db, { payees: ['ada'], asOfChange: 1 })).deal)).toEqual(['D-1']);
      expect(ids((await readRecordSet(db, { payees: ['ada'], asOfChange: 2 })).deal)).toEqual(['D-1', 'D-2']);
    });
  });

  describe('reading for payees', () => {
    const world: Partial<RecordSet> = {
      payee: ['ada', 'bo', 'cy', 'dee', 'mia', 'top'].map(payee),
      team: [team('all'), team('emea', 'all'), team('paris', 'emea'), team('apac', 'all')],
      membership: [
        manager('all', 'top'),
        manager('emea', 'mia'),
        member('emea', 'ada'),
        member('paris', 'bo'),
        member('apac', 'cy'),
      ],
      deal: ['D-ada', 'D-bo', 'D-cy', 'D-dee', 'D-shared'].map(deal),
      split: [
        split('D-ada', 'ada'),
        split('D-bo', 'bo'),
        split('D-cy', 'cy'),
        split('D-dee', 'dee'),
        split('D-shared', 'ada'),
        split('D-shared', 'dee'),
      ],
      amendment: [
        { ...bare('amendment'), deal: 'D-ada' },
        { ...bare('amendment'), deal: 'D-dee' },
      ],
      invoiceLine: [line('I-1', '1', 'D-ada'), line('I-1', '2', 'D-cy'), line('I-2', '1', 'D-cy')],
      receipt: ['R-1', 'R-2', 'R-3', 'R-4'].map(receipt),
      application: [
        applied('R-1', 'I-1'),
        applied('R-1', 'I-2'),
        applied('R-2', 'I-2'),
        applied('R-4', 'I-9'),
      ],
      refund: [
        { ...bare('refund'), id: 'F-1', receipt: 'R-1' },
        { ...bare('refund'), id: 'F-2', receipt: 'R-2' },
        { ...bare('refund'), id: 'F-3', receipt: 'R-3', invoice: 'I-1' },
      ],
      creditNote: [
        { ...bare('creditNote'), id: 'C-1', invoice: 'I-1' },
        { ...bare('creditNote'), id: 'C-2', invoice: 'I-2' },
      ],
      writeOff: [
        { ...bare('writeOff'), id: 'W-1', invoice: 'I-1' },
        { ...bare('writeOff'), id: 'W-2', invoice: 'I-2' },
      ],
      quota: [{ ...bare('quota'), payee: 'cy' }],
    };

    async function readFor(...payees: readonly string[]): Promise<RecordSet> {
      const db = await database.create();
      await writeSet(db, world);
      return readRecordSet(db, { payees });
    }

    it('gives the deals they have part in, with all splits of these and all their rows', async () => {
      const records = await readFor('ada');
      expect(ids(records.deal)).toEqual(['D-ada', 'D-shared']);
      expect(records.split.map((each) => `${each.deal} ${each.payee}`)).toEqual([
        'D-ada ada',
        'D-shared ada',
        'D-shared dee',
      ]);
      expect(records.amendment.map((each) => each.deal)).toEqual(['D-ada']);
    });

    it('gives people, teams and targets whole', async () => {
      const records = await readFor('ada');
      expect(records.payee).toHaveLength(6);
      expect(records.team).toHaveLength(4);
      expect(records.membership).toHaveLength(5);
      expect(records.quota).toHaveLength(1);
    });

    it('adds to a manager the deals of everybody in the team and in the teams below it', async () => {
      expect(ids((await readFor('mia')).deal)).toEqual(['D-ada', 'D-bo', 'D-shared']);
      expect(ids((await readFor('top')).deal)).toEqual(['D-ada', 'D-bo', 'D-cy', 'D-shared']);
    });

    it('adds nothing to a member of a team, nor for teams above or beside', async () => {
      expect(ids((await readFor('bo')).deal)).toEqual(['D-bo']);
    });

    it('gives the invoices of their deals with all lines, those of other deals too', async () => {
      const records = await readFor('ada');
      expect(records.invoiceLine.map((each) => `${each.invoice} ${each.line} ${each.deal}`)).toEqual([
        'I-1 1 D-ada',
        'I-1 2 D-cy',
      ]);
      expect(ids(records.creditNote)).toEqual(['C-1']);
      expect(ids(records.writeOff)).toEqual(['W-1']);
    });

    it('gives each receipt that touches these invoices with all it was applied to and all refunds', async () => {
      const records = await readFor('ada');
      expect(ids(records.receipt)).toEqual(['R-1', 'R-3']);
      expect(records.application.map((each) => `${each.receipt} ${each.invoice}`)).toEqual([
        'R-1 I-1',
        'R-1 I-2',
      ]);
      expect(ids(records.refund)).toEqual(['F-1', 'F-3']);
    });

    it('gives no deals for nobody, for somebody unknown and for somebody without deals', async () => {
      expect((await readFor()).deal).toEqual([]);
      expect((await readFor('nobody')).deal).toEqual([]);
    });

    it('gives the same as reading everything when it is asked for everybody', async () => {
      const db = await database.create();
      await writeSet(db, world);
      const { receipt: _, application: __, ...everything } = await readRecordSet(db);
      const payees = ids(everything.payee).filter((id) => id !== null);
      const records = await readRecordSet(db, { payees });
      expect(records).toMatchObject(everything);
      // Cash that is applied to no invoice of a deal belongs to nobody.
      expect(ids(records.receipt)).toEqual(['R-1', 'R-2', 'R-3']);
    });

    it('reads thousands of deals, more than fit in one statement', async () => {
      const db = await database.create();
      const names = Array.from({ length: 1_201 }, (_, index) => `D-${index}`);
      await writeSet(db, { deal: names.map(deal), split: names.map((name) => split(name, `P-${name}`)) });
      const records = await readRecordSet(db, { payees: names.map((name) => `P-${name}`) });
      expect(ids(records.deal)).toEqual([...names].sort());
    });

    it('ends where teams are each other’s parents', async () => {
      const db = await database.create();
      await writeSet(db, {
        ...world,
        team: [team('a', 'b'), team('b', 'a')],
        membership: [manager('a', 'mia'), member('b', 'cy')],
      });
      expect(ids((await readRecordSet(db, { payees: ['mia'] })).deal)).toEqual(['D-cy']);
    });
  });
});
