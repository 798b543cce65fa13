import type { Hono, HonoRequest, MiddlewareHandler } from 'hono';
import { z } from 'zod';
import type { RouteAccess, ScopeOfAccess } from '../access/route-access.js';
import type { Viewer } from '../access/viewer.js';
import { type Client, clientOf } from './accounts/client.js';
import { noteActing } from './accounts/note-acting.js';
import { enforceAccess } from './enforce-access.js';
import { hashedStream } from './hashed-stream.js';
import { answerOnce } from './idempotency.js';
import { limitedStream } from './limit-body.js';
import type { RefusalStatus } from './problem-document.js';
import { requestChecks } from './request-checks.js';
import { bodyType } from './require-body-type.js';
import { type BodyDefinition, type BodyOf, isStreamed } from './route-body.js';
import type { ResponseDefinitions } from './route-response.js';
import type { HttpEnvironment, Services } from './services.js';
import { taggedResponse } from './tagged-response.js';

const NOTHING = z.strictObject({});

/** The methods that routes answer. */
export type RouteMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What a route is asked, once it is read and found sound. */
export interface RouteRequest<Access extends RouteAccess, Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** Whose data may be read; nobody's where the access of the route has nothing to do with payees. */
  readonly scope: ScopeOfAccess<Access>;
  /** Who asks: the actor of what is changed. */
  readonly viewer: Viewer;
  readonly url: URL;
  /** A header of the request by its name; declared in `headers` of the route. */
  readonly header: (name: string) => string | undefined;
  /** Where the request comes from. */
  readonly client: Client;
  /** Ends when the client has gone or the service stops; what goes on and on must end with it. */
  readonly signal: AbortSignal;
}

/** What is known of a route, of which it is described to clients. */
export interface RouteDescription {
  readonly method: RouteMethod;
  /** As Hono writes paths: `/api/v1/payees/:payee/statements`. */
  readonly path: string;
  readonly access: RouteAccess;
  /** What it answers, in one sentence without a full stop. */
  readonly summary: string;
  /** The group of routes that it belongs to, as `payees`. */
  readonly tag?: string;
  readonly params?: z.ZodObject;
  /** A strict object: a name that it lacks is refused. */
  readonly query?: z.ZodObject;
  /** Whether what is left empty in its query counts as not given, as for pages, whose forms send every field. */
  readonly isForReaders?: boolean;
  /** By name, what the headers say that it reads beside those that every route reads. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: BodyDefinition;
  readonly responses?: ResponseDefinitions;
  /** The statuses that it refuses with beside those that its parts entail. */
  readonly refusals?: readonly RefusalStatus[];
  /** Whether the answer carries a tag of its content, so that an unchanged one need not be sent again. */
  readonly tagged?: boolean;
  /** Whether it takes an `Idempotency-Key`, by which the same request sent twice is answered once. */
  readonly idempotent?: boolean;
  /** The members of its answer that are shown once: given again by an `Idempotency-Key`, they are `null`. */
  readonly secrets?: readonly string[];
}

/** A route: what it is asked, who may ask, and how it answers. The schemas also describe it. */
export interface RouteDefinition<
  Access extends RouteAccess,
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends BodyDefinition | undefined,
> extends RouteDescription {
  readonly access: Access;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Exclude<Body, undefined>;
  readonly answer: (
    request: RouteRequest<Access, z.output<Params>, z.output<Query>, BodyOf<Body>>,
    services: Services,
  ) => Response | Promise<Response>;
}

/** A route as the service keeps it: what is known of it, and how it is put into place. */
export interface Route extends RouteDescription {
  readonly mount: (app: Hono<HttpEnvironment>, services: Services) => void;
}

/**
 * Defines a route. What its schemas do not take is answered with problems before `answer` is called.
 *
 * @example
 * defineRoute({
 *   method: 'GET', path: '/api/v1/teams', access: 'payee-data', summary: 'The teams there are attainments of',
 *   tag: 'teams', responses: { 200: { description: 'A page of teams', json: pageOf(team) } },
 *   answer: async ({ scope }, { db }) => Response.json({ items: await listTeams(db, scope) }),
 * });
 */
export function defineRoute<
  const Access extends RouteAccess,
  Params extends z.ZodObject = typeof NOTHING,
  Query extends z.ZodObject = typeof NOTHING,
  Body extends BodyDefinition | undefined = undefined,
>(definition: RouteDefinition<Access, Params, Query, Body>): Route {
  const { answer, ...description } = definition;
  const { method, path, access, params = NOTHING, query = NOTHING, body } = description;
  const { isForReaders = false, tagged = false } = description;
  return {
    ...description,
    mount(app, services) {
      const respond: MiddlewareHandler<HttpEnvironment> = async (context) => {
        const { req } = context;
        const [viewer, scope] = [context.get('viewer'), context.get('scope')];
        const read = readBody(req, body);
        const request = {
          params: checked(req, 'param'),
          query: checked(req, 'query'),
          body: read.body,
          scope,
          viewer,
          client: clientOf(context, { isProxied: services.signIn?.isProxied ?? false }),
          url: new URL(req.url),
          header: (name: string) => req.header(name),
          get signal() {
            return AbortSignal.any([req.raw.signal, services.closing]);
          },
        } as RouteRequest<Access, z.output<Params>, z.output<Query>, BodyOf<Body>>;
        const answering = (): Promise<Response> =>
          noteActing(services.signIn, viewer, { method, path: request.url.pathname }, () =>
            answer(request, services),
          );
        const response = await onceIfAsked(description, req, services, { read, viewer }, answering);
        if (!response.headers.has('cache-control')) {
          response.headers.set('cache-control', tagged ? 'private, no-cache' : 'no-store');
        }
        return tagged ? taggedResponse(response, req.header('if-none-match')) : response;
      };
      const checks = requestChecks({ params, query, isForReaders, body });
      app.on(method, [path], enforceAccess(access, services), ...checks, respond);
    },
  };
}

/** A body as the route takes it, and the hash of one that comes as a stream. */
interface ReadBody {
  readonly body: unknown;
  readonly hash: () => Promise<string | null>;
}

function readBody(req: HonoRequest, body: BodyDefinition | undefined): ReadBody {
  if (body === undefined || !isStreamed(body)) {
    return { body: checked(req, 'json'), hash: async () => null };
  }
  const { stream, hash } = hashedStream(limitedStream(req.raw.body, body.maxBytes));
  return { body: { contentType: bodyType(req), stream }, hash };
}

/** What the checks have made of a part; Hono's types know of no checks but those written out. */
function checked(req: HonoRequest, part: 'param' | 'query' | 'json'): unknown {
  const valid = req as HonoRequest<string, { param: unknown; query: unknown; json: unknown }>;
  return valid.valid(part);
}

async function onceIfAsked(
  { idempotent = false, secrets = [], method, body }: RouteDescription,
  req: HonoRequest,
  { serviceDb }: Services,
  { read, viewer }: { readonly read: ReadBody; readonly viewer: Viewer | null },
  answer: () => Promise<Response>,
): Promise<Response> {
  const key = req.header('idempotency-key');
  if (!idempotent || key === undefined || viewer === null) return answer();
  const { pathname, search } = new URL(req.url);
  const isJson = body !== undefined && !isStreamed(body);
  const whom = viewer.onBehalfOf?.id ?? '';
  const parts = [method, pathname, search, bodyType(req), isJson ? await req.text() : '', whom];
  return answerOnce(serviceDb, { actor: viewer.id, key, parts, bodyHash: read.hash, secrets }, answer);
}
