import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE } from '../../../src/access/scope.js';
import { calculateRun, type RunReport } from '../../../src/runs/calculate-run.js';
import { readStatements } from '../../../src/runs/read-statements.js';
import type { Database } from '../../../src/store/executor.js';
import { readRun } from '../../../src/store/runs.js';
import { listStatements } from '../../../src/store/statements.js';
import { readTeamAttainment } from '../../../src/store/team-attainments.js';
import { importAll, loadedDatabase, temporaryFolder } from '../temporary-company.js';

async function run(db: Database, splitsAtATime?: number): Promise<RunReport> {
  const room = splitsAtATime === undefined ? {} : { splitsAtATime };
  const done = await calculateRun(db, { through: '2026-05-01', actor: 'local', full: true, ...room });
  if (!done.ok) throw new Error(JSON.stringify(done.problems));
  return done.value;
}

async function results(db: Database): Promise<unknown> {
  const listed = await listStatements(db, EVERY_PAYEE);
  const found = listed.map(({ payee, period }) => readStatements(db, EVERY_PAYEE, payee, period));
  return [await Promise.all(found), await readTeamAttainment(db, EVERY_PAYEE, 'north')];
}

describe('a run of which the deals of one payee may be in memory at a time', () => {
  it('stores the same statements and team attainments as one that has all, with the same hash', async () => {
    const db = await loadedDatabase();
    const whole = await run(db);
    const atOnce = await results(db);
    const hash = (await readRun(db, whole.run))?.inputsHash;
    const grouped = await run(db, 1);
    expect(await results(db)).toEqual(atOnce);
    expect((await readRun(db, grouped.run))?.inputsHash).toBe(hash);
    const { run: _, ...same } = whole;
    expect(grouped).toMatchObject(same);
  });

  it('tells how many payees are done of all, up to the last', async () => {
    const db = await loadedDatabase();
    const told: string[] = [];
    const onProgress = ({ payeesDone, payeesTotal }: { payeesDone: number; payeesTotal: number }) =>
      told.push(`${payeesDone} of ${payeesTotal}`);
    await calculateRun(db, { through: '2026-05-01', actor: 'local', splitsAtATime: 1, onProgress });
    expect(told).toEqual(['1 of 3', '2 of 3', '3 of 3']);
  });

  it('says before each group that it goes on, as the engine may take long before it writes', async () => {
    const db = await loadedDatabase();
    await db.write(async ({ connection }) => {
      await connection.run('create table renewal (owner text)', []);
      await connection.run(
        'create trigger renewed after update on run_lease begin insert into renewal values (new.owner); end',
        [],
      );
    });
    await run(db, 1);
    // Of three groups each is calculated for those who read its measures, then for itself, and written; then come the
    // teams, and all is published.
    const renewals = await db.read(({ connection }) => connection.rows('select count(*) from renewal', []));
    expect(renewals).toEqual([[11n]]);
  });

  it('warns of a won deal that nobody has a share of', async () => {
    const db = await loadedDatabase();
    const file = join(temporaryFolder(), 'deals.csv');
    writeFileSync(file, 'id,closeDate,currency,acv\nD-lost,2026-02-03,USD,1000.00\n');
    await importAll(db, [file]);
    const { warnings } = await run(db, 1);
    expect(warnings.map(({ code, subject }) => `${code} ${subject}`)).toEqual(['missing-split deal D-lost']);
  });
});
