import { GRID, numberAxis, type Written, withinEdges, wordAxis } from './axis-style.js';
import { type Bound, boundMarks } from './bound-marks.js';
import { CHART_COLORS } from './chart-colors.js';
import { drawChart } from './draw-chart.js';
import type { DrawnChart } from './drawn-chart.js';
import { placeOf } from './place-of.js';

/** One point of a line: what it is called, where it lies, how high. */
export interface LinePoint {
  /** Such as `March 2026`; on a line over numbers, as `x` is written. */
  readonly label: string;
  /** An exact number, for a line over numbers. All points have it, or none. */
  readonly x?: string;
  readonly y: string;
}

/** A line, and what is marked on it. */
export interface LineFigures {
  /** What it shows, such as `What new business earns`. */
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly points: readonly LinePoint[];
  /** Where the reader is. */
  readonly place?: { readonly x: string; readonly y: string; readonly label: string };
  /** Places along the line, such as the bounds of tiers. */
  readonly bounds?: readonly Bound[];
  /** How the numbers of the axes are written: mostly `format.brief`. */
  readonly written: { readonly x: Written; readonly y: Written };
  /** How the numbers are written in words, where that is longer than at the axes. */
  readonly inFull?: { readonly x: Written; readonly y: Written };
}

const WIDE = { width: 720, height: 300 };
const NARROW = { width: 340, height: 240 };
/** Of so many points, each is told in words; of more, the first, the last and what is marked. */
const MOST_TOLD = 13;

/** What the smaller picture has between its axes: where labels have room there, they have it in the larger one too. */
const PLOT_WIDTH = 260;

/** From this part of the width on, a label has no room to the right. */
const NEAR_THE_EDGE = 0.8;

/** How far a label stands below or above the line that it would lie on. */
const OFF_THE_LINE = 13;

/**
 * A line over months, or over numbers as a payout curve is.
 *
 * @example
 * await lineChart({ title: 'Earned by month', xLabel: 'Month', yLabel: 'USD', points, written: { x: format.brief, y: format.brief } })
 */
export async function lineChart(figures: LineFigures): Promise<DrawnChart> {
  const { xLabel, yLabel, points, written } = figures;
  const isOverNumbers = points.every(({ x }) => x !== undefined);
  const option = {
    grid: GRID,
    xAxis: withinEdges(
      isOverNumbers
        ? {
            type: 'value',
            min: 'dataMin',
            max: 'dataMax',
            nameLocation: 'middle',
            ...numberAxis(xLabel, written.x),
            splitLine: { show: false },
          }
        : { type: 'category', data: points.map(({ label }) => label), boundaryGap: false, ...wordAxis('') },
    ),
    yAxis: { type: 'value', ...numberAxis(yLabel, written.y) },
    series: [lineSeries(figures, isOverNumbers)],
  };
  return drawChart({ option, wide: WIDE, narrow: NARROW, alt: inWords(figures) });
}

function lineSeries({ points, place, bounds = [] }: LineFigures, isOverNumbers: boolean) {
  return {
    type: 'line',
    data: points.map(({ x, y }) =>
      isOverNumbers && x !== undefined ? [placeOf(x), placeOf(y)] : placeOf(y),
    ),
    showSymbol: !isOverNumbers,
    symbol: 'circle',
    symbolSize: 6,
    lineStyle: { width: 2.5, color: CHART_COLORS.accent },
    itemStyle: { color: CHART_COLORS.accent },
    markLine: {
      silent: true,
      symbol: 'none',
      lineStyle: { color: CHART_COLORS.quiet, type: 'dashed', width: 1 },
      label: { color: CHART_COLORS.quiet, fontSize: 12, position: 'end' },
      data: boundMarks(bounds, PLOT_WIDTH, [points[0]?.x ?? '0', points.at(-1)?.x ?? '0']).map(
        ({ x, label, distance }) => ({
          xAxis: placeOf(x),
          label: { formatter: () => label, distance: [0, distance] },
        }),
      ),
    },
    ...(place !== undefined && { markPoint: placeMark(place, points) }),
  };
}

function placeMark(
  { x, y, label }: { readonly x: string; readonly y: string; readonly label: string },
  points: readonly LinePoint[],
) {
  return {
    silent: true,
    symbol: 'circle',
    symbolSize: 13,
    itemStyle: { color: CHART_COLORS.marked, borderColor: CHART_COLORS.ground, borderWidth: 2 },
    label: {
      formatter: () => label,
      ...labelPlace(placeOf(x), placeOf(y), points),
      color: CHART_COLORS.text,
      fontSize: 12,
      fontWeight: 'bold',
      textBorderColor: CHART_COLORS.ground,
      textBorderWidth: 3,
    },
    data: [{ coord: [placeOf(x), placeOf(y)] }],
  };
}

/**
 * Where a place has room for its label: beside it, below a line that rises and not on it, nor on the mark of a bound,
 * nor on the numbers of the axis; near the right edge before it, above the line.
 */
function labelPlace(x: number, y: number, points: readonly LinePoint[]) {
  const last = placeOf(points.at(-1)?.x ?? '0');
  if (x > last * NEAR_THE_EDGE) return { position: 'left', distance: 8, offset: [0, -OFF_THE_LINE] };
  return { position: 'right', distance: 8, offset: [0, y > 0 ? OFF_THE_LINE : -OFF_THE_LINE] };
}

function inWords({
  title,
  xLabel,
  yLabel,
  points,
  place,
  bounds = [],
  written,
  inFull = written,
}: LineFigures): string {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return `${title}: there is nothing to show yet.`;
  const told = points.length <= MOST_TOLD ? points : [first, last];
  const at = (point: LinePoint) => (point.x === undefined ? point.label : inFull.x(point.x));
  const steps = told.map((point) => `${at(point)}: ${inFull.y(point.y)}`);
  const marks = bounds.map(({ x, label }) => `${label} at ${inFull.x(x)}`);
  return [
    `${title}, ${yLabel} by ${xLabel}: ${steps.join(told.length === points.length ? ', ' : ' to ')}.`,
    ...(marks.length === 0 ? [] : [`Marked: ${marks.join(', ')}.`]),
    ...(place === undefined ? [] : [`${place.label}: ${inFull.x(place.x)}, ${inFull.y(place.y)}.`]),
  ].join(' ');
}
