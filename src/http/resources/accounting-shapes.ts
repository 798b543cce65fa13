import { z } from 'zod';
import { ACCOUNT_ROLES, type AccountRole } from '../../ledger/accounting/account-role.js';
import { EXPENSED_BECAUSE } from '../../ledger/accounting/expensed-because.js';
import { ENTRY_KINDS } from '../../ledger/accounting/journal.js';
import { amountText, currencyText, dayText, decimalText, problemShape } from '../response-shapes.js';

const through = dayText.meta({ description: 'The last day that counts' });

const problems = z.array(problemShape).meta({ description: 'What keeps figures from being known' });

const month = z
  .string()
  .regex(/^\d{4}-\d{2}$/)
  .meta({ id: 'Month', description: 'A calendar month', examples: ['2026-03'] });

const accrualAmounts = {
  reversed: amountText,
  earned: amountText,
  toppedUp: amountText,
  paid: amountText,
  advanced: amountText,
  accrued: amountText.meta({ description: 'reversed + earned + toppedUp − (paid − advanced)' }),
};

/** What is earned and not paid, by plan and region. */
export const accrualsShape = z
  .strictObject({
    through,
    totals: z.array(
      z.strictObject({
        month,
        currency: currencyText,
        plan: z.string().nullable().meta({ description: 'null for the sum of all in the currency' }),
        region: z.string().nullable(),
        ...accrualAmounts,
      }),
    ),
  })
  .meta({ id: 'Accruals', description: 'What is earned and not paid at the end of each month' });

/** What one payee earned under one plan and was not paid. */
export const payeeAccrualShape = z
  .strictObject({
    month,
    currency: currencyText,
    payee: z.string(),
    plan: z.string(),
    region: z.string(),
    ...accrualAmounts,
  })
  .meta({ id: 'PayeeAccrual', description: 'What a payee earned under a plan and was not paid' });

/** The costs of contracts. */
export const contractCostsShape = z
  .strictObject({
    through,
    periods: z.array(z.string()),
    rollForward: z.array(
      z.strictObject({
        period: z.string(),
        currency: currencyText,
        plan: z.string().nullable().meta({ description: 'null for the sum of all in the currency' }),
        region: z.string().nullable(),
        opening: amountText,
        additions: amountText,
        amortisation: amountText,
        impairment: amountText,
        closing: amountText,
      }),
    ),
    waterfall: z.array(
      z.strictObject({
        currency: currencyText,
        cohort: month.meta({ description: 'The month in which it was capitalised' }),
        added: amountText,
        impaired: amountText,
        amortised: z.array(z.strictObject({ period: z.string(), amount: amountText })),
        balance: amountText,
        scheduled: z.array(z.strictObject({ month, amount: amountText })),
      }),
    ),
    expensed: z.array(
      z.strictObject({
        period: z.string(),
        currency: currencyText,
        plan: z.string(),
        component: z.string(),
        because: z.enum(EXPENSED_BECAUSE),
        amount: amountText,
      }),
    ),
    problems,
  })
  .meta({ id: 'ContractCosts', description: 'What is capitalised of commission, amortised and impaired' });

/** What became of what was capitalised for one deal of what a component pays a payee. */
export const contractCostRowShape = z
  .strictObject({
    payee: z.string(),
    deal: z.string(),
    plan: z.string(),
    component: z.string(),
    region: z.string(),
    currency: currencyText,
    opening: amountText,
    additions: amountText,
    amortisation: amountText,
    impairment: amountText,
    closing: amountText.meta({ description: 'opening + additions − amortisation − impairment' }),
  })
  .meta({ id: 'ContractCost', description: 'What became of what was capitalised for a deal' });

// The keys of the one table of roles; there is always a first.
const ROLES = Object.keys(ACCOUNT_ROLES) as [AccountRole, ...AccountRole[]];

const sides = { debit: amountText, credit: amountText };

/** The journal of a month or of all. */
export const journalShape = z
  .strictObject({
    through,
    entries: z.array(
      z.strictObject({
        id: z.string(),
        date: dayText,
        kind: z.enum(ENTRY_KINDS),
        currency: currencyText,
        ...sides,
        lines: z.array(
          z.strictObject({
            role: z.enum(ROLES),
            account: z.string().meta({ description: 'Empty without a chart of accounts' }),
            name: z.string(),
            costCentre: z.string(),
            plan: z.string(),
            region: z.string(),
            ...sides,
          }),
        ),
      }),
    ),
    totals: z.array(z.strictObject({ currency: currencyText, ...sides })),
    problems,
  })
  .meta({ id: 'Journal', description: 'Entries that balance' });

const percentOrNothing = z
  .string()
  .nullable()
  .meta({ description: 'null where there is nothing to divide by' });

/** What sales cost. */
export const costOfSalesShape = z
  .strictObject({
    through,
    currency: currencyText,
    flaggedAt: decimalText.meta({
      description: 'The expense for 1 of revenue from which on a period is flagged',
    }),
    periods: z.array(
      z.strictObject({
        period: z.string(),
        commission: amountText,
        otherCosts: amountText,
        bookings: amountText,
        revenue: amountText,
        cash: amountText,
        ofBookings: percentOrNothing,
        ofRevenue: percentOrNothing,
        ofCash: percentOrNothing,
        expenseToRevenue: decimalText.nullable(),
        flagged: z.boolean(),
      }),
    ),
    problems,
  })
  .meta({ id: 'CostOfSales', description: 'What sales cost, against bookings, revenue and cash' });
