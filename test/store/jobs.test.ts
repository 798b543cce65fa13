import { describe, expect, it } from 'vitest';
import type { Database } from '../../src/store/executor.js';
import { claimJob, endJob, handBackJob, renewJob } from '../../src/store/job-leases.js';
import { cancelJob, insertJob, listJobs, readJob } from '../../src/store/jobs.js';
import { databases } from '../databases/databases.js';

const START = Date.parse('2026-01-01T00:00:00.000Z');
const at = (seconds: number) => new Date(START + seconds * 1000).toISOString();
const ask = (db: Database) => insertJob(db, { kind: 'calculate', actor: 'local', request: '{}' });
const claim = (db: Database, owner: string, now: number) =>
  claimJob(db, { owner, until: at(now + 30) }, at(now));

describe.each(databases)('jobs on $name', (database) => {
  it('are taken in the order in which they were asked for, each by one', async () => {
    const db = await database.create();
    expect((await ask(db)).id).toBe(1);
    expect((await ask(db)).id).toBe(2);
    const taken = await Promise.all(['a', 'b', 'c', 'd'].map((owner) => claim(db, owner, 0)));
    const ids = taken.flatMap((job) => (job === null ? [] : [job.id]));
    expect(new Set(ids).size).toBe(ids.length);
    // Who was beaten to the oldest may have gone without, and asks again.
    const rest = [await claim(db, 'e', 0), await claim(db, 'e', 0)].flatMap((job) =>
      job === null ? [] : [job.id],
    );
    expect([...ids, ...rest].sort()).toEqual([1, 2]);
    expect(await claim(db, 'f', 0)).toBeNull();
  });

  it('stay with who renews the lease, and go to another when it has run out', async () => {
    const db = await database.create();
    await ask(db);
    expect(await claim(db, 'a', 0)).toMatchObject({ status: 'running', attempts: 1, startedAt: at(0) });
    expect(await renewJob(db, 1, { owner: 'a', until: at(60) }, '{"done":1}')).toBe('held');
    expect((await readJob(db, 1))?.progress).toBe('{"done":1}');
    expect(await claim(db, 'b', 59)).toBeNull();
    expect(await claim(db, 'b', 61)).toMatchObject({ attempts: 2, startedAt: at(0) });
    expect(await renewJob(db, 1, { owner: 'a', until: at(99) }, null)).toBe('lost');
    const end = { status: 'done', progress: null, outcome: '{}' } as const;
    expect(await endJob(db, 1, 'a', end)).toBe(false);
    expect(await endJob(db, 1, 'b', end)).toBe(true);
    expect(await readJob(db, 1)).toMatchObject({ status: 'done', outcome: '{}' });
    expect(await claim(db, 'c', 999)).toBeNull();
  });

  it('that are handed back can be taken at once, as if they had not been begun', async () => {
    const db = await database.create();
    await ask(db);
    await claim(db, 'a', 0);
    await handBackJob(db, 1, 'b');
    expect((await readJob(db, 1))?.status).toBe('running');
    await handBackJob(db, 1, 'a');
    expect(await readJob(db, 1)).toMatchObject({ status: 'waiting', attempts: 0, progress: null });
    expect(await claim(db, 'b', 1)).toMatchObject({ attempts: 1 });
  });

  it('are called off: at once where they wait, through the lease where they run', async () => {
    const db = await database.create();
    await ask(db);
    await ask(db);
    await claim(db, 'a', 0);
    expect(await cancelJob(db, 2)).toBe('cancelled');
    expect(await cancelJob(db, 2)).toBe('finished');
    expect(await cancelJob(db, 1)).toBe('cancelling');
    expect(await renewJob(db, 1, { owner: 'a', until: at(60) }, null)).toBe('cancelling');
    await handBackJob(db, 1, 'a');
    expect((await readJob(db, 1))?.status).toBe('cancelled');
    expect(await cancelJob(db, 3)).toBe('unknown');
  });

  it('are listed with the latest first', async () => {
    const db = await database.create();
    await ask(db);
    await insertJob(db, { kind: 'import', actor: 'local', request: '{"folder":"x"}' });
    await ask(db);
    const ids = async (filter: object) => (await listJobs(db, { limit: 9, ...filter })).map(({ id }) => id);
    expect(await ids({})).toEqual([3, 2, 1]);
    expect(await ids({ kinds: ['calculate'], before: 3 })).toEqual([1]);
    expect(await ids({ status: 'waiting', limit: 2 })).toEqual([3, 2]);
    expect(await ids({ status: 'done' })).toEqual([]);
  });
});
