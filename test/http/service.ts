import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { afterAll, expect } from 'vitest';
import type { ProblemDocument } from '../../src/http/problem-document.js';
import { type RunningServer, type ServerOptions, startServer } from '../../src/http/server.js';
import { importBody } from '../../src/intake/import-records.js';
import { readCompanyFile } from '../../src/rules/company-file.js';
import { calculateRun } from '../../src/runs/calculate-run.js';
import { publishRules } from '../../src/runs/publish-rules.js';
import { closeDatabase, migrateToLatest, openDatabase } from '../../src/store/database.js';
import type { Database } from '../../src/store/executor.js';

const RULES = fileURLToPath(new URL('company', import.meta.url));

/** A plan file that nothing is wrong with. */
export const PLAN_TEXT = readFileSync(join(RULES, 'plans/ae.yaml'), 'utf8');
/** The company file that the plan goes by. */
export const COMPANY_TEXT = readFileSync(join(RULES, 'company.yaml'), 'utf8');

const ends: (() => Promise<void>)[] = [];

afterAll(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A database with all tables and nothing in them, deleted after the tests of the file. */
export async function emptyDatabase(): Promise<Database> {
  const folder = mkdtempSync(join(tmpdir(), 'attain-http-'));
  ends.push(async () => rmSync(folder, { recursive: true, force: true }));
  const db = await openDatabase(join(folder, 'attain.db'));
  ends.push(() => closeDatabase(db));
  await migrateToLatest(db);
  return db;
}

/** A database with the company of the tests, calculated through March 2026. */
export async function calculatedDatabase(): Promise<Database> {
  const db = await emptyDatabase();
  const company = readCompanyFile(COMPANY_TEXT, 'company.yaml');
  if (!company.ok) throw new Error(JSON.stringify(company.problems));
  const records = readFileSync(join(RULES, 'records.json'), 'utf8');
  const options = { company: company.value, actor: 'local', onConflict: 'refuse' } as const;
  const imported = await importBody(db, records, options);
  if (!imported.accepted) throw new Error(JSON.stringify(imported.problems));
  const published = await publishRules(db, RULES, { actor: 'local' });
  if (!published.ok) throw new Error(JSON.stringify(published.problems));
  await calculate(db);
  return db;
}

/** Calculates through March 2026 and shows the results. */
export async function calculate(db: Database): Promise<void> {
  const run = await calculateRun(db, { through: '2026-04-01', actor: 'local' });
  if (!run.ok) throw new Error(JSON.stringify(run.problems));
}

/** The service over a database, by a handle of its own, on a free port; stopped after the tests of the file. */
export async function serviceOver(
  db: Database,
  options: Pick<ServerOptions, 'workers'> = {},
): Promise<RunningServer> {
  const logger = pino({ level: 'silent' });
  const fixed = { database: db.path, host: '127.0.0.1', port: 0, logger, signals: [] };
  const started = await startServer({ ...fixed, ...options });
  if (!started.ok) throw new Error(JSON.stringify(started.problems));
  ends.push(started.value.stop);
  return started.value;
}

/** An answer of the service, taken for what the test says it is. */
export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** Asks the service and reads the answer as JSON. */
export async function ask<Body>(
  service: RunningServer,
  path: string,
  init: RequestInit = {},
): Promise<Answer<Body>> {
  const response = await fetch(service.url + path, init);
  return { status: response.status, headers: response.headers, body: (await response.json()) as Body };
}

/** Posts a value, or a text as it is, as JSON. */
export function post(body: unknown, headers: Readonly<Record<string, string>> = {}): RequestInit {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { method: 'POST', body: text, headers: { 'content-type': 'application/json', ...headers } };
}

/** Asks for what is refused, and reads the problem document. */
export async function askRefused(
  service: RunningServer,
  path: string,
  init: RequestInit = {},
): Promise<ProblemDocument> {
  const { status, headers, body } = await ask<ProblemDocument>(service, path, init);
  expect(headers.get('content-type')).toBe('application/problem+json');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  expect(body.status).toBe(status);
  return body;
}
