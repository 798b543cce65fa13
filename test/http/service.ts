import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { expect } from 'vitest';
import type { ProblemDocument } from '../../src/http/problem-document.js';
import { type RunningServer, type ServerOptions, startServer } from '../../src/http/server.js';
import { importBody } from '../../src/intake/import-records.js';
import { readCompanyFile } from '../../src/rules/company-file.js';
import { calculateRun } from '../../src/runs/calculate-run.js';
import { spoolFolder } from '../../src/runs/jobs/spool.js';
import { publishRules } from '../../src/runs/publish-rules.js';
import type { Database } from '../../src/store/executor.js';
import { SQLITE, type TestDatabase } from '../databases/databases.js';
import { openTemporary, removeAfterTest } from '../databases/opened.js';
import { copiesOf, temporaryPath } from '../databases/sqlite.js';

const RULES = fileURLToPath(new URL('company', import.meta.url));

/** A plan file that nothing is wrong with. */
export const PLAN_TEXT = readFileSync(join(RULES, 'plans/ae.yaml'), 'utf8');
/** The company file that the plan goes by. */
export const COMPANY_TEXT = readFileSync(join(RULES, 'company.yaml'), 'utf8');

/** A database, and what a service over it is started with. */
export type ServedDatabase = Database & {
  /** Where it is; its `path` tells no password. */
  readonly address: string;
  /** Where uploads wait: a folder that no other service of the tests uses. */
  readonly spool: string;
};

/** A database with all tables and nothing in them, deleted after the test, or after those of the file. */
export async function emptyDatabase(database: TestDatabase = SQLITE): Promise<ServedDatabase> {
  return servedDatabase(await database.createAddress(), database);
}

async function servedDatabase(address: string, database: TestDatabase): Promise<ServedDatabase> {
  const spool = spoolFolder(database === SQLITE ? address : temporaryPath(), {});
  return Object.assign(await openTemporary(address), { address, spool });
}

/** A database with the company of the tests, calculated through March 2026. */
export async function calculatedDatabase(database: TestDatabase = SQLITE): Promise<ServedDatabase> {
  if (database === SQLITE) return servedDatabase(await calculatedFile(), SQLITE);
  const db = await emptyDatabase(database);
  await fillCalculated(db);
  return db;
}

const calculatedFile = copiesOf(fillCalculated);

async function fillCalculated(db: Database): Promise<void> {
  const company = readCompanyFile(COMPANY_TEXT, 'company.yaml');
  if (!company.ok) throw new Error(JSON.stringify(company.problems));
  const records = readFileSync(join(RULES, 'records.json'), 'utf8');
  const options = { company: company.value, actor: 'local', onConflict: 'refuse' } as const;
  const imported = await importBody(db, records, options);
  if (!imported.accepted) throw new Error(JSON.stringify(imported.problems));
  const published = await publishRules(db, RULES, { actor: 'local' });
  if (!published.ok) throw new Error(JSON.stringify(published.problems));
  await calculate(db);
}

/** Calculates through March 2026 and shows the results. */
export async function calculate(db: Database): Promise<void> {
  const run = await calculateRun(db, { through: '2026-04-01', actor: 'local' });
  if (!run.ok) throw new Error(JSON.stringify(run.problems));
}

/** The service over a database, by a handle of its own, on a free port; stopped before the database is deleted. */
export async function serviceOver(
  { address, spool }: ServedDatabase,
  options: Pick<ServerOptions, 'workers'> = {},
): Promise<RunningServer> {
  const logger = pino({ level: 'silent' });
  const fixed = { database: address, host: '127.0.0.1', port: 0, logger, signals: [], withoutSignIn: true };
  setEnvironment({ ATTAIN_SPOOL: spool });
  const started = await startServer({ ...fixed, ...options });
  if (!started.ok) throw new Error(JSON.stringify(started.problems));
  removeAfterTest(started.value.stop);
  return started.value;
}

/** Sets variables of the environment until the test is over, or those of the file. */
export function setEnvironment(told: Readonly<Record<string, string>>): void {
  const before = Object.keys(told).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, told);
  removeAfterTest(async () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });
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
  return expectRefused(await ask<ProblemDocument>(service, path, init));
}

/** The problem document of an answer that must be a refusal. */
export function expectRefused({ status, headers, body }: Answer<ProblemDocument>): ProblemDocument {
  expect(headers.get('content-type')).toBe('application/problem+json');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  expect(body.status).toBe(status);
  return body;
}
