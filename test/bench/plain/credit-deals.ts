import type { Database } from 'better-sqlite3';
import { Engine } from 'json-rules-engine';
import { type Amount, Money } from './decimal.js';
import type { ApplicationRow, DealRow, InvoiceRow, ReceiptRow, SplitRow } from './rows.js';

/** The components of the plan. */
export type Component = 'bookings' | 'renewals';

/** What a payee is credited for one event of a deal. */
export interface PlainCredit {
  readonly payee: string;
  readonly component: Component;
  readonly date: string;
  readonly deal: string;
  /** Which cash it is; `null` for the booking itself. */
  readonly event: string | null;
  readonly share: Amount;
  /** The payee's part in cents, not rounded. */
  readonly base: Amount;
}

/**
 * Asks json-rules-engine for each share of each deal which components it counts for, and credits the booking
 * or the cash.
 *
 * @example
 * const credits = await creditDeals(db);
 */
export async function creditDeals(db: Database): Promise<readonly PlainCredit[]> {
  const engine = planEngine();
  const splits = splitsByDeal(db);
  const cash = cashByDeal(db);
  const credits: PlainCredit[] = [];
  const deals = db.prepare<[], DealRow>('select id, close_date, type, region, discount, acv from deal').all();
  for (const deal of deals) {
    const facts = { type: deal.type, region: deal.region, discount: Number(deal.discount ?? '0') };
    for (const split of splits.get(deal.id) ?? []) {
      const { events } = await engine.run(facts);
      const share = new Money(split.share);
      const credited = (component: Component, date: string, event: string | null, amount: number) =>
        credits.push({
          payee: split.payee,
          component,
          date,
          deal: deal.id,
          event,
          share,
          base: share.times(amount),
        });
      for (const { type } of events) {
        if (type === 'bookings') credited('bookings', deal.close_date, null, deal.acv ?? 0);
        else
          for (const each of cash.get(deal.id) ?? [])
            credited('renewals', each.date, each.event, each.amount);
      }
    }
  }
  return credits;
}

function planEngine(): Engine {
  const engine = new Engine();
  engine.addRule({
    event: { type: 'bookings' },
    conditions: {
      all: [
        { fact: 'type', operator: 'in', value: ['new', 'expansion'] },
        { fact: 'discount', operator: 'lessThanInclusive', value: 0.25 },
        { fact: 'region', operator: 'notIn', value: ['house'] },
      ],
    },
  });
  engine.addRule({
    event: { type: 'renewals' },
    conditions: { all: [{ fact: 'type', operator: 'equal', value: 'renewal' }] },
  });
  return engine;
}

function splitsByDeal(db: Database): ReadonlyMap<string, readonly SplitRow[]> {
  const splits = new Map<string, SplitRow[]>();
  const rows = db
    .prepare<[], SplitRow>(`select deal, payee, share from split where role = 'owner'`)
    .iterate();
  for (const row of rows) {
    const known = splits.get(row.deal);
    if (known === undefined) splits.set(row.deal, [row]);
    else known.push(row);
  }
  return splits;
}

interface Cash {
  readonly date: string;
  readonly event: string;
  readonly amount: number;
}

function cashByDeal(db: Database): ReadonlyMap<string, readonly Cash[]> {
  const dealOf = new Map<string, string>();
  for (const row of db.prepare<[], InvoiceRow>('select invoice, line, deal from invoice_line').iterate()) {
    dealOf.set(`${row.invoice}/${row.line}`, row.deal);
  }
  const dateOf = new Map<string, string>();
  for (const row of db.prepare<[], ReceiptRow>('select id, date from receipt').iterate()) {
    dateOf.set(row.id, row.date);
  }
  const cash = new Map<string, Cash[]>();
  const applications = db.prepare<[], ApplicationRow>(
    'select receipt, invoice, line, amount from application',
  );
  for (const { receipt, invoice, line, amount } of applications.iterate()) {
    const deal = dealOf.get(`${invoice}/${line}`);
    const date = dateOf.get(receipt);
    if (deal === undefined || date === undefined) continue;
    const paid = { date, event: `${receipt}:${invoice}/${line}`, amount };
    const known = cash.get(deal);
    if (known === undefined) cash.set(deal, [paid]);
    else known.push(paid);
  }
  return cash;
}
