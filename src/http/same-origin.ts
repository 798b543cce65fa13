import type { HonoRequest, MiddlewareHandler } from 'hono';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { problem } from '../problems/problem.js';
import { Refusal } from './refusal.js';

/**
 * Refuses what a page of another site makes a browser send here: a form that does not come from a page of this
 * service. What a program asks, without the headers that browsers send by themselves, is let through.
 *
 * @example
 * app.use(sameOriginOnly());
 */
export function sameOriginOnly(): MiddlewareHandler {
  // Behind a proxy that speaks TLS, the scheme of the request is another than that of the page; the host is the same.
  const check = csrf({ origin: (origin, { req }) => hostOf(origin) === new URL(req.url).host });
  return async (context, next) => {
    const { req } = context;
    if (!isFromBrowser(req)) return next();
    let passed = false;
    try {
      await check(context, async () => {
        passed = true;
      });
    } catch (thrown) {
      if (thrown instanceof HTTPException) throw crossSite();
      throw thrown;
    }
    if (passed) await next();
  };
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
