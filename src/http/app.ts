import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { requestId } from 'hono/request-id';
import { secureHeaders } from 'hono/secure-headers';
import { problem } from '../problems/problem.js';
import { refusalPage } from '../web/layout/refusal-page.js';
import { PAGES } from '../web/pages.js';
import { fault, refusalOf } from './fault.js';
import { loopbackHostsOnly } from './host-guard.js';
import { problemDocument, problemResponse } from './problem-document.js';
import { notFound, Refusal } from './refusal.js';
import { requestLog } from './request-log.js';
import type { Route } from './route.js';
import { ROUTES } from './routes.js';
import { sameOriginOnly } from './same-origin.js';
import { secureCookies } from './secure-cookies.js';
import type { HttpEnvironment, Services } from './services.js';
import { wantsPage } from './wants-page.js';

/**
 * The service: every route of {@link ROUTES} and {@link PAGES}, unless others are given, with what all of them share.
 * Whatever is asked, the answer is what a route gives, or tells problems: as a document to programs, as a page to readers
 * of pages. Only a fault of the program or its database is a status of 500.
 *
 * @example
 * const app = createApp(services);
 * await app.request('http://localhost/healthz');
 */
export function createApp(
  services: Services,
  routes: readonly Route[] = [...ROUTES, ...PAGES],
): Hono<HttpEnvironment> {
  const app = new Hono<HttpEnvironment>();
  app.use(
    requestId(),
    requestLog(services),
    sendRequestId(),
    secureHeaders(security(services)),
    compressed(),
  );
  if (services.signIn?.isSecure === true) app.use(secureCookies());
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (context, methods) => {
        const allow = methods.join(', ');
        const found = problem('method-not-allowed', `${context.req.method} is not for this path`, {
          expected: allow,
        });
        return respond(new Refusal(405, [found], { allow }), context, services);
      },
    }),
  );
  if (services.hosts === 'loopback') app.use(loopbackHostsOnly());
  app.use(sameOriginOnly());
  for (const route of routes) route.mount(app, services);
  app.notFound((context) =>
    respond(notFound('there is no such path', { hint: 'GET /api/v1 lists all paths' }), context, services),
  );
  app.onError((thrown, context) => {
    const id = context.get('requestId');
    const refusal = refusalOf(thrown);
    if (refusal === null) services.logger.error({ requestId: id, err: thrown }, 'fault');
    return respond(refusal ?? fault(id), context, services);
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
function security({ signIn }: Services): Parameters<typeof secureHeaders>[0] {
  return {
    contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    referrerPolicy: 'no-referrer',
    // Served without TLS, the header would mean nothing, and be wrong of every other service of this host.
    strictTransportSecurity: signIn?.isSecure === true ? 'max-age=31536000' : false,
    xFrameOptions: 'DENY',
    overwrite: false,
  };
}

const PAGE_PATHS: ReadonlySet<string> = new Set(PAGES.map(({ path }) => path));

async function respond(refusal: Refusal, context: Context, services: Services): Promise<Response> {
  const { req } = context;
  if (wantsPage(context, PAGE_PATHS)) return refusalPage(refusal, req, services);
  const { status, problems, headers } = refusal;
  return problemResponse(problemDocument(status, problems, new URL(req.url).pathname), headers);
}
