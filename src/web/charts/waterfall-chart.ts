import { Decimal } from '../../money/decimal.js';
import { GRID, numberAxis, type Written, wordAxis } from './axis-style.js';
import { CHART_COLORS } from './chart-colors.js';
import { drawChart } from './draw-chart.js';
import type { DrawnChart } from './drawn-chart.js';
import { placeOf } from './place-of.js';

/** A step of a waterfall: a sum that stands on the ground, or what is added to the one before. */
export interface WaterfallStep {
  readonly label: string;
  /** An exact number, below zero for what is taken away. */
  readonly value: string;
  readonly isSum?: boolean;
}

/** How one sum becomes another. */
export interface WaterfallFigures {
  /** What it shows, such as `From earned to paid`. */
  readonly title: string;
  /** What is counted, such as `USD`. */
  readonly yLabel: string;
  readonly steps: readonly WaterfallStep[];
  /** How numbers are written at the axis: mostly `format.brief`. */
  readonly written: Written;
  /** How they are written in words. */
  readonly inFull: Written;
}

const WIDE = { width: 720, height: 280 };
const NARROW = { width: 340, height: 260 };

/** So many labels have room beside each other on a phone. */
const MOST_UPRIGHT = 5;

/** Where a bar of a waterfall begins and ends, the lower first. */
interface Bar {
  readonly low: Decimal;
  readonly high: Decimal;
  readonly step: WaterfallStep;
}

/**
 * A waterfall: sums as whole bars, and between them what is added or taken away, each beginning where the one before
 * ended.
 *
 * @example
 * await waterfallChart({ title: 'From earned to paid', yLabel: 'USD', steps, written: format.brief, inFull })
 */
export async function waterfallChart(figures: WaterfallFigures): Promise<DrawnChart> {
  const { steps, yLabel, written } = figures;
  const bars = barsOf(steps);
  const option = {
    grid: GRID,
    xAxis: {
      type: 'category',
      data: steps.map(({ label }) => label),
      ...wordAxis(''),
      axisLabel: {
        color: CHART_COLORS.quiet,
        fontSize: 12,
        interval: 0,
        rotate: steps.length > MOST_UPRIGHT ? 30 : 0,
      },
    },
    yAxis: { type: 'value', ...numberAxis(yLabel, written) },
    series: [
      { ...SERIES, data: bars.map(hiddenPart), itemStyle: { color: 'transparent' } },
      { ...SERIES, data: bars.map((bar) => part(bar, above)) },
      { ...SERIES, data: bars.map((bar) => part(bar, below)) },
    ],
  };
  return drawChart({ option, wide: WIDE, narrow: NARROW, alt: inWords(figures) });
}

const SERIES = { type: 'bar', stack: 'steps', barMaxWidth: 44, barCategoryGap: '30%', silent: true };

const ZERO = new Decimal(0);

function barsOf(steps: readonly WaterfallStep[]): readonly Bar[] {
  let level = ZERO;
  return steps.map((step) => {
    const value = new Decimal(step.value);
    const from = step.isSum === true ? ZERO : level;
    level = from.plus(value);
    return from.lessThan(level) ? { low: from, high: level, step } : { low: level, high: from, step };
  });
}

/** What lies between the ground and a bar that does not touch it. */
function hiddenPart({ low, high }: Bar): number {
  if (low.greaterThan(ZERO)) return placeOf(low.toString());
  return high.lessThan(ZERO) ? placeOf(high.toString()) : 0;
}

/** Bars are stacked upwards above the ground and downwards below it. */
function above({ low, high }: Bar): Decimal {
  if (!high.greaterThan(ZERO)) return ZERO;
  return low.greaterThan(ZERO) ? high.minus(low) : high;
}

function below({ low, high }: Bar): Decimal {
  if (!low.lessThan(ZERO)) return ZERO;
  return high.lessThan(ZERO) ? low.minus(high) : low;
}

function part(bar: Bar, lengthOf: (bar: Bar) => Decimal) {
  const { isSum = false, value } = bar.step;
  const moved = value.startsWith('-') ? CHART_COLORS.marked : CHART_COLORS.soft;
  return {
    value: placeOf(lengthOf(bar).toString()),
    itemStyle: { color: isSum ? CHART_COLORS.accent : moved },
  };
}

function inWords({ title, steps, inFull }: WaterfallFigures): string {
  if (steps.length === 0) return `${title}: there is nothing to show yet.`;
  return `${title}: ${steps.map(({ label, value }) => `${label}: ${inFull(value)}`).join(', ')}.`;
}
