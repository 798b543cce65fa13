import { ROUTES } from '../../src/http/routes.js';
import { PAGES } from '../../src/web/pages.js';
import type { Ids } from '../access/answers-to.js';

/** Every route of the service: those of the API, then pages. */
export const EVERY_ROUTE = [...ROUTES, ...PAGES];

/** What goes on and on is not waited for. */
export const ENDLESS = /\/events$/;

/**
 * The paths of a route with every id in place of each name in it. A name of which nothing is known is given what many
 * things are called, so that a new one is tried too.
 *
 * @example
 * pathsOf('/payees/:payee', { payee: ['ada', 'a/b'] }) // ['/payees/ada', '/payees/a%2Fb']
 */
export function pathsOf(path: string, ids: Ids): readonly string[] {
  const name = /:(\w+)/.exec(path)?.[1];
  if (name === undefined) return [path];
  const values = ids[name] ?? ['1', '2', 'ae', 'monthly-USD'];
  return values.flatMap((value) => pathsOf(path.replace(`:${name}`, encodeURIComponent(value)), ids));
}
