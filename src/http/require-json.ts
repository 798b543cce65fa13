import type { MiddlewareHandler } from 'hono';
import { problem } from '../problems/problem.js';
import { Refusal } from './refusal.js';

/**
 * Refuses a body that does not say it is plain JSON. A web page of another origin cannot send one that does
 * without being asked for permission first, so none can make a browser post here.
 *
 * @example
 * app.post('/api/v1/rules/check', requireJson(), answer)
 */
export function requireJson(): MiddlewareHandler {
  return async (context, next) => {
    const type = context.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
    const encoding = context.req.header('content-encoding') ?? 'identity';
    if (type !== 'application/json') {
      throw unsupported('the body must be JSON', 'content-type', 'application/json');
    }
    if (encoding !== 'identity') {
      throw unsupported('the body must come uncompressed', 'content-encoding', 'no such header');
    }
    await next();
  };
}

function unsupported(message: string, field: string, expected: string): Refusal {
  return new Refusal(415, [problem('bad-request', message, { field, expected })]);
}
