import type { MiddlewareHandler } from 'hono';
import type { Logger } from 'pino';
import type { HttpEnvironment } from './services.js';

/**
 * Writes one line for every request once it is answered: its id, method, path, status and how long it took.
 * Nothing of what was asked in the query or a body is written.
 *
 * @example
 * app.use(requestLog(pino()));
 */
export function requestLog(logger: Logger): MiddlewareHandler<HttpEnvironment> {
  return async (context, next) => {
    const start = performance.now();
    await next();
    const { method, path } = context.req;
    logger.info(
      {
        requestId: context.get('requestId'),
        method,
        path,
        status: context.res.status,
        ms: Math.round(performance.now() - start),
      },
      'request',
    );
  };
}
