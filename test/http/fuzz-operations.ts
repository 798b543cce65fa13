import { expect } from 'vitest';
import { ROUTES } from '../../src/http/routes.js';
import { PROBLEM_CODES } from '../../src/problems/codes.js';
import { bodiesOf } from './fuzz-bodies.js';
import type { RawRequest, RawResponse } from './raw-request.js';

/** Every operation of the document, by the route that it is of. */
export const OPERATIONS = ROUTES.map(({ method, path, query }) => ({
  method,
  path,
  route: `${method} ${path}`,
  names: Object.keys(query?.shape ?? {}),
  bodies: bodiesOf(path.replace(/:(\w+)/g, '{$1}'), method.toLowerCase()),
}));

/** One of {@link OPERATIONS}. */
export type Operation = (typeof OPERATIONS)[number];

/** An answer, or a refusal that says what is wrong in the one form there is; a fault never. */
export function expectSound(request: RawRequest, response: RawResponse): void {
  // A page may lead on to another one of the service.
  if (response.status < 300 || response.status === 303) return;
  const told = JSON.stringify({ request, response });
  expect(response.status, told).toBeGreaterThanOrEqual(400);
  expect(response.status, told).toBeLessThan(500);
  expect(response.body, told).not.toMatch(/node_modules|\.(?:ts|js):\d+|sqlite|postgres|syntax error at/i);
  // What is refused of a page is told as a page.
  if (response.type?.startsWith('text/html') === true && !request.path.startsWith('/api/')) return;
  expect(response.type, told).toBe('application/problem+json');
  const document = JSON.parse(response.body);
  expect(document.status, told).toBe(response.status);
  expect(Object.keys(PROBLEM_CODES), told).toContain(document.code);
  expect(document.title, told).toBe(PROBLEM_CODES[document.code as keyof typeof PROBLEM_CODES]);
  expect(document.type, told).toBe(`/api/v1/problem-codes/${document.code}`);
  expect(typeof document.detail, told).toBe('string');
  if ('instance' in document) expect(document.instance, told).toMatch(/^[\x21-\x7e]{1,500}$/);
}
