import { addDays, addMonths, type CivilDate } from '../../../src/calendar/civil-date.js';
import { numberedId } from '../../../src/sample/numbered.js';
import { drawBelow } from './draw.js';
import { ReceiptOrder } from './receipt-order.js';

/** How much there is, and by which seed. */
export interface WorkloadSize {
  readonly deals: number;
  readonly payees: number;
  readonly seed: number;
}

/** A deal of the workload, with what the splits, invoices and receipts of it follow from. */
export interface WorkloadDeal {
  readonly id: string;
  readonly closeDate: CivilDate;
  readonly type: string;
  readonly product: string;
  readonly region: string;
  /** As a percent is written; empty for a third of the deals. */
  readonly discount: string;
  /** Cents. */
  readonly value: number;
  readonly receipts: number;
}

/** A part of a sum: its day and its cents. */
export interface WorkloadPart {
  readonly date: CivilDate;
  readonly amount: number;
}

/** The first day of the year in which the deals close. */
export const FIRST_DAY: CivilDate = '2025-01-01';
/** The last month that is calculated: most of the cash of the year has come in by then. */
export const LAST_PERIOD = '2026-03';
/** The first day that does not count any more. */
export const THROUGH: CivilDate = '2026-04-01';
/** The deals for which there is one payee. */
const DEALS_PER_PAYEE = 100;

/** The payees of whom a manager has the team. */
const PAYEES_PER_TEAM = 10;

/** What is drawn; each has a stream of its own. */
const STREAM = {
  day: 1,
  type: 2,
  region: 3,
  discountGiven: 4,
  discount: 5,
  value: 6,
  receipts: 7,
  owner: 8,
  isSplit: 9,
  second: 10,
  isRecognized: 11,
  invoiceDay: 12,
  receiptDay: 13,
  receiptWeight: 14,
  quota: 15,
  product: 16,
} as const;

const PRODUCTS = ['core', 'dock', 'fleet', 'insight', 'care'] as const;
const REGIONS = ['amer-east', 'amer-west', 'emea', 'apac', 'latam'] as const;
const DAYS = Array.from({ length: 365 }, (_, day) => addDays(FIRST_DAY, day));

/**
 * The company that is calculated: who and what there is, each as a function of its number and the seed. Ids
 * tell nothing of dates, and those of receipts nothing of deals.
 *
 * @example
 * const workload = new Workload(sizeFor(10_000, 1));
 * workload.deal(0).id; // 'D-00000001'
 */
export class Workload {
  readonly receiptOrder: ReceiptOrder;

  constructor(readonly size: WorkloadSize) {
    this.receiptOrder = new ReceiptOrder(size.deals, (deal) => 1 + this.#draw('receipts', deal, 3));
  }

  payee(index: number): string {
    return numberedId('P', index, 6);
  }

  /** What a payee is to book in each quarter, in cents. */
  quota(payee: number): number {
    return 40_000_000 + this.#draw('quota', payee, 90_000_000);
  }

  /** How many managers there are, each with a team of so many payees. */
  get managers(): number {
    return Math.ceil(this.size.payees / PAYEES_PER_TEAM);
  }

  manager(index: number): string {
    return numberedId('M', index, 5);
  }

  team(index: number): string {
    return numberedId('T', index, 5);
  }

  /** Whose team a payee is in, from the day on which the deals begin. */
  managerOf(payee: number): number {
    return Math.floor(payee / PAYEES_PER_TEAM);
  }

  /** What a team is to book in each quarter, in cents: what its members are to. */
  teamQuota(manager: number): number {
    const first = manager * PAYEES_PER_TEAM;
    const end = Math.min(first + PAYEES_PER_TEAM, this.size.payees);
    let sum = 0;
    for (let payee = first; payee < end; payee += 1) sum += this.quota(payee);
    return sum;
  }

  deal(index: number): WorkloadDeal {
    return {
      id: numberedId('D', index, 8),
      closeDate: DAYS[this.#draw('day', index, DAYS.length)] ?? FIRST_DAY,
      type: typeOf(this.#draw('type', index, 1_000)),
      product: PRODUCTS[this.#draw('product', index, PRODUCTS.length)] ?? '',
      region: regionOf(this.#draw('region', index, 1_000)),
      discount: this.#discount(index),
      value: 100_000 + this.#draw('value', index, 11_900_000),
      receipts: this.receiptOrder.countOf(index),
    };
  }

  /** Who shares in a deal, in order of payee: one alone, or two at 60 and 40 percent. */
  splits(deal: number): readonly { readonly payee: number; readonly share: string }[] {
    const { payees } = this.size;
    const owner = this.#draw('owner', deal, payees);
    const alone = payees === 1 || this.#draw('isSplit', deal, 100) >= 30;
    if (alone) return [{ payee: owner, share: '100%' }];
    const second = (owner + 1 + this.#draw('second', deal, payees - 1)) % payees;
    const both = [
      { payee: owner, share: '60%' },
      { payee: second, share: '40%' },
    ];
    return both.sort((a, b) => a.payee - b.payee);
  }

  /** The twelve months in which the value of a deal is recognized, for one deal in five. */
  revenue(index: number, { closeDate, value }: WorkloadDeal): readonly WorkloadPart[] {
    if (this.#draw('isRecognized', index, 100) >= 20) return [];
    const month = Math.floor(value / 12);
    return Array.from({ length: 12 }, (_, place) => ({
      date: addMonths(closeDate, place + 1),
      amount: place === 11 ? value - 11 * month : month,
    }));
  }

  invoiceDate(index: number, { closeDate }: WorkloadDeal): CivilDate {
    return addDays(closeDate, this.#draw('invoiceDay', index, 10));
  }

  /** The cash of one receipt of a deal; the receipts of a deal come to its value. */
  receipt(index: number, place: number, deal: WorkloadDeal): WorkloadPart {
    const weights = Array.from({ length: deal.receipts }, (_, each) => this.#weight(index, each));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const parts = weights.map((weight) => Math.floor((deal.value * weight) / total));
    const before = parts.slice(0, -1).reduce((sum, part) => sum + part, 0);
    const amount = place === deal.receipts - 1 ? deal.value - before : (parts[place] ?? 0);
    const days = 5 + this.#draw('receiptDay', index * 3 + place, 75);
    return { date: addDays(this.invoiceDate(index, deal), days), amount };
  }

  #weight(index: number, place: number): number {
    return 1 + this.#draw('receiptWeight', index * 3 + place, 9);
  }

  #discount(index: number): string {
    const given = this.#draw('discountGiven', index, 100);
    if (given < 30) return '';
    // In steps of half a percent: up to 25 % for most, above it for one deal in twenty.
    const steps = given < 95 ? this.#draw('discount', index, 51) : 51 + this.#draw('discount', index, 30);
    return `${Math.floor(steps / 2)}${steps % 2 === 0 ? '' : '.5'}%`;
  }

  #draw(stream: keyof typeof STREAM, index: number, count: number): number {
    return drawBelow({ seed: this.size.seed, stream: STREAM[stream], index }, count);
  }
}

/**
 * The workload of so many deals: a payee for each hundred.
 *
 * @example
 * sizeFor(100_000, 1).payees // 1_000
 */
export function sizeFor(deals: number, seed: number): WorkloadSize {
  return { deals, payees: Math.max(2, Math.round(deals / DEALS_PER_PAYEE)), seed };
}

/**
 * The invoice of a deal, counted from 0.
 *
 * @example
 * invoiceId(0) // 'I-00000001'
 */
export function invoiceId(index: number): string {
  return numberedId('I', index, 8);
}

function typeOf(perMille: number): string {
  if (perMille < 315) return 'renewal';
  return perMille < 800 ? 'new' : 'expansion';
}

function regionOf(perMille: number): string {
  return perMille < 80 ? 'house' : (REGIONS[perMille % REGIONS.length] ?? 'house');
}
