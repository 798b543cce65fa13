import type { RouteAccess } from '../access/route-access.js';
import type { Viewer } from '../access/viewer.js';
import type { RouteRequest } from '../http/route.js';
import { type ReaderFormat, readerFormat } from './format/reader-format.js';
import { readerLocale } from './format/reader-locale.js';

/** What a page is asked, once it is read and found sound, and how figures are written for whom asks. */
export interface PageRequest<Access extends RouteAccess, Params, Query>
  extends Omit<RouteRequest<Access, Params, Query, unknown>, 'body'> {
  readonly format: ReaderFormat;
}

/**
 * The request of a route as that of a page.
 *
 * @example
 * pageRequest(request).format.money('1200.50', 'USD') // '$1,200.50'
 */
export function pageRequest<Access extends RouteAccess, Params, Query>(
  request: RouteRequest<Access, Params, Query, unknown>,
): PageRequest<Access, Params, Query> {
  const { params, query, scope, viewer, url, header, client } = request;
  // Strangers have public pages.
  const reader: Viewer | null = viewer;
  const locale = readerLocale(reader?.locale ?? null, header('accept-language'));
  return {
    params,
    query,
    scope,
    viewer,
    url,
    header,
    client,
    get signal() {
      return request.signal;
    },
    format: readerFormat(locale),
  };
}
