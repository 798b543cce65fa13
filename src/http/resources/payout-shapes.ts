import { z } from 'zod';
import { PAYOUT_MATCHES, type PayoutMatch } from '../../ledger/payouts/reconcile-payout.js';
import { amountText, currencyText, dayText, decimalText, instantText } from '../response-shapes.js';

const at = {
  rate: decimalText.meta({ description: 'Of the currency that is paid for one of the plan’s' }),
  date: dayText.meta({ description: 'The day of the rate' }),
};

const summaryMembers = {
  batch: z.int().min(1).meta({ description: 'Its number, in the order in which batches were built' }),
  payGroup: z.string(),
  period: z.string(),
  currency: currencyText,
  payDate: dayText.nullable().meta({ description: 'When payroll is to pay; null where payroll knows' }),
  state: z
    .enum(['built', 'rejected', 'approved', 'withdrawn', 'exported', 'confirmed'])
    .meta({ id: 'PayoutState', description: 'How far a batch has come; confirmed is paid as it was sent' }),
  items: z.int().min(0).meta({ description: 'How many closed statements it pays' }),
  total: amountText,
  paid: amountText.meta({ description: 'What payroll confirmed' }),
  converted: z
    .strictObject({ planCurrency: currencyText, total: amountText, paid: amountText, ...at })
    .optional()
    .meta({ description: 'What it pays of its statements, where these are in another currency' }),
  maker: z.string().meta({ description: 'Who built it, and may not decide on it' }),
  builtAt: instantText,
  decidedBy: z.string().nullable(),
};

/** A batch as it is listed. */
export const payoutSummaryShape = z.strictObject(summaryMembers).meta({
  id: 'PayoutBatch',
  description: 'Closed statements of one pay group and period that are paid together',
});

/** A batch after a step was asked for. */
export const payoutOutcomeShape = z
  .strictObject({
    isNew: z.boolean().meta({ description: 'Whether it was done now; false where it was done before' }),
    batch: payoutSummaryShape,
  })
  .meta({ id: 'PayoutOutcome', description: 'A batch after a step was asked for' });

const fileMembers = {
  provider: z.string(),
  mappingHash: z.string(),
  contentHash: z.string().meta({ description: 'SHA-256 of the file' }),
  actor: z.string(),
  at: instantText,
};

/** A batch with the steps it took. */
export const payoutShape = z
  .strictObject({
    ...summaryMembers,
    decision: z
      .strictObject({
        decision: z.enum(['approved', 'rejected']),
        actor: z.string(),
        reason: z.string().nullable(),
        at: instantText,
      })
      .nullable(),
    withdrawal: z
      .strictObject({ actor: z.string(), reason: z.string(), at: instantText })
      .nullable()
      .meta({ description: 'Who withdrew it after it was approved, and why' }),
    exports: z.array(
      z.strictObject({
        ...fileMembers,
        replaces: z
          .strictObject({ contentHash: z.string(), reason: z.string() })
          .nullable()
          .meta({ description: 'The file in whose place it was made, and why; null for the first' }),
      }),
    ),
    resends: z
      .array(
        z.strictObject({
          attempt: z.int().min(2),
          ...fileMembers,
          payments: z.int().min(1).meta({ description: 'How many payments it sends again' }),
          total: amountText,
        }),
      )
      .meta({ description: 'Files of what payroll told to have failed or to have come back' }),
    confirmations: z.array(
      z.strictObject({
        number: z.int().min(1),
        file: z.string(),
        contentHash: z.string(),
        actor: z.string(),
        at: instantText,
        payments: z.int().min(0).meta({ description: 'How many the file told that were not known before' }),
      }),
    ),
  })
  .meta({ id: 'Payout', description: 'A batch with each step it took' });

// The keys of the one table of matches; there is always a first.
const MATCHES = Object.keys(PAYOUT_MATCHES) as [PayoutMatch, ...PayoutMatch[]];

/** What was sent for a payee, and what was paid. */
export const paidPayeeShape = z
  .strictObject({
    payee: z.string(),
    name: z.string().nullable().meta({ description: 'null for one who is not in the batch' }),
    match: z.enum(MATCHES).meta({
      id: 'PayoutMatch',
      description: Object.entries(PAYOUT_MATCHES)
        .map(([match, meaning]) => `${match}: ${meaning}`)
        .join('; '),
    }),
    sent: amountText,
    paid: amountText,
    difference: amountText.meta({ description: 'Paid less sent: above zero is too much' }),
    converted: z
      .strictObject({ planCurrency: currencyText, sent: amountText, ...at })
      .optional()
      .meta({ description: 'What the statements pay, where these are in another currency' }),
    payments: z.array(
      z.strictObject({
        payee: z.string(),
        reference: z.string(),
        amount: amountText,
        date: dayText,
        status: z.enum(['paid', 'pending', 'failed', 'returned']),
        line: z.int().meta({ description: 'The line of the file that says so' }),
      }),
    ),
  })
  .meta({ id: 'PaidPayee', description: 'What a batch sends a payee, and what payroll paid' });
