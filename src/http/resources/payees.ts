import { z } from 'zod';
import type { PayeeScope } from '../../access/scope.js';
import type { Payee } from '../../records/record-kinds.js';
import type { Executor } from '../../store/executor.js';
import { listPayees } from '../../store/payee-list.js';
import { getRecord } from '../../store/record-history.js';
import { pagedList, pageResponse } from '../page.js';
import { recordName } from '../record-name.js';
import { notFound } from '../refusal.js';
import { currencyText, dayText, pageOf } from '../response-shapes.js';
import { defineRoute, type Route } from '../route.js';

const payees = pagedList('payees', z.strictObject({ id: recordName() }));

const payee = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    role: z.string().nullable(),
    region: z.string().nullable(),
    hireDate: dayText.nullable(),
    leaveDate: dayText.nullable().meta({ description: 'The first day after employment' }),
    payoutCurrency: currencyText
      .nullable()
      .meta({ description: "The currency to be paid in; null where it is the plan's" }),
  })
  .meta({ id: 'Payee', description: 'Who is paid' });

/** Who is paid. */
export const payeeRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/v1/payees',
    access: 'payee-data',
    tag: 'payees',
    summary: 'The payees, in the order of their ids',
    query: z.strictObject({
      ...payees.query,
      begins: recordName().optional().meta({ description: 'What the id or the name begins with' }),
      team: recordName().optional().meta({ description: 'A team that they are or were in' }),
    }),
    responses: { 200: { description: 'A page of payees', json: pageOf(payee) } },
    answer: async ({ query: { limit, cursor, ...filter }, scope, url }, { db }) => {
      const rows = await listPayees(db, scope, { ...filter, after: cursor?.id, limit: limit + 1 });
      return pageResponse(
        payees.page(rows, limit, ({ id }) => ({ id })),
        url,
      );
    },
  }),
];

/**
 * The payee of a request. Refuses one who does not exist or whom the scope does not show, in the same words.
 *
 * @example
 * await requirePayee(trx, scope, 'ada');
 */
export async function requirePayee(executor: Executor, scope: PayeeScope, payee: string): Promise<Payee> {
  const record = await getRecord(executor, scope, 'payee', { id: payee });
  if (record === null)
    throw notFound(`there is no payee ${payee}`, { hint: 'GET /api/v1/payees lists them' });
  return record;
}
