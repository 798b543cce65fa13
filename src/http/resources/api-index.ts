import { ROUTE_ACCESS } from '../../access/route-access.js';
import { defineRoute, type Route } from '../route.js';

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
    access: ROUTE_ACCESS,
    routes: described,
  };
  return defineRoute({
    method: 'GET',
    path: '/api/v1',
    access: 'public',
    summary: 'What can be asked here',
    answer: () => Response.json(document),
  });
}
