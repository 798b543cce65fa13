import { z } from 'zod';
import { PAY_FREQUENCIES } from '../../calendar/pay-period.js';
import type { PeriodStatus } from '../../runs/closing/period-status.js';
import { amountText, currencyText, dayText, instantText } from '../response-shapes.js';

const payPeriodState = z
  .enum(['open', 'calculated', 'inApproval', 'closed', 'paid'])
  .meta({ id: 'PayPeriodState', description: 'Where a pay period of a pay group stands' });

/** A step of a pay period. */
export const periodEventShape = z
  .strictObject({
    sequence: z.int().min(1),
    payGroup: z.string(),
    period: z.string(),
    act: z.enum(['submitted', 'approved', 'rejected', 'closed', 'paid', 'returned']),
    state: payPeriodState.meta({ description: 'The state that it left the period in' }),
    actor: z.string(),
    at: instantText,
    reason: z.string().nullable(),
    run: z.int().nullable().meta({ description: 'The number of the results that were shown then' }),
    closing: z.int().nullable(),
  })
  .meta({ id: 'PayPeriodEvent', description: 'A step of a pay period; steps are only ever added' });

/** Where a pay period of a pay group stands. */
export const periodShape = z
  .strictObject({
    payGroup: z.string(),
    frequency: z.enum(PAY_FREQUENCIES),
    currency: currencyText,
    period: z.strictObject({
      id: z.string(),
      from: dayText,
      to: dayText.meta({ description: 'The first day after' }),
    }),
    state: payPeriodState,
    statements: z.int().min(0),
    incomplete: z.int().min(0).meta({ description: 'Statements that a problem keeps from being complete' }),
    earned: amountText,
    payable: amountText,
    paid: amountText,
    closing: z
      .int()
      .nullable()
      .meta({ description: 'The number of its closing; null while it is not closed' }),
    last: periodEventShape.nullable().meta({ description: 'The last step; null before the first' }),
  })
  .meta({
    id: 'PayPeriod',
    description: 'A pay period of a pay group: where it stands, and what it comes to',
  });

/**
 * Where a pay period stands, as clients are shown it.
 *
 * @example
 * Response.json(periodDocument(status))
 */
export function periodDocument({ period: { id, from, to }, ...status }: PeriodStatus) {
  const { payGroup, frequency, currency, state, statements, incomplete } = status;
  const { earned, payable, paid, closing, last } = status;
  return {
    ...{ payGroup, frequency, currency, period: { id, from, to }, state, statements, incomplete },
    ...{ earned, payable, paid, closing, last },
  };
}
