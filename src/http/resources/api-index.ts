import { z } from 'zod';
import { ROUTE_ACCESS } from '../../access/route-access.js';
import { defineRoute, type Route } from '../route.js';
import { DOCUMENTATION_PATH } from '../swagger-files.js';

const index = z.strictObject({
  service: z.literal('Attain'),
  about: z.string(),
  document: z.string().meta({ description: 'Where the OpenAPI document is' }),
  page: z.string().meta({ description: 'Where to look through it' }),
  access: z.record(z.string(), z.string()).meta({ description: 'What routes of each access read' }),
  routes: z.array(
    z.strictObject({ method: z.string(), path: z.string(), access: z.string(), summary: z.string() }),
  ),
});

/**
 * What can be asked of the service, in words.
 *
 * @example
 * apiIndex(routes).path // '/api/v1'
 */
export function apiIndex(routes: readonly Route[]): Route {
  const described = routes.map(({ method, path, access, summary }) => ({ method, path, access, summary }));
  const document = {
    service: 'Attain',
    about:
      'Amounts are decimal texts with a currency, dates YYYY-MM-DD, and `to` is the first day after. ' +
      'Lists come in pages: `next` is the `cursor` of the page after. Whatever is refused is told as application/problem+json.',
    document: '/api/v1/openapi.json',
    page: DOCUMENTATION_PATH,
    access: ROUTE_ACCESS,
    routes: described,
  };
  return defineRoute({
    method: 'GET',
    path: '/api/v1',
    access: 'public',
    tag: 'service',
    summary: 'What can be asked here',
    responses: { 200: { description: 'Every route', json: index } },
    answer: () => Response.json(document),
  });
}
