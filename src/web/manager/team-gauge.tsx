import type { TeamDocument } from '../../runs/team-document.js';
import { gaugeChart } from '../charts/gauge-chart.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Chart } from '../parts/chart.js';
import { Card } from '../parts/section.js';
import { distanceText, percentOrDash, standingText } from './standing-words.js';

/**
 * How far a team has come in one measure, as a gauge.
 *
 * @param isShown whether the page is about this measure, so that it needs no link to it
 * @example
 * await GaugeCard({ document, href: '/teams/emea?measure=new-acv', isShown: false, format })
 */
export async function GaugeCard({
  document,
  href,
  isShown,
  format,
}: {
  readonly document: TeamDocument;
  readonly href: string;
  readonly isShown: boolean;
  readonly format: ReaderFormat;
}) {
  const { measure, pooled, average, window } = document;
  const chart = await gaugeChart({
    title: `${measure}, pooled`,
    attainment: pooled.attainment ?? '0',
    tiers: [],
    format,
  });
  return (
    <Card title={measure}>
      <Chart chart={chart} caption={`Pooled, ${format.days(window.from, window.to)}`} inCard />
      <p class="quiet">
        {percentOrDash(average, format)} on average
        {pooled.distance === null
          ? null
          : ` · ${distanceText(pooled.distance, (amount) => standingText(amount, document, format))}`}
      </p>
      {isShown ? null : (
        <p>
          <a href={href}>Show {measure}</a>
        </p>
      )}
    </Card>
  );
}
