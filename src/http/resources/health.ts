import { defineRoute, type Route } from '../route.js';

/** Whether the service is up. */
export const healthRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/healthz',
    access: 'public',
    summary: 'Whether the service is up',
    answer: () => Response.json({ status: 'ok' }),
  }),
];
