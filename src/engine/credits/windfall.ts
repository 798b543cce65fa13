import { parseMinorUnits } from '../../money/minor-units.js';
import { multiplyRatios, type Ratio, ratio, roundRatio } from '../../money/ratio.js';
import { scaledInteger } from '../../money/scaled-integer.js';
import type { Company } from '../../records/company.js';
import { QUANTITY_PLACES } from '../../records/field.js';
import type { Deal } from '../../records/record-kinds.js';
import type { DealStreams } from '../events/deal-events.js';
import { inMinorUnits } from '../events/fx.js';
import type { Measure } from '../measure.js';
import { windowsOf } from '../measures/measure-window.js';
import { exactQuota } from '../measures/quota.js';
import type { RecordIndex } from '../record-index.js';
import type { Segment } from './segment.js';

/** What is looked at to tell how much of a deal counts. */
interface WindfallContext {
  readonly index: RecordIndex;
  readonly company: Company;
  readonly streams: DealStreams;
}

/** How much of a deal counts; `null` where there is no end to it. */
export interface WindfallLimit {
  readonly limit: bigint | null;
  /** Whether what exceeds it waits for a decision. */
  readonly waits: boolean;
}

/**
 * Readies the windfall rule of a measure for a payee: how much of a deal counts, in minor units of the plan's
 * currency or millionths of units. What was decided about a deal is an amount in the deal's currency, converted
 * as the plan converts on its close date. Without a quota, a share of it is no limit.
 *
 * @example
 * windfallLimits(segment, measure, context)(deal) // { limit: 50_000_000n, waits: true }
 */
export function windfallLimits(
  segment: Segment,
  measure: Measure,
  context: WindfallContext,
): (deal: Deal) => WindfallLimit {
  const { windfall } = measure;
  if (windfall === null) return () => UNLIMITED;
  const { above, excess, decidedBy } = windfall;
  const quotaOf = above.kind === 'ofQuota' ? quotaReader(segment, measure, context) : () => null;
  return (deal) => {
    const decided = decidedBy === null ? null : decision(deal, decidedBy, segment, measure, context);
    if (decided !== null) return { limit: decided, waits: false };
    const waits = excess === 'held';
    if (above.kind === 'amount') return { limit: above.amount, waits };
    const quota = quotaOf(deal);
    if (quota === null || quota.numerator === 0n) return UNLIMITED;
    return { limit: roundRatio(multiplyRatios(quota, above.share), segment.plan.rounding), waits };
  };
}

const UNLIMITED: WindfallLimit = { limit: null, waits: false };

function decision(
  deal: Deal,
  field: string,
  { plan }: Segment,
  { unit }: Measure,
  { company, streams }: WindfallContext,
): bigint | null {
  const text = deal.extra[field];
  if (text === undefined) return null;
  if (unit === 'units') return scaledInteger(text, QUANTITY_PLACES);
  const own = deal.currency ?? company.homeCurrency;
  const amount = parseMinorUnits(text, own);
  const { rate } = streams.rateOf(deal, plan);
  if (typeof amount !== 'bigint' || rate === undefined) return null;
  const converted = multiplyRatios(ratio(amount, 1n), inMinorUnits(rate, own, plan.currency));
  return roundRatio(converted, plan.rounding);
}

/** Reads the full quota of the window in which a deal closed; of the first or last one where it is outside all. */
function quotaReader(
  segment: Segment,
  measure: Measure,
  { index, company, streams }: WindfallContext,
): (deal: Deal) => Ratio | null {
  const { currency, proration, rounding } = segment.plan;
  const quotas = (index.quotasByPayee.get(segment.payee) ?? []).filter(
    ({ quota }) => quota === measure.quota,
  );
  const windows = windowsOf(segment, measure, company, streams.through);
  return ({ closeDate }) => {
    const own = windows.find(({ to }) => closeDate < to) ?? windows.at(-1);
    if (own === undefined) return null;
    const terms = { unit: measure.unit, currency, proration, rounding };
    return exactQuota(quotas, own.full, own.full, terms)?.full ?? null;
  };
}
