import { Decimal } from '../../money/decimal.js';
import type { ReaderFormat } from '../format/reader-format.js';

/** How many members have come so far. */
export interface AttainmentBand {
  /** In percent of the quota, without the sign. */
  readonly label: string;
  readonly members: number;
}

/** Where bands begin, as fractions of the quota. */
const BOUNDS = ['0.5', '0.8', '1', '1.2'] as const;

/**
 * How many members are how far, from those below half of their quota to those far beyond it.
 *
 * @param attainments fractions of the quota, as exact text
 * @example
 * attainmentBands(['0.95', '1.02'], format)[2] // { label: '80–100', members: 1 }
 */
export function attainmentBands(
  attainments: readonly string[],
  format: ReaderFormat,
): readonly AttainmentBand[] {
  const exact = attainments.map((text) => new Decimal(text));
  const bounds = BOUNDS.map((text) => new Decimal(text));
  return [...bounds, null].map((to, place) => {
    const from = place === 0 ? null : (bounds[place - 1] ?? null);
    const members = exact.filter(
      (each) => (from === null || !each.lessThan(from)) && (to === null || each.lessThan(to)),
    ).length;
    return { label: labelOf(from, to, format), members };
  });
}

function labelOf(from: Decimal | null, to: Decimal | null, format: ReaderFormat): string {
  const percent = (fraction: Decimal) => format.quantity(fraction.times(100).toString());
  if (from === null) return to === null ? '' : `<${percent(to)}`;
  return to === null ? `≥${percent(from)}` : `${percent(from)}–${percent(to)}`;
}
