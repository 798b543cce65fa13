import { availableParallelism, cpus, totalmem } from 'node:os';
import { tableText } from '../../src/cli/table.js';
import { RECORD_KINDS, type RecordKind } from '../../src/records/record-kinds.js';
import type { RoundFigures } from './bench-load.js';
import { type BenchFigures, quotient, type SizeFigures } from './size-figures.js';
import { withPlaces } from './statistics.js';
import { targetsReached } from './targets.js';
import { WORKLOADS } from './workloads.js';

type Cell = number | null | undefined;

/**
 * The figures for people: the machine, the workload, what was measured, and what of it is wanted.
 *
 * @param database such as `SQLite 3.50.1`
 * @example
 * console.log(reportText(figures, 'SQLite 3.50.1'));
 */
export function reportText(figures: BenchFigures, database: string): string {
  const targets = targetsReached(figures);
  return [
    machineText(database),
    ...sizesText(figures),
    ...statementText(figures),
    ...loadText(figures),
    ...(targets.length === 0 ? [] : [targetsTable(targets)]),
  ].join('\n\n');
}

function machineText(database: string): string {
  const model = cpus()[0]?.model ?? 'unknown processor';
  const memory = Math.round(totalmem() / 1024 ** 3);
  return `${model}, ${availableParallelism()} cores, ${memory} GiB; Node ${process.version}, ${database}`;
}

function sizesText({ sizes }: BenchFigures): readonly string[] {
  return WORKLOADS.flatMap((workload) => {
    const own = sizes.filter((each) => each.workload === workload);
    if (own.length === 0) return [];
    return [
      sizesTable(`Rows: ${workload}`, own, workloadRows(own)),
      sizesTable(`Measured (medians): ${workload}`, own, FIGURES),
    ];
  });
}

type SizeRow = readonly [title: string, of: (size: SizeFigures) => Cell, places: number];

function workloadRows(sizes: readonly SizeFigures[]): readonly SizeRow[] {
  const kinds = Object.keys(sizes[0]?.rows ?? {}) as readonly RecordKind[];
  return kinds.map((kind) => [RECORD_KINDS[kind].file, ({ rows }) => rows[kind], 0]);
}

const FIGURES: readonly SizeRow[] = [
  ['lines', ({ calculation }) => calculation?.lines, 0],
  ['statements', ({ calculation }) => calculation?.statements, 0],
  ['import, rows a second', (size) => size.import?.rowsPerSecond, 0],
  ['import of the same, rows a second', (size) => size.import?.againRowsPerSecond, 0],
  ['memory of an import, MiB', (size) => size.import?.peakMiB, 0],
  ['calculation, s', ({ calculation }) => calculation?.seconds.calculate, 3],
  ['(a) plain floor, s', ({ calculation }) => calculation?.seconds.floor, 3],
  ['(b) plain program, s', ({ calculation }) => calculation?.seconds.plain, 3],
  ['(c) SQL, s', ({ calculation }) => calculation?.seconds.sql, 3],
  ['calculation ÷ (a)', (size) => ratioOf(size, 'calculate', 'floor'), 2],
  ['(b) ÷ calculation', (size) => ratioOf(size, 'plain', 'calculate'), 1],
  ['(c) ÷ calculation', (size) => ratioOf(size, 'sql', 'calculate'), 1],
  ['one changed deal, half within, ms', ({ incremental }) => incremental?.p50, 2],
  ['one changed deal, 95 of 100 within, ms', ({ incremental }) => incremental?.p95, 2],
  ['one changed deal, at most, ms', ({ incremental }) => incremental?.max, 2],
  ['one below managers, half within, ms', ({ incremental }) => incremental?.managed.p50, 2],
  ['one below managers, 95 of 100 within, ms', ({ incremental }) => incremental?.managed.p95, 2],
  ['memory of a calculation, MiB', ({ calculation }) => calculation?.peakMiB, 0],
  ['columns of a line', ({ calculation }) => calculation?.columnsPerLine, 0],
  ['bytes of a line', ({ calculation }) => calculation?.bytesPerLine, 1],
];

function ratioOf(
  { calculation }: SizeFigures,
  dividend: 'calculate' | 'plain' | 'sql',
  divisor: 'calculate' | 'floor',
): Cell {
  return quotient(calculation?.seconds[dividend], calculation?.seconds[divisor]);
}

function sizesTable(title: string, sizes: readonly SizeFigures[], rows: readonly SizeRow[]): string {
  const columns = sizes.map(({ deals }) => ({ title: `${grouped(deals)} deals`, align: 'right' }) as const);
  const cells = rows.map(([name, of, places]) => [name, ...sizes.map((size) => cellText(of(size), places))]);
  return tableText([{ title }, ...columns], cells);
}

function statementText({ statement }: BenchFigures): readonly string[] {
  if (statement === null) return [];
  const { cold, warm, page } = statement;
  const [first, later, within] = [cold, warm, page].map((each) => withPlaces(each, 1));
  return [
    `A statement of ${grouped(statement.lines)} lines is read in ${first} ms cold, ${later} ms warm.`,
    `The service answers 95 of 100 requests for its page within ${within} ms.`,
  ];
}

function loadText({ load }: BenchFigures): readonly string[] {
  if (load === null) return [];
  const { secondsAlone, throttled, unthrottled } = load;
  const rounds = [throttled, unthrottled];
  const columns = [
    { title: `Load: ${load.connections} connections, ${grouped(load.deals)} deals` },
    { title: 'held to a rate', align: 'right' } as const,
    { title: 'as fast as they can', align: 'right' } as const,
  ];
  const rows: readonly (readonly [string, (round: RoundFigures) => Cell, number])[] = [
    ['a run with nobody else, s', () => secondsAlone, 3],
    ['a run while they read statements, s', ({ secondsUnderLoad }) => secondsUnderLoad, 3],
    ['the one ÷ the other', ({ secondsUnderLoad }) => quotient(secondsUnderLoad, secondsAlone), 2],
    ['requests a second that they are held to', ({ rate }) => rate, 0],
    ['requests a second that were answered', ({ answeredPerSecond }) => answeredPerSecond, 1],
    ['requests answered during the runs', ({ requests }) => requests, 0],
    ['errors', ({ errors }) => errors, 0],
    ['half of the answers within, ms', ({ p50 }) => p50, 1],
    ['99 of 100 answers within, ms', ({ p99 }) => p99, 1],
  ];
  return [
    tableText(
      columns,
      rows.map(([name, of, places]) => [name, ...rounds.map((round) => cellText(of(round), places))]),
    ),
  ];
}

function targetsTable(targets: ReturnType<typeof targetsReached>): string {
  const columns = [
    { title: 'Wanted' },
    { title: '' },
    { title: 'Measured', align: 'right' } as const,
    { title: '' },
  ];
  const rows = targets.map(({ what, wanted, measured, met }) => [
    what,
    wanted,
    measured,
    met ? 'met' : 'NOT MET',
  ]);
  return tableText(columns, rows);
}

function cellText(figure: Cell, places: number): string {
  return figure === null || figure === undefined ? '–' : grouped(withPlaces(figure, places));
}

function grouped(figure: number): string {
  return figure.toLocaleString('en-US', { maximumFractionDigits: 3 });
}
