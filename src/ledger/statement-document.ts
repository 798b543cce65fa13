import { z } from 'zod';
import { dayNumber, dayOfNumber } from '../calendar/day-number.js';
import type { Problem } from '../problems/problem.js';
import type { PostedAdjustment } from './adjustments/adjustment.js';
import type { PostedRelease } from './posted-release.js';
import type { PostedPayout, StatementRemainder } from './posted-statement.js';
import { readReleases, type WrittenReleases, writeReleases } from './release-document.js';

/**
 * What of a statement does not follow from rows, as JSON without blanks. Amounts are texts of digits, since
 * they may exceed what a number of JSON holds exactly; days are numbers such as 20260331. A key whose list is
 * empty is left out; the keys stand in this order:
 *
 * ```
 * {
 *   "payables": [[entitlement, "amount"], …]     in the order of the numbers
 *   "releases": [WrittenReleases, …]              in their order
 *   "held": [WrittenReleases, …]                  in their order
 *   "adjustments": [[number, "amount", reason, attachment | null, maker, approver], …]
 *   "year": [from, "earned", "payable", "paid"]
 *   "yearTopUps": ["drawn", "guaranteed", "recovered", "adjusted"]       left out where all are zero
 *   "owed": ["opening", "drawn", "forgiven"]      of recoverable draws; left out where all are zero
 *   "promised": ["draw", "guarantee"]             left out where both are zero
 *   "standings": [[assignment, segmentFrom, measure, windowFrom, windowTo, "credited", "scale", "quota" | null], …]
 *   "problems": [Problem, …]
 *   "payout": [currency, date, rate | null, "amount" | null]      left out where no other currency is paid
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
  releases: releases(),
  held: releases(),
  adjustments: z
    .array(
      z.tuple([z.int(), digits(), z.string(), z.string().nullable(), z.string(), z.string()]).transform(
        ([number, amount, reason, attachment, maker, approver]): PostedAdjustment => ({
          number,
          amount: BigInt(amount),
          reason,
          attachment,
          maker,
          approver,
        }),
      ),
    )
    .default([]),
  year: z.tuple([day(), digits(), digits(), digits()]),
  // Before there were adjustments there were three.
  yearTopUps: z.tuple([digits(), digits(), digits()], digits()).default(['0', '0', '0']),
  owed: z
    .tuple([digits(), digits(), digits()])
    .transform(([opening, drawn, forgiven]) => ({
      opening: BigInt(opening),
      drawn: BigInt(drawn),
      forgiven: BigInt(forgiven),
    }))
    .nullable()
    .default(null),
  promised: z
    .tuple([digits(), digits()])
    .transform(([draw, guarantee]) => ({ draw: BigInt(draw), guarantee: BigInt(guarantee) }))
    .nullable()
    .default(null),
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
  payout: payoutTuple().optional(),
});

/** Only what it pays in another currency is read; nobody but the program writes such a document. */
const payoutSchema = z.object({ payout: payoutTuple().optional() });

/**
 * Writes what of a statement does not follow from rows.
 *
 * @example
 * writeStatementDocument(posted) // '{"year":[20260101,"1000","1000","1000"]}'
 */
export function writeStatementDocument(statement: StatementRemainder): string {
  const { payables, releases, held, adjustments, year, owed, promised, standings, problems, payout } =
    statement;
  const topUps = [year.drawn, year.guaranteed, year.recovered, year.adjusted];
  return JSON.stringify({
    payables: unlessEmpty(payables.map(({ entitlement, amount }) => [entitlement, `${amount}`])),
    releases: unlessEmpty(writeReleases(releases)),
    held: unlessEmpty(writeReleases(held)),
    adjustments: unlessEmpty(
      adjustments.map((each) => [
        each.number,
        `${each.amount}`,
        each.reason,
        each.attachment,
        each.maker,
        each.approver,
      ]),
    ),
    year: [dayNumber(year.from), `${year.earned}`, `${year.payable}`, `${year.paid}`],
    yearTopUps: unlessEmpty(topUps.some((amount) => amount !== 0n) ? topUps.map(String) : []),
    owed: owed === null ? undefined : [`${owed.opening}`, `${owed.drawn}`, `${owed.forgiven}`],
    promised: promised === null ? undefined : [`${promised.draw}`, `${promised.guarantee}`],
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
    payout:
      payout === undefined
        ? undefined
        : [
            payout.currency,
            dayNumber(payout.date),
            payout.rate,
            payout.amount === null ? null : `${payout.amount}`,
          ],
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
  const { year, yearTopUps, ...rest } = documentSchema.parse(JSON.parse(document));
  const [from, earned, payable, paid] = year;
  const [drawn, guaranteed, recovered, adjusted = '0'] = yearTopUps;
  return {
    ...rest,
    year: {
      from,
      earned: BigInt(earned),
      payable: BigInt(payable),
      drawn: BigInt(drawn),
      guaranteed: BigInt(guaranteed),
      adjusted: BigInt(adjusted),
      recovered: BigInt(recovered),
      paid: BigInt(paid),
    },
  };
}

/**
 * Reads of what {@link writeStatementDocument} wrote only what is paid in another currency; `undefined` where nothing is.
 *
 * @example
 * readStatementPayout(document)?.currency // 'EUR'
 */
export function readStatementPayout(document: string): PostedPayout | undefined {
  return payoutSchema.parse(JSON.parse(document)).payout;
}

function unlessEmpty(list: readonly unknown[]): readonly unknown[] | undefined {
  return list.length === 0 ? undefined : list;
}

function releases() {
  return z.array(z.custom<WrittenReleases | PostedRelease>()).transform(readReleases).default([]);
}

function payoutTuple() {
  return z
    .tuple([z.string(), day(), z.string().nullable(), digits().nullable()])
    .transform(([currency, date, rate, amount]): PostedPayout => {
      return { currency, date, rate, amount: amount === null ? null : BigInt(amount) };
    });
}

function digits() {
  return z.string().regex(/^-?\d+$/);
}

function day() {
  return z.int().transform(dayOfNumber);
}
