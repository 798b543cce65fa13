import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE } from '../../src/access/scope.js';
import { calculateRun } from '../../src/runs/calculate-run.js';
import { readTeamAttainment } from '../../src/store/team-attainments.js';
import { importAll, loadedDatabase, temporaryFolder } from './temporary-company.js';

function fileOf(name: string, text: string): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, text);
  return file;
}

describe('the total of a team with a member for whom no plan is in force', () => {
  async function statuses(joined: string) {
    const db = await loadedDatabase();
    await importAll(db, [
      fileOf('payees.csv', 'id,name\ncy,Cy Arden\n'),
      fileOf('memberships.csv', `team,payee,as,from\nnorth,cy,member,${joined}\n`),
      fileOf('assignments.csv', 'payee,plan,from,to\ncy,account-executive,2025-01-01,2025-07-01\n'),
    ]);
    const done = await calculateRun(db, { through: '2026-05-01', actor: 'local' });
    if (!done.ok) throw new Error(JSON.stringify(done.problems));
    const problems = done.value.problems.map(({ payee, problem: { code } }) => `${payee} ${code}`);
    const attainments = await readTeamAttainment(db, EVERY_PAYEE, 'north');
    return { problems, totals: attainments.map(({ at, pooled, status }) => [at, pooled, status]) };
  }

  it('is incomplete, with the figures of the others', async () => {
    expect(await statuses('2026-01-01')).toEqual({
      problems: ['cy missing-plan'],
      totals: [
        ['2026-01-31', '0.3', 'incomplete'],
        ['2026-02-28', '0.7', 'incomplete'],
        ['2026-03-31', '1.05', 'incomplete'],
        ['2026-04-30', '0', 'incomplete'],
      ],
    });
  });

  it('is complete up to the day before the member joins', async () => {
    expect((await statuses('2026-03-31')).totals).toEqual([
      ['2026-01-31', '0.3', 'complete'],
      ['2026-02-28', '0.7', 'complete'],
      ['2026-03-31', '1.05', 'incomplete'],
      ['2026-04-30', '0', 'incomplete'],
    ]);
  });
});
