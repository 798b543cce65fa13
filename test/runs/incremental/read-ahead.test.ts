import { expect, it } from 'vitest';
import { readAhead } from '../../../src/runs/incremental/read-ahead.js';
import { remembered } from '../../../src/runs/incremental/run-memory.js';
import type { Database } from '../../../src/store/executor.js';
import { SQLITE } from '../../databases/databases.js';
import { companies, sold, write } from './remembered-company.js';

/** Reads ahead all there is; how many steps that took. */
async function readAllAhead(db: Database): Promise<number> {
  let steps = 0;
  while (await readAhead(db)) steps += 1;
  return steps;
}

it('is the team above all others of which somebody reads the others, once', async () => {
  const { db, correct } = await companies(SQLITE);
  expect(await readAllAhead(db)).toBe(0);
  await correct({ deal: [sold('z-1', '01', 60_000n)] });
  expect(remembered(db)?.known.of('a-1')).toBeUndefined();
  expect(await readAllAhead(db)).toBe(1);
  expect(remembered(db)?.known.of('a-1')?.payee).toBe('a-1');
  expect(await readAllAhead(db)).toBe(0);
});

it('leaves results as those of a full run, whoever is changed then', async () => {
  const { db, correct } = await companies(SQLITE);
  await correct({ deal: [sold('z-1', '01', 60_000n)] });
  await readAllAhead(db);
  await correct(
    { deal: [sold('a-1', '02', 900_000n)] },
    { deal: [sold('b-1', '05', 51_000n), sold('p-1', '05', 51_000n)] },
    { deal: [sold('a-1', '02', 60_000n)] },
  );
});

it('reads nothing where another process has written since', async () => {
  const { db, elsewhere, both, correct } = await companies(SQLITE);
  await correct({ deal: [sold('z-1', '01', 60_000n)] });
  await both(async (each) => {
    await write(each, { deal: [sold('a-1', '02', 900_000n)] });
    expect(await readAllAhead(db)).toBe(0);
  }, elsewhere);
  await correct({ deal: [sold('a-1', '02', 61_000n)] });
});
