import { Hono, type HonoRequest, type MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { requestId } from 'hono/request-id';
import { secureHeaders } from 'hono/secure-headers';
import { problem } from '../problems/problem.js';
import { fault, refusalOf } from './fault.js';
import { loopbackHostsOnly } from './host-guard.js';
import { problemDocument, problemResponse } from './problem-document.js';
import { notFound, Refusal } from './refusal.js';
import { requestLog } from './request-log.js';
import type { Route } from './route.js';
import { ROUTES } from './routes.js';
import type { HttpEnvironment, Services } from './services.js';

/**
 * The service: every route of {@link ROUTES}, unless others are given, with what all of them share. Whatever is asked, the answer is
 * what a route gives or a problem document; only a fault of the program or its database is a status of 500.
 *
 * @example
 * const app = createApp(services);
 * await app.request('http://localhost/healthz');
 */
export function createApp(services: Services, routes: readonly Route[] = ROUTES): Hono<HttpEnvironment> {
  const app = new Hono<HttpEnvironment>();
  app.use(requestId(), requestLog(services), sendRequestId(), secureHeaders(SECURITY), compressed());
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: ({ req }, methods) => {
        const allow = methods.join(', ');
        const found = problem('method-not-allowed', `${req.method} is not for this path`, {
          expected: allow,
        });
        return respond(new Refusal(405, [found], { allow }), req);
      },
    }),
  );
  if (services.hosts === 'loopback') app.use(loopbackHostsOnly());
  for (const route of routes) route.mount(app, services);
  app.notFound(({ req }) =>
    respond(notFound('there is no such path', { hint: 'GET /api/v1 lists all paths' }), req),
  );
  app.onError((thrown, context) => {
    const id = context.get('requestId');
    const refusal = refusalOf(thrown);
    if (refusal === null) services.logger.error({ requestId: id, err: thrown }, 'fault');
    return respond(refusal ?? fault(id), context.req);
  });
  return app;
}

/** Hono sets the header on the responses that it makes; those here are made by the routes. */
function sendRequestId(): MiddlewareHandler<HttpEnvironment> {
  return async (context, next) => {
    await next();
    context.header('x-request-id', context.get('requestId'));
  };
}

/** Text of some size goes compressed to whom takes it so; events go one by one, as they happen. */
function compressed(): MiddlewareHandler {
  return compress({ encoding: 'gzip', threshold: SMALLEST_COMPRESSED });
}

/** Below this, in bytes, the headers outweigh what is saved. */
const SMALLEST_COMPRESSED = 1024;

/** What is served may not be run, framed or read by another origin, but for a page that says otherwise. */
const SECURITY: Parameters<typeof secureHeaders>[0] = {
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  referrerPolicy: 'no-referrer',
  // Served without TLS, the header would mean nothing, and be wrong of every other service of this host.
  strictTransportSecurity: false,
  xFrameOptions: 'DENY',
  overwrite: false,
};

function respond({ status, problems, headers }: Refusal, { url }: HonoRequest): Response {
  return problemResponse(problemDocument(status, problems, new URL(url).pathname), headers);
}
