import { barChart } from '../charts/bar-chart.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Chart } from '../parts/chart.js';
import { Card } from '../parts/section.js';
import { attainmentBands } from './attainment-bands.js';
import type { TeamMember } from './ranked-members.js';

/**
 * How many members are how far, as bars.
 *
 * @example
 * await DistributionCard({ members, format })
 */
export async function DistributionCard({
  members,
  format,
}: {
  readonly members: readonly TeamMember[];
  readonly format: ReaderFormat;
}) {
  const bands = attainmentBands(
    members.map(({ attainment }) => attainment),
    format,
  );
  const chart = await barChart({
    title: 'Members by attainment, in percent of their quota',
    bars: bands.map(({ label, members: many }) => ({ label, value: String(many) })),
    written: (text) => format.quantity(text),
  });
  return (
    <Card title="Distribution">
      <Chart chart={chart} caption="Members by attainment, in percent of their quota" inCard />
      <dl class="team-bands">
        {bands
          .filter(({ members: many }) => many > 0)
          .map(({ label, members: many }) => (
            <div>
              <dt>{label} %</dt>
              <dd>{many === 1 ? '1 member' : `${format.count(many)} members`}</dd>
            </div>
          ))}
      </dl>
    </Card>
  );
}
