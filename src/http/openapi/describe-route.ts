import { z } from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiResponseObject } from 'zod-openapi';
import type { RouteDescription } from '../route.js';
import { type BodyDefinition, isStreamed } from '../route-body.js';
import type { ResponseDefinition } from '../route-response.js';
import { PERSON_HEADER } from '../viewer-of-request.js';
import { refusalResponses } from './refusal-responses.js';
import { responseHeaders } from './response-headers.js';

const IDEMPOTENCY_KEY = z
  .string()
  .min(1)
  .max(255)
  .optional()
  .meta({
    param: { id: 'IdempotencyKey' },
    description:
      'Any text that no other request has: sent again with it within a day, the request is answered as before, and not done twice',
  });

const PERSON = z
  .string()
  .optional()
  .meta({
    param: { id: 'AttainPerson' },
    description:
      'Only where the service is started without sign-in: the id of the person who acts; the local administrator unless said',
    examples: ['maria'],
  });

const IF_NONE_MATCH = z
  .string()
  .optional()
  .meta({
    param: { id: 'IfNoneMatch' },
    description: 'The `ETag` of what the client has: where that is unchanged, it is not sent again',
  });

/**
 * A route as an operation of the API document.
 *
 * @example
 * describeRoute(route).operationId // 'getPayeesStatements'
 */
export function describeRoute(route: RouteDescription): ZodOpenApiOperationObject {
  const { summary, tag, access, params, query, body } = route;
  const headers = requestHeaders(route);
  return {
    operationId: operationId(route),
    summary,
    ...(tag !== undefined && { tags: [tag] }),
    'x-access': access,
    ...(access === 'public' && { security: [] }),
    requestParams: {
      ...(params !== undefined && { path: params }),
      ...(query !== undefined && { query }),
      ...(Object.keys(headers).length > 0 && { header: z.object(headers) }),
    },
    ...(body !== undefined && { requestBody: { required: true, content: bodyContent(body) } }),
    responses: { ...refusalResponses(route), ...answers(route) },
  };
}

/**
 * The path of a route as OpenAPI writes it.
 *
 * @example
 * documentPath('/api/v1/payees/:payee/statements') // '/api/v1/payees/{payee}/statements'
 */
export function documentPath(path: string): string {
  return path.replace(/:(\w+)/g, '{$1}');
}

/** The method and the words of the path, such as `getPayeesStatementsByPayee`. */
function operationId({ method, path }: RouteDescription): string {
  const segments = path
    .replace(/^\/api\/v1/, '')
    .split('/')
    .filter((each) => each !== '');
  const words = segments.filter((each) => !each.startsWith(':')).flatMap((each) => each.split(/\W+/));
  const names = segments.filter((each) => each.startsWith(':')).map((each) => each.slice(1));
  const by = names.length === 0 ? [] : ['by', ...names];
  const named = words.length === 0 ? ['api'] : words;
  return method.toLowerCase() + [...named, ...by].map(capitalized).join('');
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function requestHeaders({ access, headers = {}, idempotent = false, tagged = false }: RouteDescription) {
  const own = Object.entries(headers).map(([name, description]) => [
    name,
    z.string().optional().meta({ description }),
  ]);
  const shape: Record<string, z.ZodType> = Object.fromEntries(own);
  if (access !== 'public') shape[PERSON_HEADER] = PERSON;
  if (idempotent) shape['idempotency-key'] = IDEMPOTENCY_KEY;
  if (tagged) shape['if-none-match'] = IF_NONE_MATCH;
  return shape;
}

function bodyContent(body: BodyDefinition) {
  const content = isStreamed(body) ? body.content : { 'application/json': body.schema };
  return Object.fromEntries(Object.entries(content).map(([type, schema]) => [type, { schema }]));
}

function answers(route: RouteDescription): Readonly<Record<string, ZodOpenApiResponseObject>> {
  const described = Object.entries(route.responses ?? {}).map(([status, response]) => [
    status,
    describeAnswer(response, route),
  ]);
  if (route.tagged) described.push(['304', { description: 'It is unchanged', headers: tagHeader({}) }]);
  return Object.fromEntries(described);
}

function describeAnswer(
  { description, json, content = {}, headers = {} }: ResponseDefinition,
  { query, tagged = false, idempotent = false }: RouteDescription,
): ZodOpenApiResponseObject {
  const bodies = { ...(json !== undefined && { 'application/json': json }), ...content };
  const isPaged = query !== undefined && Object.hasOwn(query.shape, 'cursor');
  const all = {
    ...(isPaged && { link: 'The address of the page after, as `rel="next"`' }),
    ...(idempotent && { 'idempotency-replayed': '`true` where the answer was given before' }),
    ...headers,
  };
  return {
    description,
    headers: tagged ? tagHeader(all) : responseHeaders(all),
    ...(Object.keys(bodies).length > 0 && {
      content: Object.fromEntries(Object.entries(bodies).map(([type, schema]) => [type, { schema }])),
    }),
  };
}

function tagHeader(headers: Readonly<Record<string, string>>): z.ZodObject {
  return responseHeaders({ etag: 'A tag of the content, for `If-None-Match`', ...headers });
}
