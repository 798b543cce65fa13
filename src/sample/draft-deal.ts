import { addDays, type CivilDate, nextMonth } from '../calendar/civil-date.js';
import { divideRounded } from '../money/rounding.js';
import type { Deal } from '../records/record-kinds.js';
import { type Billing, type Contract, EMPTY_DEAL, type RevenueMethod } from './contract.js';
import { REGIONS } from './organization.js';
import type { Random } from './random.js';
import { regionOf } from './roster.js';
import type { Posting } from './staff.js';

/** A contract whose deal has no id yet. */
export type Draft = Omit<Contract, 'care' | 'deal'> & { readonly deal: Omit<Deal, 'id'> };

/** What is known of a sale before it is spelled out. */
export interface Sale {
  readonly kind: Contract['kind'];
  readonly seller: Posting;
  readonly closeDate: CivilDate;
  /** Minor units of USD, of the annual or of the whole value. */
  readonly amount: bigint;
  readonly counts: 'acv' | 'tcv';
  readonly type: 'new' | 'expansion' | 'renewal';
  readonly account: string;
}

/** What a US dollar costs about, in hundredths of a euro. */
const EURO_CENTS = 92n;

const PRODUCTS: Readonly<Record<string, string>> = {
  track: 'Halden Track',
  dock: 'Halden Dock',
  rates: 'Halden Rates',
  customs: 'Halden Customs',
  integration: 'Integration project',
};

/**
 * Spells out a sale: what was sold to whom on which terms.
 *
 * @example
 * const draft = draftDeal({ kind: 'smb', type: 'new', counts: 'acv', … }, random);
 */
export function draftDeal(sale: Sale, random: Random): Draft {
  const { kind, seller, closeDate, type, account } = sale;
  const product = productOf(sale, random);
  const currency = regionOf(seller) === 'emea' && kind !== 'smb' && random.chance(14) ? 'EUR' : 'USD';
  const terms = termsOf(sale, product, currency, random);
  const channel = channelOf(kind, random);
  const { value, figures, billing, revenue } = terms;
  return {
    kind,
    seller,
    billing,
    revenue,
    value,
    deal: {
      ...EMPTY_DEAL,
      ...figures,
      closeDate,
      startDate: startOf(kind, closeDate, random),
      name: `${PRODUCTS[product] ?? product} for ${account}`,
      account,
      currency,
      type,
      product,
      region: REGIONS[regionOf(seller)],
      segment: kind === 'smb' ? 'smb' : 'enterprise',
      channel,
      quantity: product === 'dock' ? String(random.between(8, 70)) : null,
      discount: discountOf(random),
      extra: extraOf(sale, channel, random),
    },
  };
}

function productOf({ kind }: Sale, random: Random): string {
  const integration = kind === 'enterprise' ? 8 : 0;
  return random.weighted([
    ['track', 45],
    ['dock', 22],
    ['rates', 20],
    ['customs', 13],
    ['integration', integration],
  ]);
}

interface Terms {
  readonly value: bigint;
  readonly figures: Partial<Deal>;
  readonly billing: Billing;
  readonly revenue: RevenueMethod;
}

function termsOf(sale: Sale, product: string, currency: string, random: Random): Terms {
  const { kind, counts } = sale;
  const amount = currency === 'EUR' ? (sale.amount * EURO_CENTS) / 100n : sale.amount;
  if (product === 'integration') {
    const tcv = toHundreds(amount);
    const figures = { termMonths: random.between(3, 8), tcv };
    return { value: tcv, figures, billing: 'project', revenue: 'milestones' };
  }
  if (kind === 'smb' && random.chance(6)) {
    const mrr = toHundreds(amount / 12n);
    return { value: mrr, figures: { mrr }, billing: 'monthly', revenue: 'monthly' };
  }
  const years = BigInt(kind === 'enterprise' || kind === 'channel' ? longTerm(random) : shortTerm(random));
  const acv = toHundreds(counts === 'tcv' ? amount / years : amount);
  const tcv = acv * years;
  const margin = random.chance(30) ? (tcv * BigInt(random.between(66, 83))) / 100n : null;
  return {
    value: tcv,
    figures: { termMonths: Number(years) * 12, tcv, acv, margin },
    billing: billingOf(kind, random),
    revenue: random.weighted([
      ['months', 74],
      ['days', 21],
      ['entries', kind === 'enterprise' ? 5 : 0],
    ]),
  };
}

function longTerm(random: Random): number {
  return random.weighted([
    [1, 58],
    [2, 23],
    [3, 19],
  ]);
}

function shortTerm(random: Random): number {
  return random.weighted([
    [1, 88],
    [2, 12],
  ]);
}

/** Channel deals are invoiced when they are signed, a year at a time. */
function billingOf(kind: Contract['kind'], random: Random): Billing {
  if (kind === 'channel') return 'yearly';
  return random.weighted([
    ['yearly', kind === 'smb' ? 72 : 55],
    ['quarterly', kind === 'smb' ? 18 : 38],
    ['monthly', 7],
  ]);
}

function startOf(kind: Contract['kind'], closeDate: CivilDate, random: Random): CivilDate {
  if (kind === 'channel') return closeDate;
  if (kind !== 'smb' && random.chance(60)) return nextMonth(closeDate);
  return addDays(closeDate, random.below(15));
}

function channelOf(kind: Contract['kind'], random: Random): string {
  const [direct, reseller, referral] = CHANNELS[kind];
  return random.weighted([
    ['direct', direct],
    ['reseller', reseller],
    ['referral', referral],
  ]);
}

const CHANNELS: Readonly<Record<Contract['kind'], readonly [number, number, number]>> = {
  enterprise: [95, 3, 2],
  smb: [96, 0, 4],
  channel: [0, 66, 34],
  renewal: [100, 0, 0],
};

/** Above 30 % a deal is credited to nobody on the enterprise plan. */
function discountOf(random: Random): string | null {
  return random.weighted([
    [null, 42],
    ['0.05', 20],
    ['0.1', 15],
    ['0.15', 10],
    ['0.2', 7],
    ['0.25', 3],
    ['0.3', 2],
    ['0.35', 1],
  ]);
}

function extraOf(
  { kind, type, amount }: Sale,
  channel: string,
  random: Random,
): Readonly<Record<string, string>> {
  const partnered = channel !== 'direct';
  const tier = random.weighted([
    ['silver', 45],
    ['gold', 35],
    ['platinum', 20],
  ]);
  const source = random.weighted([
    ['inbound', 35],
    ['outbound', 35],
    ['event', 15],
    ['referral', 15],
  ]);
  const competitive = String(random.chance(kind === 'enterprise' ? 22 : 12));
  const services = String(((amount * BigInt(random.between(4, 12))) / 100n / 10_000n) * 100n);
  return {
    ...(partnered ? { partnerTier: tier } : {}),
    ...(type === 'new' ? { competitive } : {}),
    leadSource: partnered ? 'partner' : source,
    ...(kind === 'enterprise' && random.chance(20) ? { services } : {}),
  };
}

/** Prices are in whole hundreds, and never nothing. */
function toHundreds(amount: bigint): bigint {
  const hundreds = divideRounded(amount, 10_000n, 'half-up');
  return (hundreds === 0n ? 1n : hundreds) * 10_000n;
}
