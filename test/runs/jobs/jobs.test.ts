import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE } from '../../../src/access/scope.js';
import type { Jobs } from '../../../src/runs/jobs/jobs.js';
import type { JobsOptions } from '../../../src/runs/jobs/start-jobs.js';
import { claimJob, renewJob } from '../../../src/store/job-leases.js';
import { getRecord } from '../../../src/store/record-history.js';
import { beginRun, failRun, publishedRun } from '../../../src/store/runs.js';
import {
  ended,
  type JobCompany,
  jobCompany,
  postgresCompany,
  uploadedRecords,
  watched,
  working,
} from './job-company.js';

const CALCULATE = { kind: 'calculate', through: '2026-05-01' } as const;
const later = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString();

describe('a job', () => {
  it('imports what was uploaded, and then calculates, beside whoever asked', async () => {
    const company = await jobCompany();
    const jobs = working(company);
    const asked = await jobs.submit(uploadedRecords(company), 'local');
    expect(asked).toMatchObject({ id: 1, status: 'waiting', actor: 'local', attempts: 0, outcome: null });
    const imported = await ended(jobs, 1);
    expect(imported).toMatchObject({ status: 'done', attempts: 1 });
    expect(imported.outcome).toMatchObject({
      report: { accepted: true, change: 2, counts: { deal: { read: 5, inserted: 5 } } },
      problems: [],
      problemCount: 0,
    });
    // It is deleted once the end is known.
    await expect.poll(() => existsSync(join(company.spool, 'upload'))).toBe(false);

    const { id } = await jobs.submit(CALCULATE, 'local');
    const seen = await watched(jobs, id);
    expect(seen.at(-1)).toMatchObject({
      id: 2,
      status: 'done',
      progress: { done: 3, total: 3, unit: 'payees' },
      outcome: { report: { run: 1, change: 2, through: '2026-04-30', payees: 3 } },
    });
    expect(await publishedRun(company.db)).toMatchObject({ id: 1, status: 'published' });
    expect(company.faults).toEqual([]);
  });

  it('that is asked for twice gives the same results twice', async () => {
    const company = await jobCompany();
    const jobs = working(company);
    await jobs.submit(uploadedRecords(company, 'one'), 'local');
    await jobs.submit(uploadedRecords(company, 'two'), 'local');
    expect((await ended(jobs, 1)).outcome?.report).toMatchObject({ change: 2 });
    const again = await ended(jobs, 2);
    expect(again.status).toBe('done');
    expect(again.outcome?.report).not.toHaveProperty('change');
    expect(again.outcome?.report).toMatchObject({ counts: { deal: { inserted: 0, unchanged: 5 } } });
  });

  it('is listed with the latest first, by kind and by status', async () => {
    const company = await jobCompany();
    const jobs = working(company, { workers: 0 });
    await jobs.submit(CALCULATE, 'local');
    await jobs.submit(uploadedRecords(company), 'local');
    await jobs.submit(CALCULATE, 'local');
    await jobs.cancel(1);
    const ids = async (filter: object) => (await jobs.list({ limit: 10, ...filter })).map(({ id }) => id);
    expect(await ids({})).toEqual([3, 2, 1]);
    expect(await ids({ kinds: ['calculate'] })).toEqual([3, 1]);
    expect(await ids({ status: 'cancelled' })).toEqual([1]);
    expect(await ids({ before: 3, limit: 1 })).toEqual([2]);
  });

  it('that nobody asked for is not there', async () => {
    const jobs = working(await jobCompany(), { workers: 0 });
    expect(await jobs.find(7)).toBeNull();
    expect(await jobs.cancel(7)).toBe('unknown');
    expect(await watched(jobs, 7)).toEqual([]);
  });
});

describe('a lease', () => {
  it('of a process that ended is taken over, and the job is done', async () => {
    const company = await jobCompany();
    const idle = working(company, { workers: 0 });
    await idle.submit(uploadedRecords(company), 'local');
    await claimJob(company.serviceDb, { owner: 'dead', until: later(100) }, later(0));
    const jobs = working(company);
    expect(await ended(jobs, 1)).toMatchObject({ status: 'done', attempts: 2 });
    // The other process sees it too, though it did none of it.
    expect(await ended(idle, 1)).toMatchObject({ status: 'done' });
    const deal = await getRecord(company.db, EVERY_PAYEE, 'deal', { id: 'D-1' });
    expect(deal?.id).toBe('D-1');
  });

  it('that ran out too often fails its job', async () => {
    const company = await jobCompany();
    await working(company, { workers: 0 }).submit(CALCULATE, 'local');
    for (const owner of ['a', 'b', 'c']) {
      await claimJob(company.serviceDb, { owner, until: later(-1) }, later(0));
    }
    expect(await ended(working(company), 1)).toMatchObject({
      status: 'failed',
      outcome: {
        problems: [
          {
            code: 'internal',
            message: 'the work was broken off: its process ended in the middle of it 3 times',
          },
        ],
      },
    });
  });
});

describe('a job on PostgreSQL', () => {
  it('is done by a worker that opens the database by its address', async () => {
    const company = await postgresCompany();
    const jobs = working(company);
    await jobs.submit(uploadedRecords(company), 'local');
    expect(await ended(jobs, 1)).toMatchObject({ status: 'done', outcome: { report: { accepted: true } } });
    await jobs.submit(CALCULATE, 'local');
    expect(await ended(jobs, 2)).toMatchObject({ status: 'done', outcome: { report: { payees: 3 } } });
    expect(await publishedRun(company.db)).toMatchObject({ status: 'published' });
    expect(company.faults).toEqual([]);
    // Its databases are deleted after the test, and must not be in use then.
    await jobs.stop();
  });
});

describe('calling off', () => {
  it('ends a job that waits at once, and deletes what was uploaded', async () => {
    const company = await jobCompany();
    const jobs = working(company, { workers: 0 });
    await jobs.submit(uploadedRecords(company), 'local');
    expect(await jobs.cancel(1)).toBe('cancelled');
    expect(await jobs.find(1)).toMatchObject({ status: 'cancelled', startedAt: null, outcome: null });
    expect(existsSync(join(company.spool, 'upload'))).toBe(false);
    expect(await jobs.cancel(1)).toBe('finished');
  });

  it('ends a job that another process works on, by its lease', async () => {
    const company = await jobCompany();
    const jobs = working(company, { workers: 0 });
    await jobs.submit(CALCULATE, 'local');
    const lease = { owner: 'other', until: later(30_000) };
    await claimJob(company.serviceDb, lease, later(0));
    expect(await jobs.cancel(1)).toBe('cancelled');
    expect(await renewJob(company.serviceDb, 1, lease, null)).toBe('cancelling');
  });

  it('leaves nothing of a job that was begun', async () => {
    const company = await jobCompany();
    const jobs = working(company);
    await jobs.submit(uploadedRecords(company), 'local');
    for await (const { status } of jobs.watch(1, new AbortController().signal)) {
      if (status === 'running') await jobs.cancel(1);
    }
    expect(await jobs.find(1)).toMatchObject({ status: 'cancelled', outcome: null });
    expect(await getRecord(company.db, EVERY_PAYEE, 'deal', { id: 'D-1' })).toBeNull();
    await jobs.submit(CALCULATE, 'local');
    expect((await ended(jobs, 2)).status).toBe('done');
  });
});

describe('a worker', () => {
  it('that runs out of memory fails its job, and the next job has a new one', async () => {
    const company = await jobCompany();
    const jobs = working(company, { workerMebibytes: 8 });
    await jobs.submit(uploadedRecords(company), 'local');
    expect(await ended(jobs, 1)).toMatchObject({
      status: 'failed',
      outcome: {
        report: null,
        problems: [
          {
            code: 'internal',
            message:
              'the work was broken off: Worker terminated due to reaching memory limit: JS heap out of memory',
            hint: 'nothing of it was kept; ask for it again',
          },
        ],
      },
    });
    expect(company.faults).toMatchObject([{ code: 'ERR_WORKER_OUT_OF_MEMORY' }]);
    await jobs.stop();
    const others = working(company);
    await others.submit(CALCULATE, 'local');
    expect(await ended(others, 2)).toMatchObject({ status: 'done' });
  });

  it('that cannot open the database fails its job, and takes the next', async () => {
    const company = await jobCompany();
    const jobs = working({ ...company, path: join(company.spool, 'nowhere', 'x.sqlite') });
    await jobs.submit(CALCULATE, 'local');
    await jobs.submit(CALCULATE, 'local');
    for (const id of [1, 2]) {
      expect(await ended(jobs, id)).toMatchObject({
        status: 'failed',
        outcome: { problems: [{ code: 'internal' }] },
      });
    }
  });
});

describe('a calculation whose results are shown', () => {
  /** Pruning takes a while, in which the job goes on though its results are shown. */
  async function published(company: JobCompany, options: Partial<JobsOptions>): Promise<Jobs> {
    await company.db.write(async (trx) => {
      const through = { through: '2026-04-30', change: 1, actor: 'local', engineVersion: '1' };
      const run = await beginRun(trx, { ...through, rulesHash: '', inputsHash: '' }, []);
      await failRun(trx, run);
      await trx.connection.run(
        `create trigger slow_pruning after update of status on run when new.status = 'pruned' begin
           select count(*) from (
             with recursive step(x) as (select 1 union all select x + 1 from step where x < 1500000)
             select x from step
           );
         end`,
        [],
      );
    });
    const jobs = working(company, { endMilliseconds: 50, ...options });
    await jobs.submit(CALCULATE, 'local');
    const shown = () => publishedRun(company.db);
    await expect.poll(shown, { interval: 2, timeout: 60_000 }).toMatchObject({ id: 2 });
    return jobs;
  }

  it('is done, and says so, though it is called off before it has ended', async () => {
    const company = await jobCompany();
    const jobs = await published(company, {});
    expect(await jobs.cancel(1)).toBe('cancelled');
    expect(await ended(jobs, 1)).toMatchObject({ status: 'done', outcome: { report: { run: 2 } } });
    expect(await jobs.cancel(1)).toBe('finished');
  });

  it('is not calculated again where its process stops before it has ended', async () => {
    const company = await jobCompany();
    await (await published(company, { graceMilliseconds: 0 })).stop();
    const jobs = working(company);
    expect(await jobs.find(1)).toMatchObject({
      status: 'done',
      attempts: 1,
      outcome: { report: { run: 2 } },
    });
    expect(company.faults).toEqual([]);
  });
});

describe.each([
  ['SQLite', jobCompany],
  ['PostgreSQL', postgresCompany],
])('an import on %s', (_, makeCompany) => {
  it('waits for the machine that has its upload, and keeps the others from nothing', async () => {
    const company = await makeCompany();
    const there = working({ ...company, spool: `${company.spool}-there` }, { isSpoolShared: false });
    await there.submit(uploadedRecords(company), 'local');
    await there.submit(CALCULATE, 'local');
    expect(await ended(there, 2)).toMatchObject({ status: 'done', outcome: { report: { payees: 0 } } });
    expect(await there.find(1)).toMatchObject({ status: 'waiting', attempts: 0, outcome: null });
    const here = working(company, { isSpoolShared: false });
    expect(await ended(here, 1)).toMatchObject({ status: 'done', attempts: 1 });
    expect(company.faults).toEqual([]);
    await Promise.all([here.stop(), there.stop()]);
  });

  it('whose upload is gone fails, and says what is to be done', async () => {
    const company = await makeCompany();
    const jobs = working(company);
    await jobs.submit({ ...uploadedRecords(company), folder: 'gone' }, 'local');
    expect((await ended(jobs, 1)).outcome?.problems).toEqual([
      {
        code: 'file-missing',
        severity: 'error',
        message: 'what was uploaded is not in the folder of uploads any more',
        expected: 'one folder for all machines that take uploads in and work on jobs',
        hint: 'name such a folder in ATTAIN_SPOOL, and send the records again',
      },
    ]);
    expect(company.faults).toEqual([]);
    await jobs.stop();
  });
});

describe('stopping', () => {
  it('finishes a job that ends in time', async () => {
    const company = await jobCompany();
    const jobs = working(company, { graceMilliseconds: 60_000 });
    await jobs.submit(uploadedRecords(company), 'local');
    for await (const { status } of jobs.watch(1, new AbortController().signal)) {
      if (status === 'running') break;
    }
    await jobs.stop();
    expect(await jobs.find(1)).toMatchObject({ status: 'done' });
  });

  it('hands back a job that takes longer, which another process then does', async () => {
    const company = await jobCompany();
    const jobs = working(company, { graceMilliseconds: 0 });
    await jobs.submit(uploadedRecords(company), 'local');
    for await (const { status } of jobs.watch(1, new AbortController().signal)) {
      if (status === 'running') break;
    }
    await jobs.stop();
    expect(await jobs.find(1)).toMatchObject({ status: 'waiting', attempts: 0, progress: null });
    expect(existsSync(join(company.spool, 'upload'))).toBe(true);
    expect(await ended(working(company), 1)).toMatchObject({ status: 'done', attempts: 1 });
  });

  it('ends whoever watches', async () => {
    const jobs = working(await jobCompany(), { workers: 0 });
    await jobs.submit(CALCULATE, 'local');
    const seen = watched(jobs, 1);
    await jobs.stop();
    expect((await seen).map(({ status }) => status)).toEqual(['waiting']);
  });
});
