import { Hono, type HonoRequest, type MiddlewareHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { requestId } from 'hono/request-id';
import { secureHeaders } from 'hono/secure-headers';
import { problem } from '../problems/problem.js';
import { loopbackHostsOnly } from './host-guard.js';
import { problemDocument, problemResponse } from './problem-document.js';
import { notFound, Refusal } from './refusal.js';
import { requestLog } from './request-log.js';
import { ROUTES } from './routes.js';
import type { HttpEnvironment, Services } from './services.js';

/**
 * The service: every route of {@link ROUTES}, with what all of them share. Whatever is asked, the answer is
 * what a route gives or a problem document; only a fault of the program or its database is a status of 500.
 *
 * @example
 * const app = createApp({ db, logger, scopeOfRequest: () => scopeOf(viewer), hosts: 'loopback' });
 * await app.request('http://localhost/healthz');
 */
export function createApp(services: Services): Hono<HttpEnvironment> {
  const app = new Hono<HttpEnvironment>();
  app.use(requestId(), requestLog(services.logger), sendRequestId(), secureHeaders(SECURITY));
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: ({ req }, methods) => {
        const allow = methods.join(', ');
        const found = problem('bad-request', `${req.method} is not for this path`, { expected: allow });
        return respond(new Refusal(405, [found], { allow }), req);
      },
    }),
  );
  if (services.hosts === 'loopback') app.use(loopbackHostsOnly());
  for (const route of ROUTES) route.mount(app, services);
  app.notFound(({ req }) =>
    respond(notFound('there is no such path', { hint: 'GET /api/v1 lists all paths' }), req),
  );
  app.onError((thrown, context) => {
    const refusal = refusalOf(thrown);
    if (refusal !== null) return respond(refusal, context.req);
    services.logger.error({ requestId: context.get('requestId'), err: thrown }, 'fault');
    return respond(fault(context.get('requestId')), context.req);
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

/** Nothing that is served is a page, so nothing of it may be run, framed or read by another origin. */
const SECURITY: Parameters<typeof secureHeaders>[0] = {
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  referrerPolicy: 'no-referrer',
  // Served without TLS, the header would mean nothing, and be wrong of every other service of this host.
  strictTransportSecurity: false,
  xFrameOptions: 'DENY',
};

function respond({ status, problems, headers }: Refusal, { url }: HonoRequest): Response {
  return problemResponse(problemDocument(status, problems, new URL(url).pathname), headers);
}

/** What was thrown on purpose; the only thing that Hono itself refuses is a body that is no JSON. */
function refusalOf(thrown: Error): Refusal | null {
  if (thrown instanceof Refusal) return thrown;
  const malformed = thrown instanceof HTTPException && thrown.status === 400;
  return malformed ? new Refusal(400, [problem('json-syntax', 'the body is not valid JSON')]) : null;
}

function fault(id: string): Refusal {
  const hint = `the log of the service tells more under the request id ${id}`;
  return new Refusal(500, [problem('internal', 'the program failed to answer', { hint })]);
}
