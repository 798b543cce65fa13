import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { expect } from 'vitest';
import { apiDocument } from '../../src/http/openapi/api-document.js';
import type { Route } from '../../src/http/route.js';
import { ROUTES } from '../../src/http/routes.js';

/** What came back, as far as the document speaks of it. */
export interface DocumentedResponse {
  readonly status: number;
  readonly type: string | undefined;
  readonly body: string;
}

interface Described {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, { readonly schema?: unknown }>>;
}

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, Described>>;
}

/** The document as a client reads it. */
export const DOCUMENT = JSON.parse(JSON.stringify(apiDocument(ROUTES, '0.0.0'))) as {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};

// The document holds more than schemas, so words that are none are let pass.
const ajv = new Ajv2020({ strict: false, allErrors: true });
ajv.addSchema(DOCUMENT, 'api');

/**
 * The schema at a place of the document, such as `['components', 'schemas', 'Problem']`, compiled.
 */
export function schemaAt(place: readonly string[]): ValidateFunction {
  const pointer = place.map((each) => encodeURIComponent(each.replaceAll('~', '~0').replaceAll('/', '~1')));
  return ajv.compile({ $ref: `api#/${pointer.join('/')}` });
}

/** What stands behind a reference of the document, and where. */
export function resolved(described: Described, place: readonly string[]) {
  if (described.$ref === undefined) return { described, place };
  const words = described.$ref.replace(/^#\//, '').split('/');
  const found = words.reduce<unknown>(
    (part, word) => (part as Readonly<Record<string, unknown>>)[word],
    DOCUMENT,
  );
  return { described: found as Described, place: words };
}

const known = new Map<string, ValidateFunction>();

/** Every answer but refusals that the document tells of, as `GET /api/v1/payees 200 application/json`. */
export function documentedAnswers(): readonly string[] {
  return ROUTES.flatMap(({ method, path }) => {
    const at = ['paths', templateOf(path), method.toLowerCase()];
    const { responses = {} } = DOCUMENT.paths[templateOf(path)]?.[method.toLowerCase()] ?? {};
    return Object.entries(responses)
      .filter(([status]) => Number(status) < 400)
      .flatMap(([status, answer]) => {
        const { content } = resolved(answer, [...at, 'responses', status]).described;
        return Object.keys(content ?? { '': {} }).map((type) => answerName({ method, path, status, type }));
      });
  });
}

/** Expects that the document describes a response of a route, and that its body is as it says; gives its name there. */
export function expectDocumented(
  { method, path }: Pick<Route, 'method' | 'path'>,
  response: DocumentedResponse,
): string {
  const at = ['paths', templateOf(path), method.toLowerCase()] as const;
  const [, template, verb] = at;
  const told = `${method} ${path}: ${JSON.stringify(response).slice(0, 2000)}`;
  const status = String(response.status);
  const answer = DOCUMENT.paths[template]?.[verb]?.responses[status];
  expect(answer, `not in the document: ${told}`).toBeDefined();
  const { described, place } = resolved(answer ?? {}, [...at, 'responses', status]);
  if (described.content === undefined) {
    expect(response.body, told).toBe('');
    return answerName({ method, path, status, type: '' });
  }
  const type = response.type?.split(';')[0] ?? '';
  expect(Object.keys(described.content), told).toContain(type);
  const name = answerName({ method, path, status, type });
  if (!/[/+]json$/.test(type)) return name;
  const key = [...place, type].join(' ');
  const validate = known.get(key) ?? schemaAt([...place, 'content', type, 'schema']);
  known.set(key, validate);
  const valid = validate(JSON.parse(response.body));
  expect(valid, `${told}\n${ajv.errorsText(validate.errors)}`).toBe(true);
  return name;
}

function templateOf(path: string): string {
  return path.replace(/:(\w+)/g, '{$1}');
}

/** What tells an answer of the document from all others. */
interface AnswerName extends Pick<Route, 'method' | 'path'> {
  readonly status: string;
  /** Empty where there is no body. */
  readonly type: string;
}

/** What an answer of the document is called in {@link documentedAnswers}. */
export function answerName({ method, path, status, type }: AnswerName): string {
  return `${method} ${path} ${status} ${type}`.trimEnd();
}
