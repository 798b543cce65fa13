import { BarChart, GaugeChart, LineChart } from 'echarts/charts';
import { GraphicComponent, GridComponent, MarkLineComponent, MarkPointComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([
  BarChart,
  GaugeChart,
  LineChart,
  GraphicComponent,
  GridComponent,
  MarkLineComponent,
  MarkPointComponent,
  SVGRenderer,
]);

/**
 * Draws a chart as SVG, without a browser.
 *
 * @param option what is drawn, in the words of ECharts
 * @example
 * drawSvg({ xAxis: {}, yAxis: {}, series: [] }, { width: 600, height: 300 })
 */
export function drawSvg(
  option: Readonly<Record<string, unknown>>,
  size: { readonly width: number; readonly height: number },
): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size });
  try {
    chart.setOption({ animation: false, ...option });
    return withoutTraces(chart.renderToSVGString());
  } finally {
    chart.dispose();
  }
}

/**
 * The same picture for the same figures: ids count up in the process, but within one picture they need only differ from
 * each other. What happens under a mouse does not happen in a picture.
 */
function withoutTraces(svg: string): string {
  return svg
    .replace(/\bzr\d+-/g, 'zr-')
    .replace(/<style ?>[\s\S]*?<\/style>\s*/g, '')
    .replace(/ (?:ecmeta_\w+|class|pointer-events)="[^"]*"/g, '');
}
