import { Decimal } from '../../money/decimal.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { CHART_COLORS } from './chart-colors.js';
import { drawChart } from './draw-chart.js';
import type { DrawnChart } from './drawn-chart.js';
import { placeOf } from './place-of.js';

/** How far somebody has come, on a scale with the bounds of tiers. */
export interface GaugeFigures {
  /** What has come how far, such as `New business, first quarter`. */
  readonly title: string;
  /** A fraction of the quota, as exact text: `0.832`. */
  readonly attainment: string;
  /** From which fraction each tier begins, ascending, and what it pays, such as `12%`. */
  readonly tiers: readonly { readonly from: string; readonly label: string }[];
  readonly format: ReaderFormat;
}

const SIZE = { width: 360, height: 236 };
const CENTER = { x: 180, y: 164 };
const RADIUS = 124;
const BAND = 18;
/** The scale runs from the left, clockwise over so many degrees. */
const FIRST_DEGREE = 200;
const DEGREES = 220;
const ON_TOP = { silent: true, z: 10 };
/** A label within the arc needs so many degrees of it. */
const ROOM_OF_LABEL = 24;

/**
 * A gauge: an arc filled as far as the quota is attained, the bounds of tiers marked on it, and what each tier pays
 * inside. The scale goes a little beyond the last bound and what is attained.
 *
 * @example
 * await gaugeChart({ title: 'New business', attainment: '0.832', tiers: [{ from: '0', label: '8%' }], format })
 */
export async function gaugeChart(figures: GaugeFigures): Promise<DrawnChart> {
  const { attainment, tiers, format } = figures;
  const end = scaleEnd(figures);
  const bounds = tiers.filter(({ from }) => !new Decimal(from).isZero());
  const option = {
    series: [gaugeSeries(Math.max(placeOf(attainment), 0), end)],
    graphic: [
      text(format.percent(attainment), CENTER.x, CENTER.y - 10, {
        font: 'bold 28px',
        fill: CHART_COLORS.text,
      }),
      text('of quota', CENTER.x, CENTER.y + 16, { font: '13px', fill: CHART_COLORS.quiet }),
      ...bounds.flatMap(({ from }) => boundMark(placeOf(from) / end, format.percent(from))),
      ...tiers.flatMap((tier, place) => tierLabel(tier, tiers[place + 1]?.from, end)),
    ],
  };
  return drawChart({ option, wide: SIZE, narrow: SIZE, alt: inWords(figures) });
}

function scaleEnd({ attainment, tiers }: GaugeFigures): number {
  const furthest = Math.max(placeOf(attainment), ...tiers.map(({ from }) => placeOf(from)), 1);
  return furthest * 1.15;
}

function gaugeSeries(value: number, max: number) {
  const band = { width: BAND };
  return {
    type: 'gauge',
    min: 0,
    max,
    startAngle: FIRST_DEGREE,
    endAngle: FIRST_DEGREE - DEGREES,
    center: [CENTER.x, CENTER.y],
    radius: RADIUS,
    progress: { show: true, ...band, itemStyle: { color: CHART_COLORS.accent } },
    axisLine: { lineStyle: { ...band, color: [[1, CHART_COLORS.track]] } },
    pointer: { show: false },
    axisTick: { show: false },
    splitLine: { show: false },
    axisLabel: { show: false },
    detail: { show: false },
    data: [{ value }],
  };
}

/** A line over the band where a tier begins, and the fraction beside it. */
function boundMark(share: number, label: string): readonly object[] {
  const inner = pointAt(share, RADIUS - BAND - 3);
  const outer = pointAt(share, RADIUS + 4);
  const place = pointAt(share, RADIUS + 13);
  const align = place.x < CENTER.x - 20 ? 'right' : place.x > CENTER.x + 20 ? 'left' : 'center';
  return [
    {
      type: 'line',
      ...ON_TOP,
      shape: { x1: inner.x, y1: inner.y, x2: outer.x, y2: outer.y },
      style: { stroke: CHART_COLORS.text, lineWidth: 2 },
    },
    text(label, place.x, place.y, { font: '12px', fill: CHART_COLORS.text, align }),
  ];
}

/** What a tier pays, within the arc, where there is room for it. */
function tierLabel(
  { from, label }: { readonly from: string; readonly label: string },
  next: string | undefined,
  end: number,
): readonly object[] {
  const [low, high] = [placeOf(from) / end, next === undefined ? 1 : placeOf(next) / end];
  if ((high - low) * DEGREES < ROOM_OF_LABEL) return [];
  const { x, y } = pointAt((low + high) / 2, RADIUS - BAND - 16);
  return [text(label, x, y, { font: '12px', fill: CHART_COLORS.quiet })];
}

function pointAt(share: number, radius: number): { readonly x: number; readonly y: number } {
  const angle = ((FIRST_DEGREE - DEGREES * share) * Math.PI) / 180;
  return { x: CENTER.x + radius * Math.cos(angle), y: CENTER.y - radius * Math.sin(angle) };
}

function text(
  written: string,
  x: number,
  y: number,
  { align = 'center', ...style }: { readonly font: string; readonly fill: string; readonly align?: string },
): object {
  const font = `${style.font} system-ui, sans-serif`;
  return {
    type: 'text',
    ...ON_TOP,
    x,
    y,
    style: { text: written, align, verticalAlign: 'middle', ...style, font },
  };
}

function inWords({ title, attainment, tiers, format }: GaugeFigures): string {
  const steps = tiers.map(({ from, label }) => `${label} from ${format.percent(from)}`);
  const paid = steps.length === 0 ? '' : ` Tiers: ${steps.join(', ')}.`;
  return `${title}: ${format.percent(attainment)} of the quota is attained.${paid}`;
}
