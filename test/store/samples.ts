import { RECORD_KINDS, type RecordKind } from '../../src/records/record-kinds.js';
import { EMPTY_RECORD_SET, type RecordSet } from '../../src/records/record-set.js';
import { withChange } from '../../src/store/change.js';
import type { Database } from '../../src/store/executor.js';
import { fieldsOf, keyFieldsOf, type StoredRecord } from '../../src/store/record-table.js';
import { recordWriter } from '../../src/store/record-writer.js';
import type { OnConflict, WriteOutcome } from '../../src/store/write-outcome.js';

export const KINDS = Object.keys(RECORD_KINDS) as RecordKind[];

const FILLED = {
  id: 'x-1',
  text: 'Zoë “quoted”, O’Brien',
  date: '2026-02-28',
  currency: 'EUR',
  money: -12_345n,
  number: '1.000001',
  percent: '0.33333333',
  integer: 36,
  choice: undefined,
  numberList: ['1', '2.5', '0'],
};

/** A record of a kind with every field filled. */
export function filled<Kind extends RecordKind>(kind: Kind): StoredRecord<Kind> {
  const values = fieldsOf(kind).map(([name, field]) => [name, FILLED[field.type] ?? field.choices?.[1]]);
  const extra = kind === 'deal' ? [['extra', { tier: 'gold', 'is-partner': 'true' }]] : [];
  return Object.fromEntries([...values, ...extra]);
}

const OTHER = { ...FILLED, text: 'other', date: '2027-01-01', money: 1n, number: '2', percent: '0.5' };

/** {@link filled} with another value in the first field outside its key. */
export function corrected<Kind extends RecordKind>(kind: Kind): StoredRecord<Kind> {
  const key = keyFieldsOf(kind);
  const change = fieldsOf(kind)
    .filter(([name]) => !key.includes(name))
    .map(([name, field]) => [name, OTHER[field.type] ?? field.choices?.[0]])
    .slice(0, 1);
  return { ...filled(kind), ...Object.fromEntries(change) };
}

/** A record of a kind with only its required fields filled. */
export function bare<Kind extends RecordKind>(kind: Kind): StoredRecord<Kind> {
  const fields = fieldsOf(kind);
  const empty = fields.filter(([, field]) => !field.required).map(([name]) => [name, null]);
  const extra = kind === 'deal' ? { extra: {} } : {};
  return { ...filled(kind), ...Object.fromEntries(empty), ...extra };
}

/** Writes records of one kind as one change. */
export async function writeAll<Kind extends RecordKind>(
  db: Database,
  kind: Kind,
  records: readonly StoredRecord<Kind>[],
  onConflict: OnConflict = 'correct',
): Promise<{ readonly change: number; readonly outcomes: readonly WriteOutcome[] }> {
  const { change, value } = await withChange(db, { actor: 'local', command: 'test' }, async (trx, number) => {
    return recordWriter(trx, number, kind, { onConflict }).writeAll(records);
  });
  if (change === null) throw new Error('A change was expected.');
  return { change, outcomes: value };
}

/** Writes records of any kinds as one change and returns its number. */
export async function writeSet(db: Database, records: Partial<RecordSet>): Promise<number> {
  const { change } = await withChange(db, { actor: 'local', command: 'test' }, async (trx, number) => {
    for (const kind of KINDS) {
      const writer = recordWriter(trx, number, kind, { onConflict: 'correct' });
      await writer.writeAll({ ...EMPTY_RECORD_SET, ...records }[kind]);
    }
  });
  return change ?? 0;
}
