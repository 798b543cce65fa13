import type { DrawnChart, DrawnPicture } from '../charts/drawn-chart.js';

/** Narrower than this, a page has the width of a phone. */
const PHONE = '(max-width: 40rem)';
const DARK = '(prefers-color-scheme: dark)';

/**
 * A chart as a picture, light or dark as the reader has it and of the width that there is, with what it shows in words.
 *
 * @param caption what it shows, in a line below
 * @param inCard whether it stands on a card, so that it is narrow on every screen
 * @example
 * <Chart chart={await gaugeChart(attainment)} caption="Attainment of the quota" />
 */
export function Chart({
  chart: { wide, narrow, alt },
  caption,
  inCard = false,
}: {
  readonly chart: DrawnChart;
  readonly caption: string;
  readonly inCard?: boolean;
}) {
  const shown = inCard ? narrow : wide;
  return (
    <figure class={inCard ? 'chart is-in-card' : 'chart'}>
      <picture>
        {shown === narrow ? null : (
          <>
            <source
              media={`screen and ${PHONE} and ${DARK}`}
              srcset={address(narrow.dark)}
              {...sizeOf(narrow)}
            />
            <source media={`screen and ${PHONE}`} srcset={address(narrow.light)} {...sizeOf(narrow)} />
          </>
        )}
        <source media={`screen and ${DARK}`} srcset={address(shown.dark)} />
        <img src={address(shown.light)} alt={alt} {...sizeOf(shown)} />
      </picture>
      <figcaption>{caption}</figcaption>
    </figure>
  );
}

function sizeOf({ width, height }: DrawnPicture) {
  return { width, height };
}

function address(svg: string): string {
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
}
