import { Engine } from 'json-rules-engine';
import type { DatabaseReader } from '../places/database-reader.js';
import { type Amount, Money } from './decimal.js';
import type { DealRow, SplitRow } from './rows.js';

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
 * const credits = await creditDeals(databaseReader('plain.sqlite'));
 */
export async function creditDeals(reader: DatabaseReader): Promise<readonly PlainCredit[]> {
  const engine = planEngine();
  const splits = await splitsByDeal(reader);
  const cash = await cashByDeal(reader);
  const credits: PlainCredit[] = [];
  for (const deal of await dealsOf(reader)) {
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

async function dealsOf(reader: DatabaseReader): Promise<readonly DealRow[]> {
  const deals: DealRow[] = [];
  const text = (value: unknown) => (value === null ? null : String(value));
  for await (const batch of reader.rows('select id, close_date, type, region, discount, acv from deal')) {
    for (const [id, closeDate, type, region, discount, acv] of batch) {
      deals.push({
        id: String(id),
        close_date: String(closeDate),
        type: text(type),
        region: text(region),
        discount: text(discount),
        acv: acv === null ? null : Number(acv),
      });
    }
  }
  return deals;
}

async function splitsByDeal(reader: DatabaseReader): Promise<ReadonlyMap<string, readonly SplitRow[]>> {
  const splits = new Map<string, SplitRow[]>();
  for await (const batch of reader.rows(`select deal, payee, share from split where role = 'owner'`)) {
    for (const [deal, payee, share] of batch) {
      const row: SplitRow = { deal: String(deal), payee: String(payee), share: String(share) };
      const known = splits.get(row.deal);
      if (known === undefined) splits.set(row.deal, [row]);
      else known.push(row);
    }
  }
  return splits;
}

interface Cash {
  readonly date: string;
  readonly event: string;
  readonly amount: number;
}

async function cashByDeal(reader: DatabaseReader): Promise<ReadonlyMap<string, readonly Cash[]>> {
  const dealOf = new Map<string, string>();
  for await (const batch of reader.rows('select invoice, line, deal from invoice_line'))
    for (const [invoice, line, deal] of batch) dealOf.set(`${invoice}/${line}`, String(deal));
  const dateOf = new Map<string, string>();
  for await (const batch of reader.rows('select id, date from receipt'))
    for (const [id, date] of batch) dateOf.set(String(id), String(date));
  const cash = new Map<string, Cash[]>();
  for await (const batch of reader.rows('select receipt, invoice, line, amount from application')) {
    for (const [receipt, invoice, line, amount] of batch) {
      const deal = dealOf.get(`${invoice}/${line}`);
      const date = dateOf.get(String(receipt));
      if (deal === undefined || date === undefined) continue;
      const paid = { date, event: `${receipt}:${invoice}/${line}`, amount: Number(amount) };
      const known = cash.get(deal);
      if (known === undefined) cash.set(deal, [paid]);
      else known.push(paid);
    }
  }
  return cash;
}
