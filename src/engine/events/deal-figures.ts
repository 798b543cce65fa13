import { minorDigits } from '../../money/currency.js';
import { divideRounded } from '../../money/rounding.js';
import { scaledInteger } from '../../money/scaled-integer.js';
import type { Company } from '../../records/company.js';
import { QUANTITY_PLACES } from '../../records/field.js';
import type { Deal } from '../../records/record-kinds.js';
import type { AmountKind } from '../measure.js';

/** The figures of a deal as it was signed: minor units of its currency, and millionths for the quantity. */
export interface DealFigures {
  readonly tcv: bigint;
  readonly acv: bigint;
  readonly mrr: bigint;
  readonly firstYear: bigint;
  readonly margin: bigint;
  readonly quantity: bigint;
}

/**
 * Whether a deal runs month by month without an end.
 *
 * @example
 * isOpenEnded({ ...deal, mrr: 2_000_000n, termMonths: null, tcv: null }) // true
 */
export function isOpenEnded(deal: Pick<Deal, 'mrr' | 'termMonths' | 'tcv'>): boolean {
  return deal.mrr !== null && deal.termMonths === null && deal.tcv === null;
}

/**
 * Completes the figures of a deal. What is given stands; what is not follows from it: an open-ended monthly
 * deal is worth its months of expected relationship, annual and first-year values are a year's part of the
 * total, and a deal of less than a year is not blown up to one.
 *
 * @example
 * dealFigures({ ...deal, mrr: 2_000_000n }, company).tcv // 18 months: 36_000_000n
 */
export function dealFigures(deal: Deal, company: Company): DealFigures {
  const months = BigInt(deal.termMonths ?? (isOpenEnded(deal) ? company.expectedRelationshipMonths : 0));
  const tcv = deal.tcv ?? totalOf(deal, months);
  const year = months > 12n ? rounded(tcv * 12n, months) : tcv;
  const acv = deal.acv ?? year;
  return {
    tcv,
    acv,
    mrr: deal.mrr ?? (months > 0n ? rounded(tcv, months) : rounded(acv, 12n)),
    firstYear: deal.firstYear ?? year,
    margin: deal.margin ?? 0n,
    quantity: scaledQuantity(deal.quantity ?? '1'),
  };
}

function totalOf(deal: Deal, months: bigint): bigint {
  if (deal.mrr !== null && months > 0n) return deal.mrr * months;
  if (deal.acv !== null) return months > 0n ? rounded(deal.acv * months, 12n) : deal.acv;
  if (deal.mrr !== null) return deal.mrr;
  return deal.firstYear ?? 0n;
}

function rounded(numerator: bigint, denominator: bigint): bigint {
  return divideRounded(numerator, denominator, 'half-even');
}

/** A decimal quantity in millionths. */
export function scaledQuantity(text: string): bigint {
  return scaledInteger(text, QUANTITY_PLACES);
}

/**
 * The figure that a measure counts of a whole deal, in minor units or millionths; what is not given counts
 * as nothing.
 */
export function figureOf(
  amount: AmountKind,
  figures: DealFigures,
  deal: Deal,
  { homeCurrency }: Pick<Company, 'homeCurrency'>,
): bigint {
  switch (amount.kind) {
    case 'amount':
      return figures.tcv;
    case 'count':
      return 10n ** BigInt(QUANTITY_PLACES);
    case 'field': {
      const text = deal.extra[amount.field];
      if (text === undefined) return 0n;
      return scaledInteger(
        text,
        amount.unit === 'money' ? minorDigits(deal.currency ?? homeCurrency) : QUANTITY_PLACES,
      );
    }
    default:
      return figures[amount.kind];
  }
}
