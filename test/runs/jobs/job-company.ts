import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportRequest, Job, Jobs } from '../../../src/runs/jobs/jobs.js';
import { type JobsOptions, startJobs } from '../../../src/runs/jobs/start-jobs.js';
import { publishRules } from '../../../src/runs/publish-rules.js';
import { closeDatabase, migrateToLatest, openDatabase } from '../../../src/store/database.js';
import type { Database } from '../../../src/store/executor.js';
import { openServiceDatabase } from '../../../src/store/service-database.js';
import { POSTGRES } from '../../databases/databases.js';
import { openTemporary, removeAfterTest } from '../../databases/opened.js';
import { DATA, RULES } from '../temporary-company.js';

/** A company whose rules are published and whose records are not yet imported, and where its jobs are kept. */
export interface JobCompany {
  readonly path: string;
  readonly db: Database;
  readonly serviceDb: Database;
  readonly spool: string;
  /** What went wrong with the program. */
  readonly faults: unknown[];
}

/** A company in a folder of its own, deleted after the test: a copy of one that is made once for a process. */
export async function jobCompany(): Promise<JobCompany> {
  template ??= publishedCompany();
  const folder = temporaryFolder();
  cpSync(await template, folder, { recursive: true });
  const path = join(folder, DATABASE);
  const db = await openTemporary(path);
  const serviceDb = await openServiceDatabase(path);
  removeAfterTest(() => closeDatabase(serviceDb));
  return { path, db, serviceDb, spool: join(folder, 'attain-spool'), faults: [] };
}

/** The same company in a database of PostgreSQL, where its jobs are too. */
export async function postgresCompany(): Promise<JobCompany> {
  const path = await POSTGRES.createAddress();
  const [db, serviceDb] = [await openTemporary(path), await openTemporary(path)];
  await publish(db);
  return { path, db, serviceDb, spool: join(temporaryFolder(), 'attain-spool'), faults: [] };
}

const DATABASE = 'attain.sqlite';

let template: Promise<string> | undefined;

async function publishedCompany(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'attain-jobs-'));
  const path = join(folder, DATABASE);
  const db = await openDatabase(path);
  await migrateToLatest(db);
  await publish(db);
  await closeDatabase(db);
  await closeDatabase(await openServiceDatabase(path));
  return folder;
}

async function publish(db: Database): Promise<void> {
  const published = await publishRules(db, RULES, { actor: 'local' });
  if (!published.ok) throw new Error(JSON.stringify(published.problems));
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'attain-jobs-'));
  removeAfterTest(async () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Works on the jobs of a company until the test is over, and looks for those of others often. */
export function working(company: JobCompany, options: Partial<JobsOptions> = {}): Jobs {
  const { path: database, serviceDb, spool, faults } = company;
  const onFault = (fault: unknown) => faults.push(fault);
  const jobs = startJobs({ database, serviceDb, spool, onFault, pollMilliseconds: 20, ...options });
  removeAfterTest(() => jobs.stop());
  return jobs;
}

/** An upload of the company's records, and the request to import it. */
export function uploadedRecords({ spool }: JobCompany, folder = 'upload'): ImportRequest {
  mkdirSync(spool, { recursive: true });
  cpSync(DATA, join(spool, folder), { recursive: true });
  return {
    kind: 'import',
    folder,
    onConflict: 'refuse',
    command: 'POST /api/v1/records',
    reason: null,
  };
}

/** All that is seen of a job up to its end. */
export async function watched(jobs: Jobs, id: number): Promise<readonly Job[]> {
  const seen: Job[] = [];
  for await (const job of jobs.watch(id, new AbortController().signal)) seen.push(job);
  return seen;
}

/** The job as it has ended. */
export async function ended(jobs: Jobs, id: number): Promise<Job> {
  const last = (await watched(jobs, id)).at(-1);
  if (last === undefined) throw new Error(`There is no job ${id}.`);
  return last;
}
