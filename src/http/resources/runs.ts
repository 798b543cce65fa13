import { publishedRun } from '../../store/runs.js';
import { notFound } from '../refusal.js';
import { defineRoute, type Route } from '../route.js';

/** The calculations that were made. */
export const runRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/v1/runs/current',
    access: 'runs',
    summary: 'The calculation whose results are shown',
    answer: async (_, { db }) => {
      const run = await publishedRun(db);
      if (run === null) {
        throw notFound('nothing is calculated yet', { hint: 'attain calculate --through <period>' });
      }
      return Response.json(run);
    },
  }),
];
