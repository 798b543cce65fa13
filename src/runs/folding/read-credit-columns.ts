import type { CreditColumns } from '../../engine/fold/credit-payee.js';
import type { DealTable } from '../../engine/fold/deal-table.js';
import type { EventTable } from '../../engine/fold/event-table.js';
import type { FoldPlan } from '../../engine/fold/fold-plan.js';
import { REVENUE_COLUMNS, RevenueTable } from '../../engine/fold/revenue-table.js';
import type { SettledCash } from '../../engine/fold/settle-cash.js';
import { SPLIT_COLUMNS, type SplitsByPayee, SplitTable } from '../../engine/fold/split-table.js';
import type { ByteKeys } from '../../records/columns/byte-keys.js';
import type { Company } from '../../records/company.js';
import { countRecords } from '../../store/columns/count-records.js';
import { readColumns } from '../../store/columns/read-columns.js';
import type { Transaction } from '../../store/executor.js';
import type { CashBeside } from './cash-beside.js';
import { readCash } from './read-cash.js';
import { readCashTogether } from './read-cash-together.js';
import { DEAL_COLUMN, readDeals } from './read-deals.js';
import { claimsFor } from './shared-batches.js';
import { wantedBy } from './wanted-by.js';
import { type WantedCash, wantedCash } from './wanted-cash.js';

/** What is folded over columns: by which plans, for whom, and up to when. */
export interface ColumnsToRead {
  readonly plans: readonly FoldPlan[];
  readonly company: Company;
  /** The payees, numbered. */
  readonly payees: ByteKeys;
  /** The first day that is not known yet, as a number. */
  readonly through: number;
  /** Another thread that numbers the deals and reads the cash meanwhile, where there is one. */
  readonly cash: CashBeside | null;
}

/**
 * Reads the columns that folding takes, from one state of the database: of deals and splits always, of revenue
 * and cash where a measure counts them.
 *
 * @example
 * const asked = { plans, company, payees, through: 20260401, cash: null };
 * const columns = await db.read((trx) => readCreditColumns(trx, asked));
 */
export async function readCreditColumns(trx: Transaction, asked: ColumnsToRead): Promise<CreditColumns> {
  const { plans, company, payees, through, cash } = asked;
  const deals = await readDeals(trx, plans, company, cash);
  const wanted = wantedCash(plans, deals);
  const claims = claimsFor(wanted === null || cash === null ? 0 : await countRecords(trx, 'application'));
  if (wanted !== null) {
    cash?.read({ any: wanted.any, released: wanted.released, claims });
  }
  const splits = await readSplits(trx, deals, payees);
  const measures = plans.flatMap((plan) => plan.measures);
  const recognized = wantedBy(
    measures.filter(({ measure }) => measure.basis === 'recognized'),
    deals,
  );
  const revenue = recognized === null ? null : await readRevenue(trx, deals, recognized);
  const settled = wanted === null ? NO_CASH : await settledCash(trx, deals, wanted, { cash, claims });
  const { collected, lines } = settled;
  return { payees, deals, splits, recognized: revenue, collected, cash: lines, through };
}

/** Only what is handed out by payee stays in memory. */
async function readSplits(trx: Transaction, deals: DealTable, payees: ByteKeys): Promise<SplitsByPayee> {
  const splits = new SplitTable(deals.keys, payees);
  splits.reserve(await countRecords(trx, 'split'));
  for await (const batch of readColumns(trx, { kind: 'split', columns: SPLIT_COLUMNS })) splits.add(batch);
  return splits.byPayee();
}

const NO_CASH: SettledCash = Object.freeze({ collected: null, lines: null });

async function settledCash(
  trx: Transaction,
  deals: DealTable,
  wanted: WantedCash,
  { cash, claims }: { readonly cash: CashBeside | null; readonly claims: Int32Array },
): Promise<SettledCash> {
  const together = cash === null ? null : await readCashTogether(trx, deals, wanted, { cash, claims });
  return together ?? readCash(trx, deals, wanted);
}

async function readRevenue(trx: Transaction, deals: DealTable, wanted: Uint8Array): Promise<EventTable> {
  const revenue = new RevenueTable(deals, wanted);
  for await (const batch of readColumns(trx, { kind: 'revenueEntry', columns: REVENUE_COLUMNS })) {
    revenue.addEntries(batch);
  }
  for (const kind of ['milestone', 'revenueSchedule'] as const) {
    for await (const batch of readColumns(trx, { kind, columns: [DEAL_COLUMN] }))
      revenue.leaveGenerated(batch);
  }
  return revenue.events();
}
