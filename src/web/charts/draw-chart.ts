import { colored } from './chart-colors.js';
import type { DrawnChart, DrawnPicture } from './drawn-chart.js';

/** The size of a picture in pixels. */
interface Size {
  readonly width: number;
  readonly height: number;
}

/** What is drawn, how large, and in words. */
interface ChartDrawing {
  /** In the words of ECharts, in the colours of `CHART_COLORS`. */
  readonly option: Readonly<Record<string, unknown>>;
  readonly wide: Size;
  readonly narrow: Size;
  readonly alt: string;
}

/** So many pictures are kept, of some 10 kB each: the same figures are drawn once. */
const MOST_KEPT = 200;

const kept = new Map<string, string>();

/** The letters of a picture are those of the reader's system. A name in quotes would end the attribute that it is in. */
const FONT = 'system-ui, sans-serif';

/**
 * Draws a chart on light and on dark ground. The package that draws is only loaded for the first chart, as it takes
 * longer than a command of the program does.
 *
 * @example
 * await drawChart({ option: { xAxis: {}, yAxis: {}, series: [] }, wide, narrow, alt: 'Nothing yet.' })
 */
export async function drawChart({ option, wide, narrow, alt }: ChartDrawing): Promise<DrawnChart> {
  const asked = { textStyle: { fontFamily: FONT }, ...option };
  return { wide: await picture(asked, wide), narrow: await picture(asked, narrow), alt };
}

async function picture(option: Readonly<Record<string, unknown>>, size: Size): Promise<DrawnPicture> {
  const key = JSON.stringify([size, option]);
  const svg = kept.get(key) ?? (await drawn(option, size));
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, svg);
  return { light: colored(svg, 'light'), dark: colored(svg, 'dark'), ...size };
}

async function drawn(option: Readonly<Record<string, unknown>>, size: Size): Promise<string> {
  const { drawSvg } = await import('./chart-parts.js');
  return drawSvg(option, size);
}
