import { expect, it } from 'vitest';
import { KeptDatabase } from '../../../src/runs/jobs/kept-database.js';
import type { Database } from '../../../src/store/executor.js';
import { temporaryPath } from '../../databases/sqlite.js';

const itself = async (db: Database) => db;
const tables = async (db: Database) =>
  db.read((trx) => trx.connection.rows('select count(*) from "sqlite_master"', []));

it('gives the same handle to one work after another', async () => {
  const [path, kept] = [temporaryPath(), new KeptDatabase()];
  expect(await kept.use(path, itself)).toBe(await kept.use(path, itself));
});

it('closes it where the work fails, and opens another for the next', async () => {
  const [path, kept] = [temporaryPath(), new KeptDatabase()];
  const first = await kept.use(path, itself);
  await expect(kept.use(path, () => Promise.reject(new Error('the disk is full')))).rejects.toThrow(
    'the disk is full',
  );
  await expect(tables(first)).rejects.toThrow('not open');
  expect(await kept.use(path, tables)).toEqual([[0n]]);
});

it('closes it for work on another database', async () => {
  const kept = new KeptDatabase();
  const first = await kept.use(temporaryPath(), itself);
  const second = await kept.use(temporaryPath(), itself);
  expect(second).not.toBe(first);
  await expect(tables(first)).rejects.toThrow('not open');
});

it('works ahead while nothing is asked for, until there is no more', async () => {
  const steps: Database[] = [];
  let end = () => {};
  const isDone = new Promise<void>((resolve) => {
    end = resolve;
  });
  const kept = new KeptDatabase(async (db) => {
    steps.push(db);
    if (steps.length === 3) end();
    return steps.length < 3;
  });
  const db = await kept.use(temporaryPath(), itself);
  await isDone;
  expect(steps).toEqual([db, db, db]);
});

it('does what is asked for between two steps ahead, on the same handle', async () => {
  const path = temporaryPath();
  const kept = new KeptDatabase(async () => true);
  const first = await kept.use(path, itself);
  expect(await kept.use(path, itself)).toBe(first);
  expect(await kept.use(path, tables)).toEqual([[0n]]);
  // Its steps end with the handle.
  await expect(kept.use(path, () => Promise.reject(new Error('the disk is full')))).rejects.toThrow();
});

it('opens another handle where a step ahead has failed', async () => {
  const path = temporaryPath();
  let fails = 0;
  const kept = new KeptDatabase(async () => {
    fails += 1;
    throw new Error('the disk is full');
  });
  const first = await kept.use(path, itself);
  await expect.poll(() => fails).toBe(1);
  await expect
    .poll(() =>
      tables(first).then(
        () => 'open',
        () => 'closed',
      ),
    )
    .toBe('closed');
  expect(await kept.use(path, tables)).toEqual([[0n]]);
});
