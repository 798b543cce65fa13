import { addDays, type CivilDate } from '../../calendar/civil-date.js';
import type { TeamStanding } from '../../store/team-standings.js';
import { lineChart } from '../charts/line-chart.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Chart } from '../parts/chart.js';
import { DataTable, type ExportLink } from '../parts/data-table.js';
import { Section } from '../parts/section.js';
import { type FiledColumn, tableCsv } from '../parts/table-csv.js';
import { shortPeriod } from '../payee/short-period.js';

/** The most windows that are shown: the latest. */
const MOST_WINDOWS = 12;

/**
 * How far a team had come in a measure at the end of each window, and where it is in the one under way. Of a team with
 * fewer than two windows, how far it had come period by period.
 *
 * @param course its standings in the measure, in the order of window and day
 * @param windowEnd the first day after the last of its windows
 * @param exports where its windows can be had as a file
 * @example
 * await TeamTrend({ course, windowEnd: '2026-04-01', exports: [], format })
 */
export async function TeamTrend({
  course,
  windowEnd,
  exports,
  format,
}: TeamCourse & { readonly exports: readonly ExportLink[]; readonly format: ReaderFormat }) {
  const windows = windowsOf(course);
  const underWay = underWayOf(windows, windowEnd);
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
        columns={columnsIn(underWay, format)}
        rows={[...windows].reverse()}
        exports={exports}
        empty={null}
      />
    </Section>
  );
}

/**
 * How far a team had come in a measure window by window as CSV, the latest first.
 *
 * @example
 * trendCsv({ course, windowEnd: '2026-04-01' }, format) // 'from,through,underWay,pooled,average\n2026-01-01,2026-03-31,no,…'
 */
export function trendCsv({ course, windowEnd }: TeamCourse, format: ReaderFormat): string {
  const windows = windowsOf(course);
  return tableCsv(columnsIn(underWayOf(windows, windowEnd), format), [...windows].reverse());
}

/** How far a team had come in a measure, and when its last window ends. */
interface TeamCourse {
  readonly course: readonly TeamStanding[];
  readonly windowEnd: CivilDate;
}

/** The last standing of each window. */
function windowsOf(course: readonly TeamStanding[]): readonly TeamStanding[] {
  return [...new Map(course.map((each) => [each.windowStart, each])).values()].slice(-MOST_WINDOWS);
}

function underWayOf(windows: readonly TeamStanding[], windowEnd: CivilDate): TeamStanding | null {
  const last = windows.at(-1);
  return last !== undefined && addDays(last.at, 1) < windowEnd ? last : null;
}

function columnsIn(
  underWay: TeamStanding | null,
  format: ReaderFormat,
): readonly FiledColumn<TeamStanding>[] {
  return [
    {
      heading: 'Window',
      namesRow: true,
      cell: (each) =>
        `${format.days(each.windowStart, addDays(each.at, 1))}${each === underWay ? ', under way' : ''}`,
      inFile: {
        from: ({ windowStart }) => windowStart,
        through: ({ at }) => at,
        underWay: (each) => (each === underWay ? 'yes' : 'no'),
      },
    },
    {
      heading: 'Pooled',
      kind: 'number',
      cell: ({ pooled }) => percentOf(pooled, format),
      inFile: { pooled: ({ pooled }) => pooled },
    },
    {
      heading: 'Average',
      kind: 'number',
      cell: ({ average }) => percentOf(average, format),
      inFile: { average: ({ average }) => average },
    },
  ];
}

function monthOf(day: string, format: ReaderFormat): string {
  return shortPeriod(day.slice(0, 7), format);
}

function percentOf(fraction: string | null, format: ReaderFormat): string {
  return fraction === null ? '–' : format.percent(fraction);
}
