import { z } from 'zod';
import { LINE_KINDS } from '../../engine/mechanisms/window-outcome.js';
import {
  amountText,
  changedAmount,
  currencyText,
  dayRange,
  dayText,
  decimalText,
  problemShape,
} from '../response-shapes.js';
import {
  completeness,
  percentText,
  sharesShape,
  standingShape,
  yearToDateShape,
} from './statement-shapes.js';

const namedPayee = z.strictObject({ id: z.string(), name: z.string() });

const asOf = dayText.meta({ description: 'The last calculated day' });

/** All periods of a payee, and the fiscal year so far. */
export const historyShape = z
  .strictObject({
    payee: namedPayee,
    asOf,
    periods: z.array(
      z.strictObject({
        period: z.string(),
        from: dayText,
        to: dayText.meta({ description: 'The first day after the period' }),
        payGroup: z.string(),
        currency: currencyText,
        status: completeness,
        earned: amountText,
        payable: amountText,
        paid: amountText,
        held: amountText.meta({ description: 'Earned and not payable yet at the end of the period' }),
        yearToDate: yearToDateShape,
        attainments: z.array(standingShape),
      }),
    ),
    yearToDate: z.array(
      z.strictObject({
        currency: currencyText,
        through: z.string().meta({ description: 'The period up to and with which it sums' }),
        held: amountText,
        ...yearToDateShape.shape,
      }),
    ),
  })
  .meta({ id: 'PayeeHistory', description: 'What a payee earned, was paid and had held, period by period' });

/** All that is held of a payee. */
export const heldShape = z
  .strictObject({
    payee: namedPayee,
    asOf,
    totals: z.array(z.strictObject({ currency: currencyText, amount: amountText })),
    items: z.array(
      z.strictObject({
        payGroup: z.string(),
        currency: currencyText,
        plan: z.string().meta({ description: 'Its title, or its id' }),
        assignment: z.string(),
        component: z.string(),
        deal: z
          .strictObject({ id: z.string(), name: z.string().nullable(), account: z.string().nullable() })
          .nullable(),
        amount: amountText,
        waitsFor: z.array(z.string()).meta({ description: 'In words' }),
        shares: sharesShape,
        invoices: z
          .array(
            z.strictObject({
              invoice: z.string(),
              date: dayText,
              dueDate: dayText.nullable(),
              currency: currencyText,
              amount: amountText.meta({ description: 'What it has for the deal, net of tax' }),
              open: amountText,
              overdueDays: z.int().min(0),
            }),
          )
          .meta({ description: 'The invoices of the deal of which something is open' }),
      }),
    ),
  })
  .meta({ id: 'PayeeHeld', description: 'What is earned and not payable yet, and what it waits for' });

const place = z.strictObject({
  value: decimalText.meta({ description: 'What is credited' }),
  attainment: percentText.nullable(),
  earned: amountText,
});

const curveMembers = {
  assignment: z.string(),
  component: z.string(),
  measure: z.string(),
  unit: z.enum(['money', 'units']),
  currency: currencyText,
  window: dayRange,
  quota: decimalText.nullable(),
  tiers: z.array(z.strictObject({ from: z.string(), value: decimalText.nullable(), pays: z.string() })),
  why: z.string().nullable().meta({ description: 'Why there are no points; null where there are' }),
  points: z
    .array(
      place.extend({ isBound: z.boolean().meta({ description: 'Whether a tier or the quota is here' }) }),
    )
    .meta({ description: 'Ascending; where what is earned jumps there is one just below' }),
  place: place.nullable().meta({ description: 'What is credited by now, and what that comes to' }),
  onTarget: place.nullable().meta({ description: 'At 100 % of the quota' }),
};

/** What a plan pays by what is credited. */
export const planCurvesShape = z
  .strictObject({
    plan: z.string(),
    title: z.string().nullable(),
    hash: z.string(),
    currency: currencyText,
    quotas: z.record(z.string(), decimalText).meta({ description: 'Of a full window, by id' }),
    targetIncentive: decimalText.meta({ description: 'Of a year' }),
    curves: z.array(z.strictObject(curveMembers)),
  })
  .meta({ id: 'PlanCurves', description: 'What a plan pays by what is credited, by the engine that pays' });

/** What a payee is paid by what is credited. */
export const payeeCurvesShape = z
  .strictObject({
    payee: namedPayee,
    asOf,
    curves: z.array(
      z.strictObject({
        plan: z.string(),
        ...curveMembers,
        next: standingShape.shape.next,
      }),
    ),
  })
  .meta({
    id: 'PayeeCurves',
    description: 'What a payee is paid by what is credited, with the place of now',
  });

const amounts = {
  earned: changedAmount,
  payable: changedAmount,
  held: changedAmount,
  paid: changedAmount,
};

/** What would be of a payee's pay. */
export const whatIfShape = z
  .strictObject({
    payee: namedPayee,
    through: dayText.meta({ description: 'The last day that counts' }),
    currencies: z
      .array(z.strictObject({ currency: currencyText, ...amounts }))
      .meta({ description: 'The periods together, with what is held at the end of the last' }),
    periods: z
      .array(
        z.strictObject({
          period: z.string(),
          from: dayText,
          to: dayText,
          payGroup: z.string(),
          currency: currencyText,
          ...amounts,
          components: z.array(
            z.strictObject({
              assignment: z.string(),
              component: z.string(),
              earned: changedAmount,
              payable: changedAmount,
            }),
          ),
          attainments: z.array(
            z.strictObject({
              assignment: z.string(),
              measure: z.string(),
              before: standingShape.nullable(),
              after: standingShape.nullable(),
            }),
          ),
        }),
      )
      .meta({ description: 'Those that would be other, and the last of each pay group' }),
    lines: z
      .array(
        z.strictObject({
          period: z.string(),
          currency: currencyText,
          assignment: z.string(),
          component: z.string(),
          kind: z.enum(LINE_KINDS),
          deal: z.string().nullable(),
          date: dayText,
          before: amountText.nullable(),
          after: amountText.nullable(),
          difference: amountText,
          sentences: z.array(z.string()),
          leaves: z.array(z.strictObject({ text: z.string(), amount: decimalText })),
        }),
      )
      .meta({ description: 'The lines that would be other, at most 200, each with how it would come about' }),
    lineCount: z.int().min(0).meta({ description: 'How many lines would be other' }),
    problems: z.array(problemShape),
  })
  .meta({ id: 'WhatIf', description: 'What would be of a payee’s pay if deals were other' });
