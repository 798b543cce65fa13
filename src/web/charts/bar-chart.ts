import { GRID, numberAxis, type Written, wordAxis } from './axis-style.js';
import { CHART_COLORS } from './chart-colors.js';
import { drawChart } from './draw-chart.js';
import type { DrawnChart } from './drawn-chart.js';
import { placeOf } from './place-of.js';

/** Bars beside each other. */
export interface BarFigures {
  /** What they show, such as `Earned by month`. */
  readonly title: string;
  /** What is counted, such as `USD`. */
  readonly yLabel?: string;
  readonly bars: readonly {
    readonly label: string;
    /** An exact number, also a negative one. */
    readonly value: string;
    /** `marked` is another colour: the month that is looked at, or the reader's own place. */
    readonly tone?: 'plain' | 'marked';
  }[];
  /** A line across, such as an average. */
  readonly reference?: { readonly value: string; readonly label: string };
  /** How numbers are written at the axis: mostly `format.brief`. */
  readonly written: Written;
  /** How they are written in words, where that is longer. */
  readonly inFull?: Written;
}

const WIDE = { width: 720, height: 280 };
const NARROW = { width: 340, height: 240 };

/**
 * Bars: months of pay, or how many of a team are how far.
 *
 * @example
 * await barChart({ title: 'Earned by month', bars: [{ label: 'Jan', value: '1200.00' }], written: format.brief })
 */
export async function barChart(figures: BarFigures): Promise<DrawnChart> {
  const { bars, reference, yLabel = '', written } = figures;
  const option = {
    grid: GRID,
    xAxis: { type: 'category', data: bars.map(({ label }) => label), ...wordAxis('') },
    yAxis: { type: 'value', ...numberAxis(yLabel, written) },
    series: [
      {
        type: 'bar',
        barMaxWidth: 40,
        barCategoryGap: '30%',
        data: bars.map(({ value, tone }) => ({
          value: placeOf(value),
          itemStyle: {
            color: tone === 'marked' ? CHART_COLORS.marked : CHART_COLORS.accent,
            borderRadius: value.startsWith('-') ? [0, 0, 3, 3] : [3, 3, 0, 0],
          },
        })),
        ...(reference !== undefined && { markLine: referenceLine(reference) }),
      },
    ],
  };
  return drawChart({ option, wide: WIDE, narrow: NARROW, alt: inWords(figures) });
}

function referenceLine({ value, label }: { readonly value: string; readonly label: string }) {
  return {
    silent: true,
    symbol: 'none',
    lineStyle: { color: CHART_COLORS.quiet, type: 'dashed' },
    label: { formatter: () => label, position: 'insideEndTop', color: CHART_COLORS.quiet, fontSize: 12 },
    data: [{ yAxis: placeOf(value) }],
  };
}

function inWords({ title, bars, reference, written, inFull = written }: BarFigures): string {
  if (bars.length === 0) return `${title}: there is nothing to show yet.`;
  const told = bars.map(({ label, value }) => `${label}: ${inFull(value)}`).join(', ');
  const across = reference === undefined ? '' : ` ${reference.label}: ${inFull(reference.value)}.`;
  return `${title}: ${told}.${across}`;
}
