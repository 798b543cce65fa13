import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { HttpEnvironment, Services } from './services.js';

/**
 * Writes one line for every request once it is answered, and counts it: its id, method, path, route, status
 * and how long it took. Nothing of what was asked in the query, a header or a body is written.
 *
 * @example
 * app.use(requestLog(services));
 */
export function requestLog({
  logger,
  metrics,
}: Pick<Services, 'logger' | 'metrics'>): MiddlewareHandler<HttpEnvironment> {
  return async (context, next) => {
    const start = performance.now();
    const answered = metrics.requestBegun();
    await next();
    const { method, path } = context.req;
    const { status } = context.res;
    const milliseconds = performance.now() - start;
    const matched = routePath(context);
    const route = matched === '/*' ? 'none' : matched;
    answered({ method, route, status, seconds: milliseconds / 1000 });
    const requestId = context.get('requestId');
    logger.info({ requestId, method, path, route, status, ms: Math.round(milliseconds) }, 'request');
  };
}
