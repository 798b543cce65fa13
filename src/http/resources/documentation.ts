import { z } from 'zod';
import { didYouMean } from '../../problems/did-you-mean.js';
import { packageFile } from '../../runs/package-file.js';
import { apiDocument } from '../openapi/api-document.js';
import { recordName } from '../record-name.js';
import { notFound } from '../refusal.js';
import { defineRoute, type Route, type RouteDescription } from '../route.js';
import { DOCUMENTATION_PATH, PAGE_FILES } from '../swagger-files.js';

/** The page may run and show what comes from here, and nothing else. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The API as a document, and a page to look at it.
 *
 * @example
 * documentationRoutes(() => ROUTES)
 */
export function documentationRoutes(routes: () => readonly RouteDescription[]): readonly Route[] {
  let text: string | undefined;
  return [
    defineRoute({
      method: 'GET',
      path: '/api/v1/openapi.json',
      access: 'public',
      tag: 'service',
      summary: 'All that can be asked here, as an OpenAPI 3.1 document',
      tagged: true,
      responses: { 200: { description: 'The document', json: z.looseObject({ openapi: z.string() }) } },
      answer: () => {
        text ??= JSON.stringify(apiDocument(routes(), packageFile().version));
        return new Response(text, { headers: { 'content-type': 'application/json' } });
      },
    }),
    defineRoute({
      method: 'GET',
      path: DOCUMENTATION_PATH,
      access: 'public',
      tag: 'service',
      summary: 'A page to look through the API and try it',
      tagged: true,
      responses: { 200: { description: 'The page', content: { 'text/html': z.string() } } },
      answer: () => pageFile(''),
    }),
    defineRoute({
      method: 'GET',
      path: `${DOCUMENTATION_PATH}/:file`,
      access: 'public',
      tag: 'service',
      summary: 'What the page of the API is made of',
      params: z.strictObject({ file: recordName().meta({ example: 'start.js' }) }),
      tagged: true,
      responses: {
        200: {
          description: 'The file',
          content: { 'text/javascript': z.string(), 'text/css': z.string(), 'image/png': z.string() },
        },
      },
      answer: ({ params: { file } }) => pageFile(file),
    }),
  ];
}

async function pageFile(name: string): Promise<Response> {
  const file = Object.hasOwn(PAGE_FILES, name) ? PAGE_FILES[name] : undefined;
  if (file === undefined) {
    throw notFound(`the page has no file ${name}`, { hint: didYouMean(name, Object.keys(PAGE_FILES)) });
  }
  return new Response(await file.read(), {
    headers: { 'content-type': file.contentType, 'content-security-policy': PAGE_POLICY },
  });
}
