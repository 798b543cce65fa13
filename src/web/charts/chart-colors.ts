/**
 * The colours of charts by what they are for. A chart is drawn once, in colours that stand for these, and then coloured
 * for light and for dark ground.
 */
const LIGHT = {
  text: '#1a1f1c',
  quiet: '#57605b',
  line: '#dfe3de',
  track: '#e3e8e4',
  accent: '#14613c',
  soft: '#9cc4ad',
  marked: '#b45309',
  ground: '#ffffff',
} as const;

const DARK: Readonly<Record<ChartColor, string>> = {
  text: '#e6eae7',
  quiet: '#a3ada7',
  line: '#2c342f',
  track: '#2c342f',
  accent: '#83d9a8',
  soft: '#3f7a5a',
  marked: '#f2b455',
  ground: '#181d1a',
};

/** What a colour is for. */
type ChartColor = keyof typeof LIGHT;

const NAMES = Object.keys(LIGHT) as readonly ChartColor[];

/** The colours that charts are drawn in: each stands for one of its purpose. */
export const CHART_COLORS: Readonly<Record<ChartColor, string>> = Object.fromEntries(
  NAMES.map((name, place) => [name, standIn(place)]),
) as Record<ChartColor, string>;

/**
 * A picture in the colours of a ground.
 *
 * @param svg drawn in {@link CHART_COLORS}
 * @example
 * colored(svg, 'dark')
 */
export function colored(svg: string, ground: 'light' | 'dark'): string {
  const colors = ground === 'light' ? LIGHT : DARK;
  return svg.replace(/#fe00(\d\d)/g, (standing, place: string) => {
    const name = NAMES[Number(place)];
    return name === undefined ? standing : colors[name];
  });
}

function standIn(place: number): string {
  return `#fe00${String(place).padStart(2, '0')}`;
}
