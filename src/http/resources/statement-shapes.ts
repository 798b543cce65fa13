import { z } from 'zod';
import { LINE_KINDS } from '../../engine/mechanisms/window-outcome.js';
import { LIMIT_SPANS } from '../../engine/modifiers/limit.js';
import { LIMIT_EFFECTS } from '../../engine/modifiers/line-limit.js';
import { ADJUSTMENT_CAUSES } from '../../ledger/prior-period-adjustment.js';
import {
  amountText,
  currencyText,
  dayRange,
  dayText,
  decimalText,
  problemShape,
} from '../response-shapes.js';

/** A percent as text. */
export const percentText = z
  .string()
  .regex(/^-?\d+(?:\.\d+)?%$/)
  .meta({ id: 'Percent', description: 'A percent', examples: ['97.14%'] });

/** Whether all there is to say is said. */
export const completeness = z
  .enum(['complete', 'incomplete'])
  .meta({ description: 'Incomplete where a problem keeps some of it from being known' });

const place = {
  assignment: z.string(),
  component: z.string(),
};

const adjustmentShape = z
  .strictObject({
    period: z.string().meta({ description: 'The closed period that it belongs to' }),
    cause: z.enum(ADJUSTMENT_CAUSES),
    change: z.int().meta({ description: 'The change of inputs or rules that made it' }),
    source: z.string().meta({ description: 'What was changed' }),
  })
  .meta({ id: 'PriorPeriodAdjustment', description: 'What makes it the change of a closed period' });

/** What every line says, on a statement or by itself. */
const lineMembers = {
  id: z.string().meta({ examples: ['ada.2026-03.1'] }),
  component: z.string(),
  measure: z.string(),
  assignment: z.string(),
  segmentFrom: dayText.meta({ description: 'The first day of the stretch that one plan version governs' }),
  kind: z.enum(LINE_KINDS),
  deal: z.string().nullable(),
  deals: z.array(z.string()).meta({ description: 'The deals that a re-rating re-rates' }),
  event: z.string().nullable(),
  date: dayText,
  window: dayRange,
  share: percentText.nullable(),
  base: decimalText.nullable().meta({ description: 'The payee’s part of the event, before factors' }),
  credited: decimalText.nullable().meta({ description: 'What it counted toward quota' }),
  amount: amountText,
  corrects: z
    .strictObject({
      before: amountText,
      period: z.string().meta({ description: 'The period that first posted it' }),
      because: z.array(z.strictObject({ deal: z.string(), event: z.string(), date: dayText })),
    })
    .nullable()
    .meta({ description: 'Where it corrects what was posted before' }),
  limits: z
    .array(
      z.strictObject({
        by: z.enum(['cap', 'floor']),
        of: z.enum(['component', 'plan']),
        over: z.array(z.string()).optional().meta({
          description: 'The components that it counts together, where these are not all of the plan',
        }),
        per: z.enum(LIMIT_SPANS),
        effect: z.enum(LIMIT_EFFECTS),
        limit: amountText.meta({ description: 'What the cap or floor comes to' }),
        amount: amountText.meta({ description: 'What it added to the line or, below zero, took from it' }),
      }),
    )
    .meta({ description: 'What caps and floors did to it' }),
  converted: z
    .strictObject({
      amount: amountText,
      currency: z.string(),
      rate: decimalText.meta({ description: 'Units of the currency of the statement for one of this one' }),
    })
    .nullable()
    .meta({ description: 'The whole event before it was converted' }),
  planHash: z.string(),
  key: z.string(),
  adjusts: adjustmentShape.optional(),
};

/** A line as a statement shows it. */
export const statementLineShape = z
  .strictObject(lineMembers)
  .meta({ id: 'StatementLine', description: 'One amount on a statement, with what it came from' });

/** A line by itself. */
export const lineShape = z
  .strictObject({
    payee: z.string(),
    period: z.string(),
    plan: z.string(),
    currency: currencyText,
    ...lineMembers,
  })
  .meta({ id: 'Line', description: 'One amount, with whose it is and when it was posted' });

const totals = [
  'earned',
  'held',
  'payable',
  'drawn',
  'guaranteed',
  'adjusted',
  'recovered',
  'carriedIn',
  'carried',
  'paid',
] as const;

/** A statement as it is listed. */
export const statementSummaryShape = z
  .strictObject({
    payee: z.string(),
    period: z.string(),
    currency: currencyText,
    from: dayText,
    to: dayText.meta({ description: 'The first day after the period' }),
    status: completeness,
    totals: z.record(z.enum(totals), amountText),
  })
  .meta({ id: 'StatementSummary', description: 'What a statement comes to' });

/** The shares of a release, and how far each has come. */
export const sharesShape = z.array(
  z.strictObject({
    share: percentText,
    on: z.string().meta({ description: 'What it waits for', examples: ['collected'] }),
    reached: percentText,
    because: z.string(),
  }),
);

const ofDeal = z.strictObject({
  ...place,
  deal: z.string().nullable(),
  amount: amountText,
  shares: sharesShape,
});

/** Where a payee stands in a measure. */
export const standingShape = z.strictObject({
  assignment: z.string(),
  measure: z.string(),
  unit: z.enum(['money', 'units']),
  window: dayRange,
  at: dayText.meta({ description: 'The last day that counted' }),
  credited: decimalText,
  quota: decimalText.nullable(),
  attainment: percentText.nullable(),
  next: z
    .array(
      z.strictObject({
        component: z.string(),
        from: z.string().meta({ description: 'Where it begins: a percent of quota, or an amount' }),
        pays: z.string(),
        distance: decimalText,
      }),
    )
    .meta({ description: 'The next tier or point of each component' }),
});

/** Sums of the fiscal year up to and with a period. */
export const yearToDateShape = z.strictObject({
  from: dayText,
  earned: amountText,
  payable: amountText,
  drawn: amountText,
  guaranteed: amountText,
  adjusted: amountText,
  recovered: amountText,
  paid: amountText,
});

/** A statement in full. */
export const statementShape = z
  .strictObject({
    payee: z.strictObject({ id: z.string(), name: z.string() }),
    period: z.strictObject({ id: z.string(), from: dayText, to: dayText }),
    currency: currencyText,
    asOf: dayText.meta({ description: 'The last day that counted' }),
    status: completeness,
    plans: z.array(
      z.strictObject({
        assignment: z.string(),
        plan: z.string(),
        title: z.string().nullable(),
        hash: z.string(),
        from: dayText,
        to: dayText,
      }),
    ),
    balances: z.strictObject({
      openingHeld: amountText,
      earned: amountText,
      payable: amountText,
      closingHeld: amountText,
      carriedIn: amountText,
      guaranteed: amountText.meta({ description: 'Added to come up to what is guaranteed' }),
      drawn: amountText.meta({ description: 'Added to come up to the draw' }),
      adjusted: amountText.meta({ description: 'Added by hand, or, below zero, taken off' }),
      recovered: amountText.meta({ description: 'Kept back to make up for earlier draws' }),
      paid: amountText,
      carried: amountText,
      owed: z
        .strictObject({
          opening: amountText,
          drawn: amountText,
          recovered: amountText,
          forgiven: amountText,
          closing: amountText,
        })
        .meta({ description: 'What is owed of recoverable draws' }),
      promised: z
        .strictObject({ draw: amountText, guarantee: amountText })
        .meta({ description: 'What the plans promise for the period; zero where they do not' }),
    }),
    components: z.array(
      z.strictObject({
        ...place,
        measure: z.string(),
        earned: amountText,
        payable: amountText,
        lines: z.array(statementLineShape),
      }),
    ),
    releases: z
      .array(ofDeal.extend({ adjusts: adjustmentShape.optional() }))
      .meta({ description: 'What became payable of each deal’s earning' }),
    held: z.array(ofDeal).meta({ description: 'What is earned and not payable yet' }),
    adjustments: z
      .array(
        z.strictObject({
          adjustment: z.int(),
          amount: amountText,
          reason: z.string(),
          attachment: z.string().nullable().meta({ description: 'The name of the file that shows why' }),
          maker: z.string(),
          approver: z.string(),
        }),
      )
      .meta({ description: 'What was added by hand, or taken off, and approved by another person' }),
    attainments: z.array(standingShape),
    yearToDate: yearToDateShape,
    payout: z
      .strictObject({
        currency: currencyText,
        amount: amountText.nullable().meta({ description: 'In this currency; null where no rate is loaded' }),
        rate: decimalText.nullable().meta({ description: 'Of this currency for one of the statement’s' }),
        date: dayText.meta({ description: 'The day of the rate, or the day for which there is none' }),
      })
      .optional()
      .meta({
        description: 'What is paid in another currency: as expected, and as closed where the period is',
      }),
    problems: z.array(problemShape),
    madeFrom: z.strictObject({
      change: z.int(),
      rulesHash: z.string(),
      inputsHash: z.string(),
      engineVersion: z.string(),
    }),
    closed: z
      .strictObject({ closing: z.int(), at: z.string(), by: z.string(), hash: z.string() })
      .optional()
      .meta({ description: 'The closing that froze it, where the period is closed' }),
  })
  .meta({ id: 'Statement', description: 'What a payee earned, is paid and is owed in a period, and why' });

/** How a line came about. */
export const lineExplanationShape = z
  .strictObject({
    payee: z.string(),
    period: z.string(),
    currency: currencyText,
    line: statementLineShape,
    sentences: z.array(z.string()),
    leaves: z
      .array(z.strictObject({ text: z.string(), amount: decimalText }))
      .meta({ description: 'Summands; they come to `total`' }),
    total: amountText,
    equalsStored: z.boolean().meta({ description: 'False is a fault of the program' }),
  })
  .meta({ id: 'LineExplanation', description: 'How a line came about, by the evaluation that made it' });
