import type { CivilDate } from '../calendar/civil-date.js';
import { wholeMonths } from '../calendar/whole-months.js';
import {
  FACT_PLACES,
  type FactDeclarations,
  type Facts,
  type FactValue,
  scaleFact,
} from '../conditions/fact.js';
import { minorDigits } from '../money/currency.js';
import { multiplyRatios, ratio, roundRatio } from '../money/ratio.js';
import type { Company, FactType } from '../records/company.js';
import type { Amendment, Deal } from '../records/record-kinds.js';
import { dealFigures } from './events/deal-figures.js';
import { type FoundRate, inMinorUnits, rateAt } from './events/fx.js';
import type { RecordIndex } from './record-index.js';

const DEAL_FACTS: Readonly<Record<string, FactType>> = {
  deal: 'text',
  account: 'text',
  stage: 'text',
  closeDate: 'date',
  startDate: 'date',
  currency: 'text',
  type: 'text',
  product: 'text',
  region: 'text',
  segment: 'text',
  channel: 'text',
  termMonths: 'number',
  discount: 'percent',
  quantity: 'number',
  tcv: 'money',
  acv: 'money',
  mrr: 'money',
  firstYear: 'money',
  margin: 'money',
};

const EVENT_FACTS: Readonly<Record<string, FactType>> = {
  basis: 'text',
  date: 'date',
  amount: 'money',
  monthsSinceClose: 'number',
  monthsSinceStart: 'number',
  cancelled: 'boolean',
};

/** The facts that a payee has, whatever the deal. */
export const PAYEE_FACTS: Readonly<Record<string, FactType>> = {
  role: 'text',
  team: 'text',
  hireDate: 'date',
};

/**
 * Every fact that a condition or a table may name: the deal's, the event's, the payee's, and the fields that
 * the company file declares.
 */
export function factDeclarations(company: Company): FactDeclarations {
  return new Map([
    ...Object.entries({ ...DEAL_FACTS, ...EVENT_FACTS, ...PAYEE_FACTS }),
    ...company.dealFields.map(({ name, type }) => [name, type] as const),
  ]);
}

/** The facts that only an event or a payee has: whoever looks at a deal alone can not name them. */
export const FACTS_BEYOND_DEALS: ReadonlySet<string> = new Set(
  Object.keys({ ...EVENT_FACTS, ...PAYEE_FACTS }),
);

/**
 * The facts of a deal in a plan's currency; an empty field is `null`. An absent discount is 0 and an absent
 * quantity 1; figures that follow from others are there. Money is converted at the rate that a plan goes by on
 * the close date: the latest one then, unless another is given.
 */
export function dealFacts(
  deal: Deal,
  currency: string,
  company: Company,
  index: RecordIndex,
  planRate?: FoundRate,
): Facts {
  const figures = dealFigures(deal, company);
  const own = deal.currency ?? company.homeCurrency;
  const rate = planRate === undefined ? rateAt(own, currency, deal.closeDate, index) : planRate.rate;
  const money = (minor: bigint | null): FactValue | null => {
    if (minor === null || rate === undefined) return null;
    const converted =
      own === currency
        ? minor
        : roundRatio(multiplyRatios(ratio(minor, 1n), inMinorUnits(rate, own, currency)), 'half-even');
    return moneyFact(converted, currency);
  };
  const facts: Record<string, FactValue | null> = {
    deal: deal.id,
    account: deal.account,
    stage: deal.stage,
    closeDate: deal.closeDate,
    startDate: deal.startDate ?? deal.closeDate,
    currency: own,
    type: deal.type,
    product: deal.product,
    region: deal.region,
    segment: deal.segment,
    channel: deal.channel,
    termMonths: deal.termMonths === null ? null : scaleFact(String(deal.termMonths)),
    discount: scaleFact(deal.discount ?? '0'),
    quantity: scaleFact(deal.quantity ?? '1'),
    tcv: money(figures.tcv),
    acv: money(figures.acv),
    mrr: money(figures.mrr),
    firstYear: money(figures.firstYear),
    margin: money(deal.margin),
  };
  for (const { name, type } of company.dealFields) {
    const text = deal.extra[name];
    facts[name] = text === undefined ? null : extraFact(text, type);
  }
  return facts;
}

/**
 * Where a contract stands on the day of one of its events: the whole months that have passed since it was closed and
 * since it started, and whether it is cancelled.
 *
 * @param amendments those of the deal
 * @example
 * contractFacts(deal, '2027-01-10', []) // { monthsSinceClose: 12, scaled; monthsSinceStart: …; cancelled: false }
 */
export function contractFacts(deal: Deal, date: CivilDate, amendments: readonly Amendment[]): Facts {
  const { closeDate, startDate } = deal;
  const sinceClose = wholeMonthsFact(closeDate, date);
  return {
    monthsSinceClose: sinceClose,
    monthsSinceStart: startDate === null ? sinceClose : wholeMonthsFact(startDate, date),
    cancelled: amendments.some((each) => each.kind === 'cancellation' && each.date <= date),
  };
}

function wholeMonthsFact(from: CivilDate, to: CivilDate): bigint {
  return BigInt(wholeMonths(from, to)) * 10n ** BigInt(FACT_PLACES);
}

/** An amount of minor units as facts are compared: major units, scaled. */
export function moneyFact(minor: bigint, currency: string): bigint {
  return minor * 10n ** BigInt(FACT_PLACES - minorDigits(currency));
}

function extraFact(text: string, type: FactType): FactValue {
  if (type === 'number' || type === 'percent' || type === 'money') return scaleFact(text);
  return type === 'boolean' ? text === 'true' : text;
}
