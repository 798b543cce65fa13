import type { ZodOpenApiResponseObject } from 'zod-openapi';
import type { RefusalStatus } from '../problem-document.js';
import { problemDocumentShape } from '../response-shapes.js';
import type { RouteDescription } from '../route.js';
import { responseHeaders } from './response-headers.js';

/** Why a request is refused with a status; statuses that come before any route are not described. */
const MEANINGS: Readonly<Record<string, readonly [id: string, description: string]>> = {
  400: ['BadRequest', 'The path, the query, a header or the body is not what belongs there'],
  401: ['SignInNeeded', 'The request has no token and no session, or none that holds'],
  403: [
    'Forbidden',
    'Whoever acts may not do this: by their roles, by their token, or as nobody decides on what they made themselves',
  ],
  404: ['NotFound', 'There is no such thing, or the viewer may not know of it'],
  409: ['Conflict', 'What stands does not allow it now'],
  410: ['Gone', 'What the cursor leads through is not kept any more'],
  412: ['PreconditionFailed', 'What the request goes by has changed since'],
  413: ['BodyTooLarge', 'The body is too large'],
  415: ['UnsupportedMediaType', 'The body is of a type that is not taken, or compressed'],
  421: ['WrongHost', 'The service answers to this machine alone, and the request names another host'],
  422: ['Unprocessable', 'The request is understood, but what it asks for cannot be done'],
  500: ['Fault', 'The program failed; its log tells more under the request id'],
  503: ['Unavailable', 'The service cannot answer now: ask again after the seconds that `Retry-After` tells'],
};

/** The headers that come with a status. */
const HEADERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  401: { 'www-authenticate': 'How to sign in: `Bearer`, with a token' },
  503: { 'retry-after': 'Seconds to wait' },
};

/** The response of each status: one object each, as it stands in the document once. */
const RESPONSES = new Map(
  Object.entries(MEANINGS).map(([status, [id, description]]) => [
    status,
    refusalResponse(status, id, description),
  ]),
);

function refusalResponse(status: string, id: string, description: string): ZodOpenApiResponseObject {
  return {
    id,
    description,
    headers: responseHeaders(HEADERS[status] ?? {}),
    content: { 'application/problem+json': { schema: problemDocumentShape } },
  };
}

/** What is true of every request: it may have a wrong host, meet a fault, or a database that is busy. */
const ALWAYS: readonly RefusalStatus[] = [413, 421, 500, 503];

/**
 * How a route refuses, by status: as it says itself, and as its parts entail.
 *
 * @example
 * Object.keys(refusalResponses(route)) // ['400', '404', '413', '421', '500', '503']
 */
export function refusalResponses(
  route: RouteDescription,
): Readonly<Record<string, ZodOpenApiResponseObject>> {
  const statuses = new Set<RefusalStatus>([...ALWAYS, ...entailed(route), ...(route.refusals ?? [])]);
  const described = [...statuses].sort().flatMap((status) => {
    const response = RESPONSES.get(String(status));
    return response === undefined ? [] : [[String(status), response]];
  });
  return Object.fromEntries(described);
}

function entailed({ path, access, body, idempotent = false }: RouteDescription): readonly RefusalStatus[] {
  return [
    // Every route reads its query, as a name that it does not know is refused.
    400,
    ...(access === 'public' ? [] : [401 as const, 403 as const]),
    ...(path.includes(':') ? [404 as const] : []),
    ...(body === undefined ? [] : [415 as const]),
    ...(idempotent ? [409 as const, 422 as const] : []),
  ];
}
