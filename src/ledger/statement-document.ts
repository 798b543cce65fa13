import { z } from 'zod';
import { dayNumber, dayOfNumber } from '../calendar/day-number.js';
import type { Problem } from '../problems/problem.js';
import type { StatementRemainder } from './posted-statement.js';
import type { StatementHeld, StatementRelease } from './statement.js';

/**
 * What of a statement does not follow from rows, as JSON without blanks. Amounts are texts of digits, since
 * they may exceed what a number of JSON holds exactly; days are numbers such as 20260331. A key whose list is
 * empty is left out; the keys stand in this order:
 *
 * ```
 * {
 *   "payables": [[entitlement, "amount"], …]     in the order of the numbers
 *   "releases": [StatementRelease, …]             as they are shown
 *   "held": [StatementHeld, …]                    as they are shown
 *   "year": [from, "earned", "payable", "paid"]
 *   "standings": [[assignment, segmentFrom, measure, windowFrom, windowTo, "credited", "scale", "quota" | null], …]
 *   "problems": [Problem, …]
 * }
 * ```
 */
const documentSchema = z.strictObject({
  payables: z
    .array(
      z
        .tuple([z.int(), digits()])
        .transform(([entitlement, amount]) => ({ entitlement, amount: BigInt(amount) })),
    )
    .default([]),
  releases: z.array(z.custom<StatementRelease>()).default([]),
  held: z.array(z.custom<StatementHeld>()).default([]),
  year: z.tuple([day(), digits(), digits(), digits()]).transform(([from, earned, payable, paid]) => ({
    from,
    earned: BigInt(earned),
    payable: BigInt(payable),
    paid: BigInt(paid),
  })),
  standings: z
    .array(
      z
        .tuple([z.string(), day(), z.string(), day(), day(), digits(), digits(), digits().nullable()])
        .transform(([assignment, segmentFrom, measure, windowFrom, windowTo, credited, scale, quota]) => ({
          assignment,
          segmentFrom,
          measure,
          windowFrom,
          windowTo,
          credited: BigInt(credited),
          scale: BigInt(scale),
          quota: quota === null ? null : BigInt(quota),
        })),
    )
    .default([]),
  problems: z.array(z.custom<Problem>()).default([]),
});

/**
 * Writes what of a statement does not follow from rows.
 *
 * @example
 * writeStatementDocument(posted) // '{"year":[20260101,"1000","1000","1000"]}'
 */
export function writeStatementDocument(statement: StatementRemainder): string {
  const { payables, releases, held, year, standings, problems } = statement;
  return JSON.stringify({
    payables: unlessEmpty(payables.map(({ entitlement, amount }) => [entitlement, `${amount}`])),
    releases: unlessEmpty(releases),
    held: unlessEmpty(held),
    year: [dayNumber(year.from), `${year.earned}`, `${year.payable}`, `${year.paid}`],
    standings: unlessEmpty(
      standings.map((each) => [
        each.assignment,
        dayNumber(each.segmentFrom),
        each.measure,
        dayNumber(each.windowFrom),
        dayNumber(each.windowTo),
        `${each.credited}`,
        `${each.scale}`,
        each.quota === null ? null : `${each.quota}`,
      ]),
    ),
    problems: unlessEmpty(problems),
  });
}

/**
 * Reads what {@link writeStatementDocument} wrote. Throws what is no such document: nobody but the program
 * writes one.
 *
 * @example
 * readStatementDocument('{"year":[20260101,"0","0","0"]}').problems // []
 */
export function readStatementDocument(document: string): StatementRemainder {
  return documentSchema.parse(JSON.parse(document));
}

function unlessEmpty(list: readonly unknown[]): readonly unknown[] | undefined {
  return list.length === 0 ? undefined : list;
}

function digits() {
  return z.string().regex(/^-?\d+$/);
}

function day() {
  return z.int().transform(dayOfNumber);
}
