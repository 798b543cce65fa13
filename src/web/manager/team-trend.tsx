import { addDays, type CivilDate } from '../../calendar/civil-date.js';
import type { TeamStanding } from '../../store/team-standings.js';
import { lineChart } from '../charts/line-chart.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Chart } from '../parts/chart.js';
import { DataTable } from '../parts/data-table.js';
import { Section } from '../parts/section.js';

/** The most windows that are shown: the latest. */
const MOST_WINDOWS = 12;

/**
 * How far a team had come in a measure at the end of each window, and where it is in the one under way. Of a team with
 * fewer than two windows, how far it had come period by period.
 *
 * @param course its standings in the measure, in the order of window and day
 * @param windowEnd the first day after the last of its windows
 * @example
 * await TeamTrend({ course, windowEnd: '2026-04-01', format })
 */
export async function TeamTrend({
  course,
  windowEnd,
  format,
}: {
  readonly course: readonly TeamStanding[];
  readonly windowEnd: CivilDate;
  readonly format: ReaderFormat;
}) {
  const windows = [...new Map(course.map((each) => [each.windowStart, each])).values()].slice(-MOST_WINDOWS);
  const last = windows.at(-1);
  const underWay = last !== undefined && addDays(last.at, 1) < windowEnd ? last : null;
  // A window under way would look like a fall.
  const ended = windows.filter((each) => each !== underWay);
  const points = ended.length > 1 ? ended : course.slice(-MOST_WINDOWS);
  const shown = points.flatMap(({ at, pooled }) => (pooled === null ? [] : [{ at, pooled }]));
  const percent = (text: string) => format.percent(text, 0);
  const by = ended.length > 1 ? 'window' : 'period';
  const chart = await lineChart({
    title: `Pooled attainment ${by} by ${by}`,
    xLabel: by,
    yLabel: 'Pooled',
    points: shown.map(({ at, pooled }) => ({ label: monthOf(at, format), y: pooled })),
    written: { x: (text) => text, y: percent },
    inFull: { x: (text) => text, y: (text) => format.percent(text) },
  });
  return (
    <Section id="trend" title="Trend">
      {shown.length < 2 ? null : (
        <Chart
          chart={chart}
          caption={
            by === 'window'
              ? 'Pooled attainment when each window ended'
              : 'Pooled attainment at the end of each period; it begins anew with each window'
          }
        />
      )}
      <DataTable
        caption="Window by window"
        columns={[
          {
            heading: 'Window',
            namesRow: true,
            cell: (each) =>
              `${format.days(each.windowStart, addDays(each.at, 1))}${each === underWay ? ', under way' : ''}`,
          },
          { heading: 'Pooled', kind: 'number', cell: ({ pooled }) => percentOf(pooled, format) },
          { heading: 'Average', kind: 'number', cell: ({ average }) => percentOf(average, format) },
        ]}
        rows={[...windows].reverse()}
        empty={null}
      />
    </Section>
  );
}

function monthOf(day: string, format: ReaderFormat): string {
  return format.period(day.slice(0, 7));
}

function percentOf(fraction: string | null, format: ReaderFormat): string {
  return fraction === null ? '–' : format.percent(fraction);
}
