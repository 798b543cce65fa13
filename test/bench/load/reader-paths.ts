import { drawBelow } from '../workload/draw.js';
import { PERIODS } from '../workload/periods.js';
import type { Workload } from '../workload/workload.js';

const SEED = 3;
const STREAM = { payee: 1, period: 2 } as const;
/** What one reader asks for before it begins again. */
const PATHS = 300;
/** One request in ten is for a page of lines. */
const LINES_EVERY = 10;

/**
 * What a reader asks for: statements of payees and periods that are drawn, and pages of lines among them. No two
 * readers ask for the same in the same order.
 *
 * @param reader counted from 0
 * @example
 * readerPaths(workload, 0)[0] // '/api/v1/payees/P-000417/statements/2025-08/lines?limit=200'
 */
export function readerPaths(workload: Workload, reader: number): readonly string[] {
  return Array.from({ length: PATHS }, (_, place) => {
    const index = reader * PATHS + place;
    const draw = (stream: keyof typeof STREAM, count: number) =>
      drawBelow({ seed: SEED, stream: STREAM[stream], index }, count);
    const payee = workload.payee(draw('payee', workload.size.payees));
    const period = PERIODS[draw('period', PERIODS.length)]?.id ?? '';
    const statement = `/api/v1/payees/${payee}/statements/${period}`;
    return place % LINES_EVERY === 0 ? `${statement}/lines?limit=200` : statement;
  });
}
