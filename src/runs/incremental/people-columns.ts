import { dayNumber } from '../../calendar/day-number.js';
import { AppliedCash } from '../../engine/fold/applied-cash.js';
import { CASH_COLUMNS } from '../../engine/fold/cash-columns.js';
import type { CreditColumns } from '../../engine/fold/credit-payee.js';
import { DealTable } from '../../engine/fold/deal-table.js';
import type { FoldPlan } from '../../engine/fold/fold-plan.js';
import { InvoiceTable } from '../../engine/fold/invoice-table.js';
import { receiptDays } from '../../engine/fold/receipt-days.js';
import { REVENUE_COLUMNS, RevenueTable } from '../../engine/fold/revenue-table.js';
import { type SettledCash, settleCash } from '../../engine/fold/settle-cash.js';
import { SPLIT_COLUMNS, SplitTable } from '../../engine/fold/split-table.js';
import type { ColumnBatch, ColumnRequest } from '../../records/columns/column-batch.js';
import type { Company } from '../../records/company.js';
import type { RecordKind } from '../../records/record-kinds.js';
import { distinctTexts, fewColumns, MOST_VALUES } from '../../store/columns/few-columns.js';
import type { Transaction } from '../../store/executor.js';
import { completeDeals, DEAL_COLUMN, leaveAmended } from '../folding/read-deals.js';
import { wantedBy } from '../folding/wanted-by.js';
import { type WantedCash, wantedCash } from '../folding/wanted-cash.js';
import { numbered } from '../run-inputs.js';

/** Whose deals are folded, by which plans. */
export interface PeopleToFold {
  readonly plans: readonly FoldPlan[];
  readonly company: Company;
  /** In order of id. */
  readonly payees: readonly string[];
  /** The first day that is not known yet. */
  readonly through: string;
}

/**
 * Reads the columns that folding a few payees takes: what `readCreditColumns` reads of everybody, of their deals
 * alone. `null` where these, their invoices or their receipts are too many to be looked for one by one.
 *
 * @example
 * const columns = await peopleColumns(trx, { plans, company, payees: ['ada'], through: '2026-04-01' });
 */
export async function peopleColumns(trx: Transaction, asked: PeopleToFold): Promise<CreditColumns | null> {
  const { plans, company, through } = asked;
  const splits = await found(trx, 'split', SPLIT_COLUMNS, 'payee', asked.payees);
  const held = distinctTexts(splits, 'deal');
  if (held.length > MOST_VALUES) return null;
  const own = await tableOf(trx, plans, company, held);
  const invoices = await invoicesOf(trx, own, wantedCash(plans, own));
  if (invoices.length > MOST_VALUES) return null;
  const lines = await linesOf(trx, wantedCash(plans, own), invoices);
  // An invoice may have lines of other deals, which then are looked at as well.
  const all = lines === null ? held : [...new Set([...held, ...distinctTexts(lines, 'deal')])].sort();
  if (all.length > MOST_VALUES) return null;
  const deals = all.length === held.length ? own : await tableOf(trx, plans, company, all);
  const wanted = wantedCash(plans, deals);
  const settled = wanted === null || lines === null ? NO_CASH : await cashOf(trx, deals, wanted, lines);
  if (settled === null) return null;
  const { collected, lines: cash } = settled;
  const payees = numbered(asked.payees);
  const table = new SplitTable(deals.keys, payees);
  table.add(splits);
  return {
    ...{ payees, deals, splits: table.byPayee(), collected, cash },
    recognized: await revenueOf(trx, plans, deals),
    through: dayNumber(through),
  };
}

const NO_CASH: SettledCash = Object.freeze({ collected: null, lines: null });

function found(
  trx: Transaction,
  kind: RecordKind,
  columns: readonly ColumnRequest[],
  where: string,
  values: readonly string[],
): Promise<ColumnBatch> {
  return fewColumns(trx, { kind, columns, where, values });
}

async function tableOf(
  trx: Transaction,
  plans: readonly FoldPlan[],
  company: Company,
  ids: readonly string[],
): Promise<DealTable> {
  const deals = new DealTable(plans, company);
  const batch = await found(trx, 'deal', deals.columns, 'id', ids);
  if (batch.count > 0) deals.add(batch);
  await completeDeals(trx, deals);
  leaveAmended(deals, await found(trx, 'amendment', [DEAL_COLUMN], 'deal', ids));
  return deals;
}

/** The invoices of deals whose cash counts. */
async function invoicesOf(
  trx: Transaction,
  deals: DealTable,
  wanted: WantedCash | null,
): Promise<readonly string[]> {
  if (wanted === null) return [];
  const ids = Array.from(wanted.any.keys()).filter((deal) => wanted.any[deal] === 1);
  const names = ids.map((deal) => deals.keys.text(deal));
  return distinctTexts(await found(trx, 'invoiceLine', [INVOICE_COLUMN], 'deal', names), 'invoice');
}

/** All lines of these invoices, those of other deals among them. */
async function linesOf(
  trx: Transaction,
  wanted: WantedCash | null,
  invoices: readonly string[],
): Promise<ColumnBatch | null> {
  if (wanted === null) return null;
  const columns = [
    ...CASH_COLUMNS.invoiceLine,
    ...(wanted.released === null ? [] : CASH_COLUMNS.invoiceDates),
  ];
  return found(trx, 'invoiceLine', columns, 'invoice', invoices);
}

const INVOICE_COLUMN = { name: 'invoice', type: 'text' } as const;

/** `null` where too many receipts are to be looked for. */
async function cashOf(
  trx: Transaction,
  deals: DealTable,
  wanted: WantedCash,
  lines: ColumnBatch,
): Promise<SettledCash | null> {
  const isDated = wanted.released !== null;
  const invoices = new InvoiceTable(isDated);
  invoices.addLines(lines, deals, wanted.any);
  const ids = distinctTexts(lines, 'invoice');
  for (const kind of isDated ? (['creditNote', 'writeOff'] as const) : (['creditNote'] as const)) {
    const { bytes, starts, ends } = (await found(trx, kind, [INVOICE_COLUMN], 'invoice', ids)).text(
      'invoice',
    );
    for (const [row, start] of starts.entries()) invoices.leave(deals, bytes, start, ends[row] ?? 0);
  }
  const applied = new AppliedCash(invoices, deals, wanted.any);
  const applications = await found(trx, 'application', CASH_COLUMNS.application, 'invoice', ids);
  const receipts = distinctTexts(applications, 'receipt');
  if (receipts.length > MOST_VALUES) return null;
  const refunds = await found(trx, 'refund', [RECEIPT_COLUMN], 'receipt', receipts);
  if (refunds.count > 0) applied.leaveRefunded(applications, numbered(distinctTexts(refunds, 'receipt')));
  const days = receiptDays(applications, [await found(trx, 'receipt', CASH_COLUMNS.receipt, 'id', receipts)]);
  applied.add(applications, days);
  return settleCash(applied, wanted);
}

const RECEIPT_COLUMN = { name: 'receipt', type: 'text' } as const;

async function revenueOf(
  trx: Transaction,
  plans: readonly FoldPlan[],
  deals: DealTable,
): Promise<CreditColumns['recognized']> {
  const measures = plans.flatMap((plan) => plan.measures);
  const wanted = wantedBy(
    measures.filter(({ measure }) => measure.basis === 'recognized'),
    deals,
  );
  if (wanted === null) return null;
  const ids = Array.from({ length: deals.count }, (_, deal) => deals.keys.text(deal));
  const revenue = new RevenueTable(deals, wanted);
  revenue.addEntries(await found(trx, 'revenueEntry', REVENUE_COLUMNS, 'deal', ids));
  for (const kind of ['milestone', 'revenueSchedule'] as const)
    revenue.leaveGenerated(await found(trx, kind, [DEAL_COLUMN], 'deal', ids));
  return revenue.events();
}
