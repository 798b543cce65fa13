import { mkdirSync } from 'node:fs';
import { addDays } from '../../../src/calendar/civil-date.js';
import type { RecordKind } from '../../../src/records/record-kinds.js';
import type { WorkloadName } from '../workloads.js';
import { moneyText, writeRecords } from './csv-file.js';
import { FIRST_DAY, invoiceId, Workload, type WorkloadSize } from './workload.js';

/** How many rows each file has. */
export type RowCounts = Readonly<Partial<Record<RecordKind, number>>>;

type Row = readonly string[];

const QUARTERS = [
  '2025-01-01',
  '2025-04-01',
  '2025-07-01',
  '2025-10-01',
  '2026-01-01',
  '2026-04-01',
] as const;

/**
 * Writes the files of a workload into a folder, which is made where it is missing. The same size and seed
 * give the same files for ever.
 *
 * @example
 * writeWorkload('/tmp/bench/data', sizeFor(10_000, 1), 'commissions').deal // 10_000
 */
export function writeWorkload(folder: string, size: WorkloadSize, name: WorkloadName): RowCounts {
  mkdirSync(folder, { recursive: true });
  const workload = new Workload(size);
  const isManaged = name === 'modifiers';
  const both = (own: Iterable<Row>, ofManagers: Iterable<Row>) =>
    isManaged ? chained(own, ofManagers) : own;
  return {
    payee: writeRecords(folder, 'payee', PAYEE_COLUMNS, both(payees(workload), managers(workload))),
    ...(isManaged && teamFiles(folder, workload)),
    assignment: writeRecords(
      folder,
      'assignment',
      ['payee', 'plan', 'from'],
      both(assignments(workload), managersAssigned(workload)),
    ),
    quota: writeRecords(
      folder,
      'quota',
      ['payee', 'quota', 'from', 'to', 'amount', 'currency'],
      both(quotas(workload), teamQuotas(workload)),
    ),
    deal: writeRecords(folder, 'deal', DEAL_COLUMNS, deals(workload)),
    split: writeRecords(folder, 'split', ['deal', 'payee', 'role', 'share'], splits(workload)),
    revenueEntry: writeRecords(folder, 'revenueEntry', ['deal', 'id', 'date', 'amount'], revenue(workload)),
    invoiceLine: writeRecords(
      folder,
      'invoiceLine',
      ['invoice', 'line', 'deal', 'date', 'dueDate', 'amount'],
      invoiceLines(workload),
    ),
    receipt: writeRecords(folder, 'receipt', ['id', 'date', 'amount', 'account'], receipts(workload)),
    application: writeRecords(
      folder,
      'application',
      ['receipt', 'invoice', 'line', 'amount'],
      applications(workload),
    ),
  };
}

/** Who is in whose team: for ever, as what moves is no matter of speed. */
function teamFiles(folder: string, workload: Workload): RowCounts {
  return {
    team: writeRecords(folder, 'team', ['id', 'name'], teams(workload)),
    membership: writeRecords(
      folder,
      'membership',
      ['team', 'payee', 'as', 'from'],
      chained(members(workload), managing(workload)),
    ),
  };
}

const PAYEE_COLUMNS = ['id', 'name', 'email', 'region', 'hireDate'] as const;

const DEAL_COLUMNS = [
  'id',
  'name',
  'account',
  'closeDate',
  'currency',
  'type',
  'product',
  'region',
  'acv',
  'discount',
] as const;

function* payees(workload: Workload): Iterable<Row> {
  for (const index of numbersTo(workload.size.payees)) {
    const id = workload.payee(index);
    yield [id, `Payee ${id}`, `${id.toLowerCase()}@example.com`, 'emea', '2024-01-01'];
  }
}

function* managers(workload: Workload): Iterable<Row> {
  for (const index of numbersTo(workload.managers)) {
    const id = workload.manager(index);
    yield [id, `Manager ${id}`, `${id.toLowerCase()}@example.com`, 'emea', '2024-01-01'];
  }
}

function* teams(workload: Workload): Iterable<Row> {
  for (const index of numbersTo(workload.managers)) {
    const id = workload.team(index);
    yield [id, `Team ${id}`];
  }
}

function* members(workload: Workload): Iterable<Row> {
  for (const index of numbersTo(workload.size.payees)) {
    yield [workload.team(workload.managerOf(index)), workload.payee(index), 'member', FIRST_DAY];
  }
}

function* managing(workload: Workload): Iterable<Row> {
  for (const index of numbersTo(workload.managers)) {
    yield [workload.team(index), workload.manager(index), 'manager', FIRST_DAY];
  }
}

function* managersAssigned(workload: Workload): Iterable<Row> {
  for (const index of numbersTo(workload.managers))
    yield [workload.manager(index), 'sales-manager', FIRST_DAY];
}

function* teamQuotas(workload: Workload): Iterable<Row> {
  for (const index of numbersTo(workload.managers)) {
    yield* quarterly(workload.manager(index), 'team-bookings', workload.teamQuota(index));
  }
}

function* assignments(workload: Workload): Iterable<Row> {
  for (const index of numbersTo(workload.size.payees)) {
    yield [workload.payee(index), 'field-sales', FIRST_DAY];
  }
}

function* quotas(workload: Workload): Iterable<Row> {
  for (const index of numbersTo(workload.size.payees)) {
    yield* quarterly(workload.payee(index), 'new-business', workload.quota(index));
  }
}

function* quarterly(payee: string, quota: string, cents: number): Iterable<Row> {
  for (const [place, from] of QUARTERS.slice(0, -1).entries()) {
    yield [payee, quota, from, QUARTERS[place + 1] ?? '', moneyText(cents), 'USD'];
  }
}

function* deals(workload: Workload): Iterable<Row> {
  for (const index of numbersTo(workload.size.deals)) {
    const { id, closeDate, type, product, region, value, discount } = workload.deal(index);
    const account = accountOf(index);
    yield [
      id,
      `${account} ${product}`,
      account,
      closeDate,
      'USD',
      type,
      product,
      region,
      moneyText(value),
      discount,
    ];
  }
}

function* splits(workload: Workload): Iterable<Row> {
  for (const index of numbersTo(workload.size.deals)) {
    const { id } = workload.deal(index);
    for (const { payee, share } of workload.splits(index)) yield [id, workload.payee(payee), 'owner', share];
  }
}

function* revenue(workload: Workload): Iterable<Row> {
  for (const index of numbersTo(workload.size.deals)) {
    const deal = workload.deal(index);
    for (const [place, { date, amount }] of workload.revenue(index, deal).entries()) {
      yield [deal.id, String(place + 1).padStart(2, '0'), date, moneyText(amount)];
    }
  }
}

function* invoiceLines(workload: Workload): Iterable<Row> {
  for (const index of numbersTo(workload.size.deals)) {
    const deal = workload.deal(index);
    const date = workload.invoiceDate(index, deal);
    yield [invoiceId(index), '1', deal.id, date, addDays(date, 30), moneyText(deal.value)];
  }
}

function* receipts(workload: Workload): Iterable<Row> {
  for (const number of numbersTo(workload.receiptOrder.count)) {
    const { id, deal, place } = workload.receiptOrder.at(number);
    const { date, amount } = workload.receipt(deal, place, workload.deal(deal));
    yield [id, date, moneyText(amount), accountOf(deal)];
  }
}

function* applications(workload: Workload): Iterable<Row> {
  for (const number of numbersTo(workload.receiptOrder.count)) {
    const { id, deal, place } = workload.receiptOrder.at(number);
    const { amount } = workload.receipt(deal, place, workload.deal(deal));
    yield [id, invoiceId(deal), '1', moneyText(amount)];
  }
}

function accountOf(deal: number): string {
  return `Account ${deal % 5_000}`;
}

function* chained(...all: readonly Iterable<Row>[]): Iterable<Row> {
  for (const rows of all) yield* rows;
}

function* numbersTo(count: number): Iterable<number> {
  for (let number = 0; number < count; number += 1) yield number;
}
