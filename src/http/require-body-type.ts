import type { HonoRequest, MiddlewareHandler } from 'hono';
import { problem } from '../problems/problem.js';
import { Refusal } from './refusal.js';

/**
 * Refuses a body that does not say it is of one of the content types, uncompressed. None of them may be among
 * those that a web page of another origin can make a browser post here without being asked for permission
 * first: forms and plain text.
 *
 * @example
 * app.post('/api/v1/rules/check', requireBodyType(['application/json']), answer)
 */
export function requireBodyType(types: readonly string[]): MiddlewareHandler {
  return async ({ req }, next) => {
    if (!types.includes(bodyType(req))) {
      const message =
        types.length === 1 && types[0] === 'application/json'
          ? 'the body must be JSON'
          : 'the body is of a type that is not taken';
      throw unsupported(message, 'content-type', types.join(', '));
    }
    if ((req.header('content-encoding') ?? 'identity') !== 'identity') {
      throw unsupported('the body must come uncompressed', 'content-encoding', 'no such header');
    }
    await next();
  };
}

/**
 * The content type that a request says its body is of, in lower case and without parameters; empty where it
 * says none.
 *
 * @example
 * bodyType(req) // 'application/json'
 */
export function bodyType(req: HonoRequest): string {
  return req.header('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
}

function unsupported(message: string, field: string, expected: string): Refusal {
  return new Refusal(415, [problem('unsupported-media-type', message, { field, expected })]);
}
