import { z } from 'zod';
import { BRIDGES, type BridgeName } from '../../ledger/reconcile/bridge.js';
import { EXCEPTION_KINDS } from '../../ledger/reconcile/exception.js';
import { CAUSES } from '../../ledger/reconcile/traced-part.js';
import { amountText, currencyText, dayText, decimalText } from '../response-shapes.js';
import { statementLineShape } from './statement-shapes.js';

// The keys of the one table of bridges; there is always a first.
const NAMES = Object.keys(BRIDGES) as [BridgeName, ...BridgeName[]];

const bridgeName = z.enum(NAMES).meta({
  id: 'BridgeName',
  description: Object.entries(BRIDGES)
    .map(([name, { whole, parts }]) => `${name}: ${whole.join(' + ')} = ${parts.join(' + ')}`)
    .join('; '),
});

/** Both sides of the accounts of the company's money. */
export const bridgeShape = z
  .strictObject({
    from: dayText,
    to: dayText.meta({ description: 'The first day after the last month' }),
    by: z.enum(['period', 'deal']),
    deal: z.string().nullable(),
    rows: z.array(
      z.strictObject({
        bridge: bridgeName,
        span: z.string().meta({ examples: ['2026-03', '2026-01..2026-03'] }),
        currency: currencyText,
        deal: z.string().nullable(),
        amounts: z
          .record(z.string(), amountText)
          .meta({ description: 'What happened in the span by term; of what is left, how it changed' }),
        closing: amountText.meta({ description: 'What is left at the end of the span' }),
        unexplained: amountText.meta({
          description: 'What the two sides differ by: zero where all is explained',
        }),
      }),
    ),
    unexplained: z.array(
      z.strictObject({
        bridge: bridgeName,
        span: z.string(),
        currency: currencyText,
        subject: z.string(),
        amount: amountText,
      }),
    ),
  })
  .meta({
    id: 'Bridge',
    description: 'Both sides of the accounts of the company’s money, and what they differ by',
  });

/** What somebody in finance should look at. */
export const exceptionShape = z
  .strictObject({
    kind: z.enum(EXCEPTION_KINDS),
    deal: z.string(),
    payee: z.string().nullable(),
    currency: currencyText,
    amount: amountText.meta({ description: 'What is at stake' }),
    why: z.string(),
    whatToDo: z.string(),
  })
  .meta({ id: 'ReconciliationException', description: 'Something that somebody in finance should look at' });

const earnedAndPaid = z
  .strictObject({ earned: amountText, payable: amountText, paid: amountText })
  .meta({ id: 'EarnedAndPaid', description: 'What was or would have been earned and paid' });

/** The same deals under all bases. */
export const basesShape = z
  .strictObject({
    plan: z.string().nullable(),
    payee: z.string().nullable(),
    payees: z.int().min(0),
    rows: z.array(
      z.strictObject({
        month: z.string(),
        currency: currencyText,
        posted: earnedAndPaid,
        booked: earnedAndPaid,
        recognized: earnedAndPaid,
        collected: earnedAndPaid,
      }),
    ),
    notes: z
      .array(
        z.strictObject({
          plan: z.string(),
          component: z.string(),
          basis: z.enum(['booked', 'recognized', 'collected']),
          note: z.string(),
        }),
      )
      .meta({ description: 'What could not be moved to another basis as it is' }),
  })
  .meta({ id: 'Bases', description: 'The same deals as if all were booked, recognized or collected' });

const part = z
  .strictObject({
    payee: z.string(),
    period: z.string(),
    periodTo: dayText,
    currency: currencyText,
    line: z.string().nullable().meta({ description: 'null for a release, which may be of several lines' }),
    assignment: z.string().nullable(),
    component: z.string().nullable(),
    deal: z.string().nullable(),
    cause: z.enum(CAUSES).meta({ id: 'PayableCause', description: 'What made it payable' }),
    receipt: z.string().nullable(),
    invoice: z.string().nullable(),
    amount: amountText,
    paidBy: z.string().meta({ description: 'What paid the statement: a payout, or the statement itself' }),
  })
  .meta({ id: 'PayablePart', description: 'A part of what became payable, by what made it so' });

const dealCash = z
  .strictObject({
    deal: z.string(),
    account: z.string().nullable(),
    currency: currencyText,
    value: amountText,
    invoices: z.array(
      z.strictObject({
        invoice: z.string(),
        line: z.string(),
        date: dayText,
        dueDate: dayText.nullable(),
        amount: amountText,
        collected: amountText,
        credited: amountText,
        writtenOff: amountText,
        open: amountText,
        receipts: z.array(
          z.strictObject({ receipt: z.string().nullable(), date: dayText, amount: amountText }),
        ),
      }),
    ),
  })
  .meta({ id: 'DealCash', description: 'What a customer was invoiced for a deal and has paid, net of tax' });

/** A deal traced to its customer's cash, and to what became payable on it. */
export const dealTraceShape = dealCash
  .extend({ parts: z.array(part) })
  .meta({ id: 'DealTrace', description: 'A deal with its cash, and what became payable on it to whom' });

/** A line traced to the customer's cash. */
export const lineTraceShape = z
  .strictObject({
    payee: z.string(),
    period: z.string(),
    currency: currencyText,
    line: statementLineShape,
    released: z.boolean().meta({ description: 'Whether what it earned waits for a release' }),
    parts: z.array(part),
    payable: amountText.meta({ description: 'What the parts sum to' }),
    held: amountText,
    unexplained: amountText,
    countedIn: z.array(
      z.strictObject({ line: z.string(), deal: z.string(), credited: decimalText.nullable() }),
    ),
    deals: z.array(dealCash),
  })
  .meta({ id: 'LineTrace', description: 'A line traced to its deal, its invoices and receipts' });

/** A statement traced to the customers' cash. */
export const statementTraceShape = z
  .strictObject({
    payee: z.string(),
    period: z.string(),
    currency: currencyText,
    payable: amountText,
    paid: amountText,
    paidBy: z.string(),
    parts: z.array(part),
    unexplained: amountText,
    deals: z.array(dealCash),
  })
  .meta({ id: 'StatementTrace', description: 'What became payable on a statement, traced to cash' });

/** A batch of pay traced to the customers' cash. */
export const payoutTraceShape = z
  .strictObject({
    batch: z.int().min(1),
    payGroup: z.string(),
    period: z.string(),
    statements: z.array(statementTraceShape).meta({ description: 'Each statement that it pays' }),
  })
  .meta({ id: 'PayoutTrace', description: 'What a batch pays, traced to cash' });

/** What became of a receipt. */
export const receiptTraceShape = z
  .strictObject({
    receipt: z.string(),
    date: dayText,
    account: z.string().nullable(),
    currency: currencyText,
    amount: amountText.meta({ description: 'applied + unapplied + refunded' }),
    applied: z.array(
      z.strictObject({
        invoice: z.string(),
        line: z.string(),
        deal: z.string(),
        amount: amountText,
        net: amountText,
      }),
    ),
    unapplied: amountText,
    refunded: z.array(
      z.strictObject({ refund: z.string(), date: dayText, kind: z.string(), amount: amountText }),
    ),
    released: z.array(part).meta({ description: 'What it made payable, to whom and when' }),
    nothing: z.array(z.strictObject({ deal: z.string().nullable(), amount: amountText, why: z.string() })),
  })
  .meta({ id: 'ReceiptTrace', description: 'What a receipt was applied to, and what it made payable' });

/** What became payable in a period by what made it so. */
export const traceTotalShape = z
  .strictObject({
    period: z.string(),
    currency: currencyText,
    payable: amountText,
    causes: z.record(z.enum(CAUSES), amountText),
    unexplained: amountText,
  })
  .meta({ id: 'TraceTotal', description: 'What became payable in a period, by what made it so' });
