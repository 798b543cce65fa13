import type { RecordKind } from '../../records/record-kinds.js';
import type { Transaction } from '../../store/executor.js';
import { RecordReader } from '../../store/record-reader.js';
import type { StoredRecord } from '../../store/record-table.js';
import type { TouchedRecord } from '../../store/touched-records.js';

/** Whose results may be others after some changes, before anybody is looked at who reads theirs. */
export interface TouchedPayees {
  readonly payees: ReadonlySet<string>;
  /** Those of whom something else than a deal was touched: what they are, or are held against. */
  readonly people: ReadonlySet<string>;
  /** The deals that were touched, or whose cash was. */
  readonly deals: readonly string[];
  /** Whether these themselves were touched, and nothing that hangs on them. */
  readonly areDealsAlone: boolean;
}

/** Kinds of which one record may concern anybody. */
const OF_EVERYBODY: ReadonlySet<RecordKind> = new Set([
  'team',
  'teamParent',
  'membership',
  'assignment',
  'fxRate',
]);

/** Kinds that belong to one deal. */
const OF_DEALS = ['amendment', 'split', 'revenueSchedule', 'milestone', 'revenueEntry'] as const;
/** Kinds that belong to one invoice. */
const OF_INVOICES = ['invoiceLine', 'application', 'refund', 'creditNote', 'writeOff'] as const;
/** Kinds that belong to one payee. */
const OF_PAYEES = ['targetIncentive', 'absence', 'quota', 'objectiveScore', 'poolWeight'] as const;

/**
 * The payees that changed records concern: of a deal, whoever shares in it or did before; of cash, whoever shares in
 * a deal of an invoice that it was applied to. `null` where everybody may be concerned.
 *
 * @example
 * (await touchedPayees(trx, touched))?.payees // Set { 'ada' }
 */
export async function touchedPayees(
  trx: Transaction,
  touched: readonly TouchedRecord[],
): Promise<TouchedPayees | null> {
  if (touched.some(({ kind }) => OF_EVERYBODY.has(kind))) return null;
  const contents = contentsOf(touched);
  // What a whole team is held against concerns all who read its attainment.
  if (contents('quota').some(({ team }) => team !== null)) return null;
  const reader = new RecordReader(trx, undefined);
  const receipts = new Set([
    ...contents('receipt').map(({ id }) => id),
    ...contents('application').map(({ receipt }) => receipt),
    ...contents('refund').map(({ receipt }) => receipt),
  ]);
  const invoices = new Set(OF_INVOICES.flatMap((kind) => invoicesOf(contents(kind))));
  for (const kind of ['application', 'refund'] as const) {
    for (const each of invoicesOf(await reader.where(kind, 'receipt', sorted(receipts)))) invoices.add(each);
  }
  const deals = new Set([
    ...contents('deal').map(({ id }) => id),
    ...OF_DEALS.flatMap((kind) => contents(kind).map(({ deal }) => deal)),
    ...contents('invoiceLine').map(({ deal }) => deal),
  ]);
  for (const { deal } of await reader.where('invoiceLine', 'invoice', sorted(invoices))) deals.add(deal);
  const people = new Set([
    ...contents('payee').map(({ id }) => id),
    ...OF_PAYEES.flatMap((kind) => contents(kind).flatMap(({ payee }) => payee ?? [])),
  ]);
  const payees = new Set([...people, ...contents('split').map(({ payee }) => payee)]);
  for (const { payee } of await reader.where('split', 'deal', sorted(deals))) payees.add(payee);
  const areDealsAlone = touched.every(({ kind }) => kind === 'deal');
  return { payees, people, deals: sorted(deals), areDealsAlone };
}

/** All that records of a kind were since the first of the changes, and just before it. */
function contentsOf(touched: readonly TouchedRecord[]) {
  return <Kind extends RecordKind>(kind: Kind): readonly StoredRecord<Kind>[] =>
    touched.flatMap((each) => (each.kind === kind ? (each.contents as readonly StoredRecord<Kind>[]) : []));
}

function invoicesOf(records: readonly { readonly invoice: string | null }[]): readonly string[] {
  return records.flatMap(({ invoice }) => invoice ?? []);
}

function sorted(values: ReadonlySet<string>): readonly string[] {
  return [...values].sort();
}
