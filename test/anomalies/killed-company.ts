import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const DEALS = 400;

/** What of a company's deals is in a folder of records. */
interface DealRange {
  readonly from: number;
  readonly to: number;
  /** What one deal is worth more than in other folders. */
  readonly raise: number;
  /** How many people sell. */
  readonly payees: number;
}

/**
 * Two folders of records of one company: what is known before anything is killed, and what is imported then: as
 * many deals again, and a correction of each fourth deal that was known.
 */
export function writeCompany(
  folder: string,
  payees = 220,
): { readonly known: string; readonly added: string } {
  const [known, added] = [join(folder, 'known'), join(folder, 'added')];
  write(known, { ...people(payees), ...deals({ from: 0, to: DEALS / 2, raise: 0, payees }, 1) });
  const corrected = deals({ from: 0, to: DEALS / 2, raise: 500, payees }, 4);
  const later = deals({ from: DEALS / 2, to: DEALS, raise: 0, payees }, 1);
  write(added, {
    deals: [...corrected.deals, ...later.deals.slice(1)],
    splits: later.splits,
    receipts: later.receipts,
    'invoice-lines': later['invoice-lines'],
    applications: later.applications,
  });
  return { known, added };
}

type Rows = readonly string[];

function write(folder: string, files: Readonly<Record<string, Rows>>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, rows] of Object.entries(files))
    writeFileSync(join(folder, `${name}.csv`), `${rows.join('\n')}\n`);
}

function people(payees: number): Readonly<Record<string, Rows>> {
  const ids = Array.from({ length: payees }, (_, index) => `p${String(index).padStart(3, '0')}`);
  return {
    payees: ['id,name', ...ids.map((id) => `${id},Payee ${id}`)],
    teams: ['id,name', 'north,North'],
    memberships: ['team,payee,as,from', ...ids.map((id) => `north,${id},member,2026-01-01`)],
    assignments: ['payee,plan,from', ...ids.map((id) => `${id},account-executive,2026-01-01`)],
    'target-incentives': ['payee,from,amount', ...ids.map((id) => `${id},2026-01-01,40000`)],
    quotas: [
      'payee,quota,from,to,amount,currency',
      ...ids.map((id) => `${id},new-acv,2026-01-01,2027-01-01,400000,USD`),
    ],
  };
}

function deals({ from, to, raise, payees }: DealRange, step: number) {
  const numbers = Array.from({ length: Math.ceil((to - from) / step) }, (_, index) => from + index * step);
  const day = (number: number) => `2026-0${1 + (number % 4)}-${String(1 + (number % 28)).padStart(2, '0')}`;
  const value = (number: number) => 10_000 + 137 * number + raise;
  const payee = (number: number) => `p${String(number % payees).padStart(3, '0')}`;
  const each = (header: string, row: (number: number) => string): Rows => [header, ...numbers.map(row)];
  return {
    deals: each('id,closeDate,type,acv,tcv,stage', (n) => `D-${n},${day(n)},new,${value(n)},${value(n)},won`),
    splits: each('deal,payee,role,share', (n) => `D-${n},${payee(n)},owner,100%`),
    receipts: each('id,date,amount', (n) => `R-${n},${day(n)},${value(n)}`),
    'invoice-lines': each(
      'invoice,line,deal,date,amount,tax',
      (n) => `I-${n},1,D-${n},${day(n)},${value(n)},0`,
    ),
    applications: each('receipt,invoice,line,amount', (n) => `R-${n},I-${n},1,${value(n)}`),
  };
}
