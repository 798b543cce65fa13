import { zValidator } from '@hono/zod-validator';
import type { Hono, HonoRequest, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { etag } from 'hono/etag';
import { z } from 'zod';
import type { RouteAccess, ScopeOfAccess } from '../access/route-access.js';
import { problem } from '../problems/problem.js';
import { problemsOfIssues, READING, type RequestPart } from './problems-of-issues.js';
import { Refusal } from './refusal.js';
import { requireJson } from './require-json.js';
import type { HttpEnvironment, Services } from './services.js';

const NOTHING = z.strictObject({});

/** What a route is asked, once it is read and found sound. */
interface RouteRequest<Access extends RouteAccess, Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** Whose data may be read; nobody's unless the route declares payee data. */
  readonly scope: ScopeOfAccess<Access>;
}

/** A route: what it is asked, who may ask, and how it answers. The schemas also describe it. */
export interface RouteDefinition<
  Access extends RouteAccess,
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodType,
> {
  readonly method: 'GET' | 'POST';
  /** As Hono writes paths: `/api/v1/payees/:payee/statements`. */
  readonly path: string;
  readonly access: Access;
  /** What it answers, in one sentence without a full stop. */
  readonly summary: string;
  readonly params?: Params;
  /** A strict object: a name that it lacks is refused. */
  readonly query?: Query;
  readonly body?: { readonly schema: Body; readonly maxBytes: number };
  /** Whether the answer carries a tag of its content, so that an unchanged one need not be sent again. */
  readonly tagged?: boolean;
  readonly answer: (
    request: RouteRequest<Access, z.output<Params>, z.output<Query>, z.output<Body>>,
    services: Services,
  ) => Response | Promise<Response>;
}

/** A route as the service keeps it: what is known of it, and how it is put into place. */
export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly access: RouteAccess;
  readonly summary: string;
  readonly mount: (app: Hono<HttpEnvironment>, services: Services) => void;
}

/**
 * Defines a route. What its schemas do not take is answered with problems before `answer` is called.
 *
 * @example
 * defineRoute({
 *   method: 'GET', path: '/api/v1/teams', access: 'payee-data', summary: 'The teams there are attainments of',
 *   answer: async ({ scope }, { db }) => Response.json({ items: await listTeams(db, scope) }),
 * });
 */
export function defineRoute<
  const Access extends RouteAccess,
  Params extends z.ZodObject = typeof NOTHING,
  Query extends z.ZodObject = typeof NOTHING,
  Body extends z.ZodType = z.ZodUndefined,
>(definition: RouteDefinition<Access, Params, Query, Body>): Route {
  const { method, path, access, summary } = definition;
  return {
    method,
    path,
    access,
    summary,
    mount(app, services) {
      const answer: MiddlewareHandler = async ({ req }) => {
        // The checks have put each part into its place; Hono's types know of no checks but those written out.
        const valid = req as HonoRequest<string, { param: unknown; query: unknown; json: unknown }>;
        const request = {
          params: valid.valid('param'),
          query: valid.valid('query'),
          body: valid.valid('json'),
          scope: access === 'payee-data' ? services.scopeOfRequest(req.raw) : null,
        } as RouteRequest<Access, z.output<Params>, z.output<Query>, z.output<Body>>;
        const response = await definition.answer(request, services);
        response.headers.set('cache-control', definition.tagged ? 'private, no-cache' : 'no-store');
        return response;
      };
      app.on(method, [path], ...checks(definition), answer);
    },
  };
}

function checks<
  Access extends RouteAccess,
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodType,
>(definition: RouteDefinition<Access, Params, Query, Body>): readonly MiddlewareHandler[] {
  const { params = NOTHING, query = NOTHING, body, tagged } = definition;
  return [
    ...(tagged ? [etag()] : []),
    check('param', 'path', params),
    check('query', 'query', query),
    ...(body === undefined
      ? []
      : [requireJson(), limitBody(body.maxBytes), check('json', 'body', body.schema)]),
  ];
}

function check(target: 'param' | 'query' | 'json', part: RequestPart, schema: z.ZodType): MiddlewareHandler {
  return zValidator(
    target,
    schema,
    (result) => {
      if (!result.success) throw new Refusal(400, problemsOfIssues(result.error.issues, part));
    },
    { validationFunction: (read, value) => read.safeParse(value, READING) },
  );
}

function limitBody(maxSize: number): MiddlewareHandler {
  return bodyLimit({
    maxSize,
    onError: () => {
      const detail = { expected: `at most ${maxSize} bytes` };
      // The rest of the body is not read, so the connection cannot serve another request.
      throw new Refusal(413, [problem('bad-request', 'the body is too large', detail)], {
        connection: 'close',
      });
    },
  });
}
