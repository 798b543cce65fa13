import { CHART_COLORS } from './chart-colors.js';

/** Writes an exact number as the reader does. */
export type Written = (exact: string) => string;

/** The room around the axes; their labels find their own. */
export const GRID = {
  left: 8,
  right: 24,
  top: 36,
  bottom: 30,
  outerBoundsMode: 'same',
  outerBoundsContain: 'axisLabel',
};

/**
 * How an axis of numbers looks, upright or lying.
 *
 * @example
 * { yAxis: { type: 'value', ...numberAxis('Earned', format.brief) } }
 */
export function numberAxis(name: string, written: Written) {
  return {
    ...axis(name),
    splitLine: { lineStyle: { color: CHART_COLORS.line } },
    // The numbers at the ticks are chosen by the chart, with few digits: their text is exact.
    axisLabel: { ...LABEL, hideOverlap: true, formatter: (value: number) => written(plainText(value)) },
  };
}

/**
 * How an axis of words looks.
 *
 * @example
 * { xAxis: { type: 'category', data: months, ...wordAxis('Month') } }
 */
export function wordAxis(name: string) {
  return { ...axis(name), splitLine: { show: false }, axisLabel: { ...LABEL, hideOverlap: true } };
}

/**
 * A lying axis that ends where its line does: the last label stands within the picture, not half beyond its edge. Beside
 * the first there is room, below the numbers of the other axis.
 *
 * @example
 * { xAxis: withinEdges({ type: 'category', boundaryGap: false, data: months, ...wordAxis('') }) }
 */
export function withinEdges<Axis extends { readonly axisLabel: object }>(lying: Axis) {
  return { ...lying, axisLabel: { ...lying.axisLabel, alignMaxLabel: 'right' } };
}

function axis(name: string) {
  return {
    name,
    nameTextStyle: { color: CHART_COLORS.quiet, fontSize: 12 },
    axisLine: { lineStyle: { color: CHART_COLORS.line } },
    axisTick: { show: false },
  };
}

const LABEL = { color: CHART_COLORS.quiet, fontSize: 12 };

/** A number of few digits as plain decimal text: JavaScript would write the largest and the least with exponents. */
function plainText(value: number): string {
  const text = String(value);
  return text.includes('e') ? BigInt(Math.trunc(value)).toString() : text;
}
