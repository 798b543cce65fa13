import { z } from 'zod';
import { explainDeal } from '../../runs/explain-deal.js';
import { getRecord } from '../../store/record-history.js';
import { recordName } from '../record-name.js';
import { notFound } from '../refusal.js';
import { defineRoute, type Route } from '../route.js';
import { requirePayee } from './payees.js';

/** Deals, and what became of them. */
export const dealRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/v1/deals/:deal/crediting',
    access: 'payee-data',
    summary: 'To whom a deal was credited, and which condition kept it from being credited',
    params: z.strictObject({ deal: recordName() }),
    query: z.strictObject({ payee: recordName().optional() }),
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
