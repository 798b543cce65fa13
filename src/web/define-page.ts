import { z } from 'zod';
import type { RouteAccess } from '../access/route-access.js';
import { defineRoute, type Route } from '../http/route.js';
import type { Services } from '../http/services.js';
import type { PageContent } from './layout/page-content.js';
import { renderPage } from './layout/render-page.js';
import { type PageRequest, pageRequest } from './page-request.js';

const NOTHING = z.strictObject({});

/** A page: where it is, who may see it, and what stands on it. */
export interface PageDefinition<
  Access extends RouteAccess,
  Params extends z.ZodObject,
  Query extends z.ZodObject,
> {
  /** As Hono writes paths: `/payees/:payee`. */
  readonly path: string;
  readonly access: Access;
  /** What the page shows, in one sentence without a full stop. */
  readonly summary: string;
  readonly params?: Params;
  /** A strict object: a name that it lacks is refused. */
  readonly query?: Query;
  /** What stands on the page; or a response, where the answer is another page. */
  readonly answer: (
    request: PageRequest<Access, z.output<Params>, z.output<Query>>,
    services: Services,
  ) => PageContent | Response | Promise<PageContent | Response>;
}

/**
 * Defines a page: a route that answers GET with HTML. The title becomes its only `h1`. What is thrown as a refusal is
 * answered with a page that says why. Asked by htmx, only what stands on the page is answered, without the frame.
 *
 * @example
 * definePage({
 *   path: '/teams', access: 'payee-data', summary: 'The teams there are',
 *   answer: async ({ scope }, { db }) => ({ title: 'Teams', body: <TeamTable teams={await listTeams(db, scope)} /> }),
 * });
 */
export function definePage<
  const Access extends RouteAccess,
  Params extends z.ZodObject = typeof NOTHING,
  Query extends z.ZodObject = typeof NOTHING,
>(definition: PageDefinition<Access, Params, Query>): Route {
  const { answer, ...description } = definition;
  return defineRoute<Access, Params, Query>({
    ...description,
    method: 'GET',
    isForReaders: true,
    answer: async (request, services) => {
      const asked = pageRequest(request);
      const content = await answer(asked, services);
      return content instanceof Response ? content : renderPage(content, asked);
    },
  });
}
