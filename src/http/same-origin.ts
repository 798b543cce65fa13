import type { HonoRequest, MiddlewareHandler } from 'hono';
import { problem } from '../problems/problem.js';
import { Refusal } from './refusal.js';

/** What only reads may be asked for from anywhere: the browser keeps the answer from the page that asked. */
const READING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what a page of another site makes a browser send here, of whatever content type: what changes something must
 * come from a page of this service. What a program asks, without the headers that browsers send by themselves, is let
 * through.
 *
 * @example
 * app.use(sameOriginOnly());
 */
export function sameOriginOnly(): MiddlewareHandler {
  return async ({ req }, next) => {
    if (!READING.has(req.method) && isFromBrowser(req) && !isFromHere(req)) throw crossSite();
    await next();
  };
}

/** Behind a proxy that speaks TLS, the scheme of the request is another than that of the page; the host is the same. */
function isFromHere(req: HonoRequest): boolean {
  const [site, origin] = [req.header('sec-fetch-site') ?? 'none', req.header('origin')];
  if (site !== 'none') return site === 'same-origin';
  return origin !== undefined && hostOf(origin) === new URL(req.url).host;
}

function isFromBrowser(req: HonoRequest): boolean {
  return ['cookie', 'origin', 'sec-fetch-site'].some((name) => req.header(name) !== undefined);
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

function crossSite(): Refusal {
  return new Refusal(403, [
    problem('cross-site', 'this was sent from a page of another site', {
      hint: 'open the page here and send it again',
    }),
  ]);
}
