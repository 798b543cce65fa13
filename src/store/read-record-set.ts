import { RECORD_KINDS, type RecordKind } from '../records/record-kinds.js';
import { EMPTY_RECORD_SET, type RecordSet } from '../records/record-set.js';
import type { Executor } from './executor.js';
import { RecordReader } from './record-reader.js';
import type { StoredRecord } from './record-table.js';
import { peopleWithin } from './roll-up-people.js';

/** Which records {@link readRecordSet} reads. */
export interface RecordSelection {
  /** As the records were after this change; as they are now when left out. */
  readonly asOfChange?: number;
  /** Only what calculating these payees takes; everything when left out. */
  readonly payees?: readonly string[];
  /** With `payees`: people, teams, targets, quotas and rates, where they are read already. */
  readonly people?: RecordSet;
  /** Only these deals, distinct and sorted, with what hangs on them, and no people; `payees` is then left aside. */
  readonly deals?: readonly string[];
  /** With `deals`: only the deals themselves and who holds shares of them. */
  readonly withShares?: 'only';
}

/** Kinds that are few, and of which a calculation may need any. */
const READ_WHOLE = [
  'payee',
  'team',
  'teamParent',
  'membership',
  'assignment',
  'targetIncentive',
  'absence',
  'quota',
  'objectiveScore',
  'poolWeight',
  'fxRate',
] as const satisfies readonly RecordKind[];

/** Kinds that belong to one deal each and that nothing else is needed of. */
const OF_DEALS = [
  'amendment',
  'split',
  'revenueSchedule',
  'milestone',
  'revenueEntry',
] as const satisfies readonly RecordKind[];

/**
 * The records to calculate from, each kind in the order of its key, all from one state of the database. It
 * serves calculations, which need everybody's data, and takes no scope: nothing of it is shown as it is.
 *
 * With `payees`, people, teams, targets, quotas and rates are still read whole. Of the deals, only those are
 * read in which one of these payees has a share, or anybody in a team they manage or in a team below it. With
 * a deal come all its splits and rows, its invoices with all their lines (those of other deals too, without
 * these deals), and every receipt that touches such an invoice with all its applications and refunds.
 *
 * @example
 * const { deal, split } = await readRecordSet(db, { payees: ['ada'] });
 */
export async function readRecordSet(executor: Executor, selection: RecordSelection = {}): Promise<RecordSet> {
  const { asOfChange, payees, people, deals, withShares } = selection;
  return executor.read(async (trx) => {
    const reader = new RecordReader(trx, asOfChange);
    if (deals !== undefined && withShares === 'only') return readShares(reader, deals);
    if (deals !== undefined) return readDeals(reader, deals, { ...EMPTY_RECORD_SET });
    return payees === undefined ? readEverything(reader) : readForPayees(reader, payees, people);
  });
}

type MutableRecordSet = { -readonly [Kind in RecordKind]: RecordSet[Kind] };

async function readEverything(reader: RecordReader): Promise<RecordSet> {
  const records: MutableRecordSet = { ...EMPTY_RECORD_SET };
  for (const kind of Object.keys(RECORD_KINDS) as RecordKind[]) put(records, kind, await reader.all(kind));
  return records;
}

async function readForPayees(
  reader: RecordReader,
  payees: readonly string[],
  known: RecordSet | undefined,
): Promise<RecordSet> {
  const records: MutableRecordSet = { ...(known ?? (await readPeople(reader))) };
  const people = peopleWithin(payees, records);
  return readDeals(reader, await reader.distinctWhere('split', 'deal', 'payee', people), records);
}

async function readPeople(reader: RecordReader): Promise<RecordSet> {
  const records: MutableRecordSet = { ...EMPTY_RECORD_SET };
  for (const kind of READ_WHOLE) put(records, kind, await reader.all(kind));
  return records;
}

async function readShares(reader: RecordReader, deals: readonly string[]): Promise<RecordSet> {
  const [deal, split] = [await reader.where('deal', 'id', deals), await reader.where('split', 'deal', deals)];
  return { ...EMPTY_RECORD_SET, deal, split };
}

async function readDeals(
  reader: RecordReader,
  deals: readonly string[],
  records: MutableRecordSet,
): Promise<RecordSet> {
  put(records, 'deal', await reader.where('deal', 'id', deals));
  for (const kind of OF_DEALS) put(records, kind, await reader.where(kind, 'deal', deals));

  await readCash(reader, records, await reader.distinctWhere('invoiceLine', 'invoice', 'deal', deals));
  return records;
}

async function readCash(
  reader: RecordReader,
  records: MutableRecordSet,
  invoices: readonly string[],
): Promise<void> {
  for (const kind of ['invoiceLine', 'creditNote', 'writeOff'] as const) {
    put(records, kind, await reader.where(kind, 'invoice', invoices));
  }
  // How much of a receipt is unapplied shows only from all that it was applied to and all that was given back.
  const receipts = [
    ...new Set([
      ...(await reader.distinctWhere('application', 'receipt', 'invoice', invoices)),
      ...(await reader.distinctWhere('refund', 'receipt', 'invoice', invoices)),
    ]),
  ].sort();
  put(records, 'receipt', await reader.where('receipt', 'id', receipts));
  for (const kind of ['application', 'refund'] as const) {
    put(records, kind, await reader.where(kind, 'receipt', receipts));
  }
}

function put<Kind extends RecordKind>(
  records: { -readonly [Each in Kind]: readonly StoredRecord<Each>[] },
  kind: Kind,
  read: readonly StoredRecord<Kind>[],
): void {
  records[kind] = read as (typeof records)[Kind];
}
