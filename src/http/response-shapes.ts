import { z } from 'zod';
import { PROBLEM_CODES, type ProblemCode } from '../problems/codes.js';

/**
 * What responses are made of, as they are described to clients. The names are those of the components of the
 * API document.
 */

/** An amount in the decimals of a currency that stands beside it. */
export const amountText = z
  .string()
  .regex(/^-?\d+(?:\.\d+)?$/)
  .meta({
    id: 'Amount',
    description: 'An amount of money, as decimal text in the currency beside it',
    examples: ['11600.00'],
  });

/** An amount before something changes, and after. */
export const changedAmount = z
  .strictObject({ before: amountText, after: amountText, difference: amountText })
  .meta({ id: 'ChangedAmount', description: 'An amount before something changes, and after' });

/** A number that is no amount of money: of units, or a fraction. */
export const decimalText = z
  .string()
  .regex(/^-?\d+(?:\.\d+)?$/)
  .meta({ id: 'Decimal', description: 'An exact number as decimal text', examples: ['0.7550025'] });

/** A currency code of ISO 4217. */
export const currencyText = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .meta({ id: 'Currency', description: 'A currency code of ISO 4217', examples: ['USD'] });

/** A calendar day. */
export const dayText = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .meta({ id: 'Day', description: 'A calendar day', examples: ['2026-01-31'] });

/** A moment in UTC. */
export const instantText = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/)
  .meta({ id: 'Instant', description: 'A moment in UTC', examples: ['2026-01-31T09:30:00.000Z'] });

/** Days from one up to another, which is the first day after. */
export const dayRange = z
  .strictObject({ from: dayText, to: dayText })
  .meta({ id: 'DayRange', description: 'Days: `to` is the first day after' });

const CODES = Object.keys(PROBLEM_CODES) as [ProblemCode, ...ProblemCode[]];

const problemMembers = {
  field: z.string().optional().meta({ description: 'The name or column that it is about' }),
  subject: z.string().optional().meta({ description: 'The payee, deal or row that it is about' }),
  found: z.string().optional(),
  expected: z.string().optional(),
  hint: z.string().optional().meta({ description: 'What to do' }),
  location: z
    .strictObject({ file: z.string(), line: z.int().min(1), column: z.int().min(1) })
    .optional()
    .meta({ description: 'The place in a file' }),
};

/** A kind of problem. */
export const problemCode = z
  .enum(CODES)
  .meta({ id: 'ProblemCode', description: 'The kind of a problem: GET /api/v1/problem-codes explains each' });

/** Something that is wrong with a request, a file, a record or the data of a payee. */
export const problemShape = z
  .strictObject({
    code: problemCode,
    severity: z.enum(['error', 'warning']),
    message: z.string(),
    ...problemMembers,
  })
  .meta({
    id: 'Problem',
    description: 'Something that is wrong with a request, a file, a record or the data of a payee',
  });

/** The body of every refusal. */
export const problemDocumentShape = z
  .strictObject({
    type: z.string().meta({ description: 'Where the kind of problem is explained' }),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string(),
    instance: z.string().optional(),
    code: problemCode,
    ...problemMembers,
    problems: z.array(problemShape).optional().meta({ description: 'All problems, where there are several' }),
  })
  .meta({ id: 'ProblemDocument', description: 'Why a request was refused: a problem detail of RFC 9457' });

/**
 * A page of a list: its entries, and the cursor of the page after.
 *
 * @example
 * responses: { 200: { description: 'A page of teams', json: pageOf(team) } }
 */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({
    items: z.array(item),
    next: z.string().nullable().meta({ description: 'The `cursor` of the page after; null at the end' }),
  });
}
