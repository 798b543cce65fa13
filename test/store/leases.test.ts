import { describe, expect, it } from 'vitest';
import type { Database } from '../../src/store/executor.js';
import { abandonExpiredRuns, leaseRun } from '../../src/store/leases.js';
import { beginRun, pruneRuns, publishRun, readRun } from '../../src/store/runs.js';
import { databases } from '../databases/databases.js';
import { openTemporary } from '../databases/opened.js';

const DESCRIPTION = {
  through: '2026-03-31',
  change: 1,
  rulesHash: 'rules',
  inputsHash: 'inputs',
  engineVersion: '0.2.0',
  actor: 'local',
};
const later = (seconds: number) => new Date(Date.now() + seconds * 1000);
const begin = (db: Database) => db.write((trx) => beginRun(trx, DESCRIPTION, []));
const lease = (db: Database, run: number, seconds: number) =>
  db.write((trx) => leaseRun(trx, run, later(seconds)));
const abandon = (db: Database, seconds: number) => db.write((trx) => abandonExpiredRuns(trx, later(seconds)));

describe.each(databases)('the lease of a run on $name', (database) => {
  it('lasts a quarter of an hour, after which the run is given up and pruned', async () => {
    const db = await database.create();
    const run = await begin(db);
    await lease(db, run, 0);
    expect(await abandon(db, 890)).toEqual([]);
    await lease(db, run, 60);
    expect(await abandon(db, 910)).toEqual([]);
    expect(await abandon(db, 970)).toEqual([run]);
    expect((await readRun(db, run))?.status).toBe('failed');
    expect(await abandon(db, 970)).toEqual([]);
    expect(await db.write((trx) => pruneRuns(trx, { keep: 1 }))).toEqual([run]);
  });

  it('is nothing to a run that has ended', async () => {
    const db = await database.create();
    const run = await begin(db);
    await lease(db, run, 0);
    await db.write((trx) => publishRun(trx, run));
    expect(await abandon(db, 9_999)).toEqual([]);
    expect((await readRun(db, run))?.status).toBe('published');
    await expect(lease(db, run, 0)).rejects.toThrow('Run 1 is published');
  });

  it('that has run out is taken by one of those who see it', async () => {
    const address = await database.createAddress();
    const handles = [
      await openTemporary(address),
      await openTemporary(address),
      await openTemporary(address),
    ];
    const [db] = handles;
    if (db === undefined) throw new Error('There is no handle.');
    const run = await begin(db);
    await lease(db, run, 0);
    const taken = await Promise.all(handles.map((each) => abandon(each, 999)));
    expect(taken.flat()).toEqual([run]);
    await expect(lease(db, run, 0)).rejects.toThrow('Run 1 is failed');
  });

  it('is taken for an hour long where there is none', async () => {
    const db = await database.create();
    const run = await begin(db);
    expect(await abandon(db, 3590)).toEqual([]);
    expect(await abandon(db, 3610)).toEqual([run]);
  });
});
