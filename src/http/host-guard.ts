import type { MiddlewareHandler } from 'hono';
import { problem } from '../problems/problem.js';
import { Refusal } from './refusal.js';

/**
 * Answers only requests that name this machine as their host. A web page can give its own name the address of
 * this machine; the browser then takes what is served here for the page's own, and lets the page read it.
 *
 * @example
 * app.use(loopbackHostsOnly());
 */
export function loopbackHostsOnly(): MiddlewareHandler {
  return async (context, next) => {
    if (!isLoopback(new URL(context.req.url).hostname)) {
      const detail = { field: 'host', expected: 'localhost, 127.0.0.1 or [::1]' };
      throw new Refusal(421, [problem('wrong-host', 'the service answers to this machine alone', detail)]);
    }
    await next();
  };
}

/**
 * Whether a host name or address, as it is written in a URL, always means this machine.
 *
 * @example
 * isLoopback('127.0.0.1') // true
 */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}
