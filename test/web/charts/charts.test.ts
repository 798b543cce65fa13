import { describe, expect, it } from 'vitest';
import { barChart } from '../../../src/web/charts/bar-chart.js';
import { gaugeChart } from '../../../src/web/charts/gauge-chart.js';
import { lineChart } from '../../../src/web/charts/line-chart.js';
import { readerFormat } from '../../../src/web/format/reader-format.js';

const format = readerFormat('en');
const usd = (amount: string) => format.money(amount, 'USD');

const gauge = {
  title: 'New business, Q1 2026',
  attainment: '0.99999',
  tiers: [
    { from: '0', label: '8%' },
    { from: '1', label: '12%' },
  ],
  format,
};
const curve = {
  title: 'What new business earns',
  xLabel: 'sold',
  yLabel: 'earned',
  points: ['0', '1000000', '1500000'].map((x, place) => ({ label: x, x, y: String(place * 80_000) })),
  place: { x: '832100.00', y: '66568.00', label: 'You' },
  bounds: [{ x: '1000000', label: 'Quota' }],
  written: { x: format.brief, y: format.brief },
  inFull: { x: usd, y: usd },
};
const bars = {
  title: 'Earned by month',
  bars: [
    { label: 'Jan', value: '9007199254740993.10' },
    { label: 'Feb', value: '-300.00' },
  ],
  reference: { value: '1500.00', label: 'Average' },
  written: format.brief,
  inFull: usd,
};

const textsOf = (svg: string) =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text);

it('keeps the last label of a line within the picture', async () => {
  const months = ['August 2026', 'September 2026'].map((label) => ({ label, y: '1' }));
  const { narrow } = await lineChart({
    ...{ title: 'Attainment', xLabel: 'month', yLabel: 'of quota', points: months },
    written: curve.written,
  });
  const anchorOf = (label: string) =>
    new RegExp(`<text([^>]*)>${label}</text>`).exec(narrow.light)?.[1]?.match(/text-anchor="(\w+)"/)?.[1];
  expect([anchorOf('August 2026'), anchorOf('September 2026')]).toEqual(['middle', 'end']);
});

describe('in words', () => {
  it('tells all that is drawn, in exact figures', async () => {
    expect((await gaugeChart(gauge)).alt).toBe(
      'New business, Q1 2026: 99.99% of the quota is attained. Tiers: 8% from 0%, 12% from 100%.',
    );
    expect((await lineChart(curve)).alt).toBe(
      'What new business earns, earned by sold: $0.00: $0.00, $1,000,000.00: $80,000.00, $1,500,000.00: $160,000.00. ' +
        'Marked: Quota at $1,000,000.00. You: $832,100.00, $66,568.00.',
    );
    expect((await barChart(bars)).alt).toBe(
      'Earned by month: Jan: $9,007,199,254,740,993.10, Feb: −$300.00. Average: $1,500.00.',
    );
  });

  it('says that there is nothing', async () => {
    const written = format.brief;
    expect((await barChart({ title: 'Pay', bars: [], written })).alt).toBe(
      'Pay: there is nothing to show yet.',
    );
    const none = { title: 'Pay', xLabel: 'month', yLabel: 'USD', points: [], written: curve.written };
    expect((await lineChart(none)).alt).toBe('Pay: there is nothing to show yet.');
  });
});

describe('a picture', () => {
  it('writes attainment and bounds', async () => {
    const { wide } = await gaugeChart(gauge);
    expect(textsOf(wide.light)).toEqual(['99.99%', 'of quota', '100%', '8%', '12%']);
  });

  it('marks the place of the reader and the bounds', async () => {
    const texts = textsOf((await lineChart(curve)).wide.light);
    expect(texts).toContain('You');
    expect(texts).toContain('Quota');
    expect(texts).toContain('1.5M');
  });

  it('keeps the labels of bounds apart that lie close, and leaves out what has no room', async () => {
    const points = ['0', '220'].map((x) => ({ label: x, x, y: x }));
    const bounds = ['80', '100', '110', '112'].map((x) => ({ x, label: `${x}%` }));
    const { narrow, alt } = await lineChart({
      ...curve,
      points,
      bounds,
      place: { x: '100', y: '100', label: 'At quota' },
    });
    const at = (label: string) =>
      /transform="translate\(([\d.]+) ([\d.]+)\)"/.exec(
        new RegExp(`<text[^>]*>${label}</text>`).exec(narrow.light)?.[0] ?? '',
      );
    const height = (label: string) => Number(at(label)?.[2]);
    expect(height('80%') - height('100%')).toBe(14);
    expect(height('110%')).toBe(height('80%'));
    expect(textsOf(narrow.light)).not.toContain('112%');
    expect(alt).toContain('Marked: 80% at');
    expect(alt).toContain('112% at');
  });

  it('has the same bytes for the same figures, whatever was drawn before', async () => {
    const { drawSvg } = await import('../../../src/web/charts/chart-parts.js');
    const option = { xAxis: {}, yAxis: {}, series: [{ type: 'line', data: [[0, 1]] }] };
    const first = drawSvg(option, { width: 300, height: 200 });
    drawSvg({ xAxis: {}, yAxis: {}, series: [] }, { width: 10, height: 10 });
    expect(drawSvg(option, { width: 300, height: 200 })).toBe(first);
  });

  it('differs on light and on dark ground in its colours alone', async () => {
    for (const { wide, narrow } of [await gaugeChart(gauge), await lineChart(curve), await barChart(bars)]) {
      for (const { light, dark } of [wide, narrow]) {
        expect(light).not.toBe(dark);
        expect(light.replace(/#\w{6}/g, '')).toBe(dark.replace(/#\w{6}/g, ''));
        expect(light + dark).not.toMatch(/#fe00|<script|<style|href=/);
      }
    }
  });

  it('holds what is free text as text', async () => {
    const { wide } = await barChart({ ...bars, bars: [{ label: '<script>alert(1)</script>&', value: '1' }] });
    expect(wide.light).not.toContain('<script');
    expect(wide.light).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&amp;');
  });

  it.each(['0', '-0.2', '12'])('bears an attainment of %s', async (attainment) => {
    expect((await gaugeChart({ ...gauge, attainment })).wide.light).not.toMatch(/NaN|Infinity|undefined/);
  });
});
