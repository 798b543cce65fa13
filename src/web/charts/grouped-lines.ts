import { GRID, numberAxis, type Written, wordAxis } from './axis-style.js';
import { CHART_COLORS } from './chart-colors.js';
import { drawChart } from './draw-chart.js';
import type { DrawnChart } from './drawn-chart.js';
import { placeOf } from './place-of.js';

/** Several lines over the same months. */
export interface GroupedLines {
  /** What they show, such as `Paid by month`. */
  readonly title: string;
  /** What is counted, such as `USD`. */
  readonly yLabel: string;
  readonly labels: readonly string[];
  /** Four at most; exact numbers, one for each label. */
  readonly lines: readonly { readonly label: string; readonly values: readonly string[] }[];
  /** How numbers are written at the axis: mostly `format.brief`. */
  readonly written: Written;
  /** How they are written in words. */
  readonly inFull: Written;
}

const WIDE = { width: 720, height: 320 };
const NARROW = { width: 340, height: 280 };

/** The lines are told apart by colour and by how they are drawn. */
const LOOKS = [
  { color: CHART_COLORS.accent, type: 'solid', symbol: 'circle' },
  { color: CHART_COLORS.marked, type: 'solid', symbol: 'triangle' },
  { color: CHART_COLORS.quiet, type: 'dashed', symbol: 'rect' },
  { color: CHART_COLORS.text, type: 'dotted', symbol: 'diamond' },
] as const;

/**
 * Lines over the same months, each named at its end.
 *
 * @example
 * await groupedLines({ title: 'Paid by month', yLabel: 'USD', labels, lines, written: format.brief, inFull })
 */
export async function groupedLines(figures: GroupedLines): Promise<DrawnChart> {
  const { labels, lines, yLabel, written } = figures;
  const option = {
    grid: { ...GRID, top: 36 + 20 * Math.ceil(lines.length / 2) },
    xAxis: { type: 'category', data: labels, ...wordAxis('') },
    yAxis: { type: 'value', ...numberAxis(yLabel, written) },
    graphic: lines.flatMap(({ label }, place) => keyOf(label, place)),
    series: lines.map(({ values }, place) => {
      const { color, type, symbol } = LOOKS[place % LOOKS.length] ?? LOOKS[0];
      return {
        type: 'line',
        silent: true,
        data: values.map(placeOf),
        symbol,
        symbolSize: 7,
        itemStyle: { color },
        lineStyle: { color, type, width: 2 },
      };
    }),
  };
  return drawChart({ option, wide: WIDE, narrow: NARROW, alt: inWords(figures) });
}

/** The name of a line with a piece of it, two beside each other above the picture. */
function keyOf(label: string, place: number): readonly object[] {
  const { color, type } = LOOKS[place % LOOKS.length] ?? LOOKS[0];
  const [x, y] = [8 + 160 * (place % 2), 10 + 20 * Math.floor(place / 2)];
  const lineDash = type === 'solid' ? undefined : type === 'dashed' ? [5, 4] : [2, 3];
  return [
    {
      type: 'line',
      silent: true,
      shape: { x1: x, y1: y, x2: x + 24, y2: y },
      style: { stroke: color, lineWidth: 3, ...(lineDash !== undefined && { lineDash }) },
    },
    {
      type: 'text',
      silent: true,
      x: x + 30,
      y,
      style: {
        text: label,
        verticalAlign: 'middle',
        font: '12px system-ui, sans-serif',
        fill: CHART_COLORS.text,
      },
    },
  ];
}

function inWords({ title, labels, lines, inFull }: GroupedLines): string {
  const told = lines.map(({ label, values }) => {
    const months = values.map((value, place) => `${labels[place] ?? ''} ${inFull(value)}`);
    return `${label}: ${months.join(', ')}`;
  });
  return `${title}. ${told.join('. ')}.`;
}
