import { z } from 'zod';
import { formatMinorUnits } from '../../money/minor-units.js';
import { explainDeal } from '../../runs/explain-deal.js';
import { linesOfDeal } from '../../runs/lines-of-deal.js';
import { getRecord } from '../../store/record-history.js';
import type { StoredLine } from '../../store/results.js';
import { recordName } from '../record-name.js';
import { notFound } from '../refusal.js';
import { amountText, currencyText, dayText } from '../response-shapes.js';
import { defineRoute, type Route } from '../route.js';
import { lineDocument } from './lines.js';
import { requirePayee } from './payees.js';
import { lineShape } from './statement-shapes.js';

const percentText = z
  .string()
  .regex(/^-?\d+(?:\.\d+)?%$/)
  .meta({ examples: ['60%'] });

const dealCrediting = z
  .strictObject({
    deal: z.string(),
    name: z.string().nullable(),
    account: z.string().nullable(),
    stage: z.string().nullable(),
    closeDate: dayText,
    splits: z.array(
      z.strictObject({
        payee: z.string(),
        role: z.string(),
        share: percentText,
        from: dayText.nullable(),
        to: dayText.nullable().meta({ description: 'The first day after' }),
        territory: z.string().nullable().meta({ description: 'Which gives it; null where it is loaded' }),
      }),
    ),
    payees: z.array(
      z.strictObject({
        payee: z.string(),
        name: z.string(),
        crediting: z.array(
          z.strictObject({
            assignment: z.string(),
            measure: z.string(),
            event: z.string().nullable().meta({ description: 'null where nothing of it counts yet' }),
            date: dayText.nullable(),
            credited: z.boolean(),
            reasons: z.array(z.string()).meta({ description: 'Why, or which condition failed' }),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'DealCrediting', description: 'To whom a deal was credited, and why not to others' });

const dealPayments = z
  .strictObject({
    deal: z.string(),
    payees: z.array(
      z.strictObject({
        payee: z.string(),
        currency: currencyText,
        earned: amountText.meta({ description: 'The sum of the lines' }),
        lines: z.array(lineShape),
      }),
    ),
  })
  .meta({ id: 'DealPayments', description: 'What a deal paid to whom' });

/** Deals, and what became of them. */
export const dealRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/v1/deals/:deal',
    access: 'payee-data',
    tag: 'deals',
    summary: 'What a deal paid to whom: the lines that the statements have on it',
    params: z.strictObject({ deal: recordName() }),
    responses: {
      200: {
        description: 'The payees in the order of their ids, none where it paid nobody',
        json: dealPayments,
      },
    },
    answer: async ({ params: { deal }, scope }, { db }) =>
      db.read(async (trx) => {
        const lines = await linesOfDeal(trx, scope, deal);
        const known = lines.length > 0 || (await getRecord(trx, scope, 'deal', { id: deal })) !== null;
        if (!known) throw notFound(`there is no deal ${deal}`);
        return Response.json({ deal, payees: paymentsOf(lines) });
      }),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/deals/:deal/crediting',
    access: 'payee-data',
    tag: 'deals',
    summary: 'To whom a deal was credited, and which condition kept it from being credited',
    params: z.strictObject({ deal: recordName() }),
    query: z.strictObject({
      payee: recordName().optional().meta({ description: 'The only payee to show' }),
    }),
    responses: { 200: { description: 'How it was credited', json: dealCrediting } },
    answer: async ({ params: { deal }, query: { payee }, scope }, { db }) => {
      if (payee !== undefined) await requirePayee(db, scope, payee);
      const explained = await explainDeal(db, scope, deal, payee);
      if (explained !== null) return Response.json(explained);
      const known = await getRecord(db, scope, 'deal', { id: deal });
      throw notFound(
        known === null ? `there is no deal ${deal}` : `nothing is calculated of the deal ${deal}`,
      );
    },
  }),
];

/**
 * Lines by payee and currency, in the order in which they come, each with what they sum to.
 *
 * @example
 * paymentsOf(await linesOfDeal(db, scope, 'D-1'))[0]?.earned // '11600.00'
 */
export function paymentsOf(lines: readonly StoredLine[]) {
  const groups = new Map<string, StoredLine[]>();
  for (const each of lines) {
    const { payee, currency } = each.entitlement;
    const key = `${currency} ${payee}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [each]);
    else known.push(each);
  }
  return [...groups].map(([key, group]) => {
    const currency = key.slice(0, 3);
    const earned = group.reduce((sum, { line }) => sum + line.amount, 0n);
    return {
      payee: key.slice(4),
      currency,
      earned: formatMinorUnits(earned, currency),
      lines: group.map(lineDocument),
    };
  });
}
