import { beforeAll, describe, expect, it } from 'vitest';
import { ROUTE_ACCESS } from '../../src/access/route-access.js';
import type { RouteDescription } from '../../src/http/route.js';
import { ROUTES } from '../../src/http/routes.js';
import type { RunningServer } from '../../src/http/server.js';
import { DOCUMENT, resolved, schemaAt } from './documented.js';
import { ask, askRefused, emptyDatabase, serviceOver } from './service.js';

let service: RunningServer;

beforeAll(async () => {
  service = await serviceOver(await emptyDatabase());
});

/** What a route lacks that every route must say of itself. */
function undescribed(routes: readonly RouteDescription[]): readonly string[] {
  return routes.flatMap(({ method, path, access, tag, responses, params, summary }) => {
    const bodies = Object.values(responses ?? {});
    const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name);
    const missing = [
      Object.hasOwn(ROUTE_ACCESS, access ?? '') ? [] : ['access'],
      tag === undefined ? ['tag'] : [],
      summary === '' ? ['summary'] : [],
      bodies.length === 0 || bodies.some(({ description }) => description === '') ? ['responses'] : [],
      names.join() === Object.keys(params?.shape ?? {}).join() ? [] : ['params'],
    ].flat();
    return missing.map((part) => `${method} ${path} lacks ${part}`);
  });
}

/** Every object in the document, with the way to it. */
function* everyObject(value: unknown, way: readonly string[] = []): Generator<[readonly string[], object]> {
  if (typeof value !== 'object' || value === null) return;
  yield [way, value];
  for (const [key, part] of Object.entries(value)) yield* everyObject(part, [...way, key]);
}

const operations = Object.entries(DOCUMENT.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

describe('every route', () => {
  it('describes itself in full', () => {
    expect(undescribed(ROUTES)).toEqual([]);
  });

  it('that does not is found', () => {
    const silent = { method: 'GET', path: '/x/:id', summary: '' } as unknown as RouteDescription;
    expect(undescribed([silent])).toEqual([
      'GET /x/:id lacks access',
      'GET /x/:id lacks tag',
      'GET /x/:id lacks summary',
      'GET /x/:id lacks responses',
      'GET /x/:id lacks params',
    ]);
  });

  it('stands in the document, and nothing else does', () => {
    const declared = ROUTES.map(
      ({ method, path }) => `${method.toLowerCase()} ${path.replace(/:(\w+)/g, '{$1}')}`,
    );
    expect(operations.map(({ path, method }) => `${method} ${path}`).sort()).toEqual(declared.sort());
  });
});

describe('the document', () => {
  it('is served as it is made', async () => {
    const { status, headers, body } = await ask(service, '/api/v1/openapi.json');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json');
    expect({ ...(body as object), info: {} }).toEqual({ ...DOCUMENT, info: {} });
    expect(DOCUMENT.openapi).toBe('3.1.0');
  });

  it('names each operation differently', () => {
    const names = operations.map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
    expect(names.every((name) => /^[a-z][A-Za-z]*$/.test(name))).toBe(true);
  });

  it('leads to something by each of its references', () => {
    const references = [...everyObject(DOCUMENT)].filter(([, value]) => '$ref' in value);
    expect(references.length).toBeGreaterThan(50);
    for (const [way, value] of references) {
      const { described } = resolved(value, way);
      expect(described, `${way.join('/')} leads nowhere`).toBeDefined();
    }
  });

  it('has schemas only that a client can make use of', () => {
    const schemas = [...everyObject(DOCUMENT)].filter(
      ([way]) => way.at(-1) === 'schema' || (way.length === 3 && way[1] === 'schemas'),
    );
    expect(schemas.length).toBeGreaterThan(50);
    for (const [way] of schemas) expect(() => schemaAt(way), way.join('/')).not.toThrow();
  });

  it('has an operation parameter for each name in a path', () => {
    for (const { path, operation } of operations) {
      const parameters = ((operation as { parameters?: readonly object[] }).parameters ?? []).map(
        (each) => resolved(each, []).described as { readonly in?: string; readonly name?: string },
      );
      const inPath = parameters.filter((each) => each.in === 'path').map(({ name }) => name);
      expect(inPath.sort()).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort());
    }
  });

  it('describes refusals as problem documents, by statuses that can be', () => {
    for (const { path, method, operation } of operations) {
      for (const [status, response] of Object.entries(operation.responses)) {
        const { described } = resolved(response, []);
        const isOwn = Object.hasOwn(described.content ?? {}, 'application/json');
        if (Number(status) < 400 || isOwn) continue;
        expect(Object.keys(described.content ?? {}), `${method} ${path} ${status}`).toEqual([
          'application/problem+json',
        ]);
      }
      expect(Object.keys(operation.responses), `${method} ${path}`).toEqual(
        expect.arrayContaining(['400', '413', '421', '500', '503']),
      );
    }
  });
});

describe('the page', () => {
  const fetched = async (path: string) => fetch(service.url + path);

  it('is made of files of this service alone, with no script of its own in between', async () => {
    const response = await fetched('/api/v1/docs');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(policy).not.toMatch(/script-src[^;]*unsafe|https?:|\*/);
    const page = await response.text();
    expect(page).not.toMatch(/https?:\/\/|<script>|<style|\son\w+=/);
    const files = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file ?? '');
    expect(files.length).toBe(5);
    for (const file of files) expect((await fetched(file)).status, file).toBe(200);
  });

  it.each([
    ['swagger-ui.js', 'text/javascript; charset=utf-8', 'SwaggerUIBundle'],
    ['swagger-ui.css', 'text/css; charset=utf-8', '.swagger-ui'],
    ['start.js', 'text/javascript; charset=utf-8', '/api/v1/openapi.json'],
  ])('has the file %s', async (file, type, part) => {
    const response = await fetched(`/api/v1/docs/${file}`);
    expect(response.headers.get('content-type')).toBe(type);
    expect(await response.text()).toContain(part);
  });

  it.each(['swagger-ui.js.map', '..%2fpackage.json', 'constructor', 'start.jss'])(
    'has no file %s',
    async (file) => {
      expect(await askRefused(service, `/api/v1/docs/${file}`)).toMatchObject({ status: 404 });
    },
  );

  it('is linked from the index', async () => {
    const { body } = await ask(service, '/api/v1');
    expect(body).toMatchObject({ document: '/api/v1/openapi.json', page: '/api/v1/docs' });
  });
});
