import { z } from 'zod';
import { inScope, type PayeeScope } from '../../access/scope.js';
import type { Executor } from '../../store/executor.js';
import { getRecord } from '../../store/record-history.js';
import { RecordReader } from '../../store/record-reader.js';
import { ID_PAGE_QUERY, pageById } from '../page.js';
import { notFound } from '../refusal.js';
import { defineRoute, type Route } from '../route.js';

/** Who is paid. */
export const payeeRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/v1/payees',
    access: 'payee-data',
    summary: 'The payees, in the order of their ids',
    query: z.strictObject(ID_PAGE_QUERY),
    answer: async ({ query, scope }, { db }) => {
      const payees = await db.read(async (trx) => new RecordReader(trx, undefined).all('payee'));
      const shown = payees.filter(({ id }) => inScope(scope, id));
      return Response.json(pageById(shown, ({ id }) => id, query));
    },
  }),
];

/**
 * Refuses a request about a payee who does not exist or whom the scope does not show, in the same words.
 *
 * @example
 * await requirePayee(trx, scope, 'ada');
 */
export async function requirePayee(executor: Executor, scope: PayeeScope, payee: string): Promise<void> {
  const record = await getRecord(executor, scope, 'payee', { id: payee });
  if (record === null)
    throw notFound(`there is no payee ${payee}`, { hint: 'GET /api/v1/payees lists them' });
}
