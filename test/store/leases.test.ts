import { describe, expect, it } from 'vitest';
import type { Database } from '../../src/store/executor.js';
import { abandonExpiredRuns, leaseRun } from '../../src/store/leases.js';
import { beginRun, pruneRuns, publishRun, readRun } from '../../src/store/runs.js';
import { databases } from '../databases/databases.js';

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
  it('lasts two minutes, after which the run is given up and pruned', async () => {
    const db = await database.create();
    const run = await begin(db);
    await lease(db, run, 0);
    expect(await abandon(db, 110)).toEqual([]);
    await lease(db, run, 60);
    expect(await abandon(db, 130)).toEqual([]);
    expect(await abandon(db, 190)).toEqual([run]);
    expect((await readRun(db, run))?.status).toBe('failed');
    expect(await abandon(db, 190)).toEqual([]);
    expect(await db.write((trx) => pruneRuns(trx, { keep: 1 }))).toEqual([run]);
  });

  it('is nothing to a run that has ended', async () => {
    const db = await database.create();
    const run = await begin(db);
    await lease(db, run, 0);
    await db.write((trx) => publishRun(trx, run));
    expect(await abandon(db, 999)).toEqual([]);
    expect((await readRun(db, run))?.status).toBe('published');
  });

  it('is taken for an hour long where there is none', async () => {
    const db = await database.create();
    const run = await begin(db);
    expect(await abandon(db, 3590)).toEqual([]);
    expect(await abandon(db, 3610)).toEqual([run]);
  });
});
