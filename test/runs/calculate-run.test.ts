import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { EVERY_PAYEE } from '../../src/access/scope.js';
import { calculateRun, type RunReport } from '../../src/runs/calculate-run.js';
import { publishRules } from '../../src/runs/publish-rules.js';
import { readStatements } from '../../src/runs/read-statements.js';
import type { Database } from '../../src/store/executor.js';
import { readLines } from '../../src/store/lines.js';
import { publishedRun, readRun } from '../../src/store/runs.js';
import { listStatements } from '../../src/store/statements.js';
import { readTeamAttainment } from '../../src/store/team-attainments.js';
import { emptyDatabase } from '../databases/sqlite.js';
import { DATA, importAll, loadedDatabase, RULES, temporaryFolder } from './temporary-company.js';

async function calculated(db: Database, through = '2026-05-01'): Promise<RunReport> {
  const done = await calculateRun(db, { through, actor: 'local' });
  if (!done.ok) throw new Error(JSON.stringify(done.problems));
  return done.value;
}

/** Earned, became payable, held at the end, paid and carried, in cents, by payee and period. */
async function totals(db: Database): Promise<readonly string[]> {
  const statements = await listStatements(db, EVERY_PAYEE);
  return statements.map(({ payee, period, totals: { earned, payable, held, paid, carried } }) =>
    [payee, period, earned, payable, held, paid, carried].join(' '),
  );
}

async function documents(db: Database): Promise<readonly string[]> {
  const listed = await listStatements(db, EVERY_PAYEE);
  const found = await Promise.all(
    listed.map(({ payee, period }) => readStatements(db, EVERY_PAYEE, payee, period)),
  );
  return found.flat().map((statement) => JSON.stringify(statement));
}

/** Files with the rows of the company's own in reverse. */
function reversedData(): string {
  const folder = temporaryFolder();
  for (const name of readdirSync(DATA)) {
    const [header = '', ...rows] = readFileSync(join(DATA, name), 'utf8').trimEnd().split('\n');
    writeFileSync(join(folder, name), `${[header, ...rows.reverse()].join('\n')}\n`);
  }
  return folder;
}

function fileOf(name: string, text: string): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, text);
  return file;
}

describe('a run over everybody', () => {
  it('writes a statement for every payee and pay period, with balances that carry on', async () => {
    const db = await loadedDatabase();
    expect(await calculated(db)).toMatchObject({
      run: 1,
      change: 2,
      through: '2026-04-30',
      payees: 3,
      statements: 12,
      incomplete: 0,
      lines: 11,
      problems: [],
      warnings: [],
    });
    expect(await totals(db)).toEqual([
      'ada 2026-01 600000 300000 300000 300000 0',
      'ada 2026-02 0 300000 0 300000 0',
      'ada 2026-03 350000 175000 175000 175000 0',
      // The cancelled deal is taken back, and what was paid on it is carried until it is made up.
      'ada 2026-04 -600000 -600000 175000 0 -600000',
      'bo 2026-01 0 0 0 0 0',
      'bo 2026-02 800000 400000 400000 400000 0',
      'bo 2026-03 425000 312500 512500 312500 0',
      'bo 2026-04 0 0 512500 0 0',
      'mia 2026-01 60000 60000 0 60000 0',
      'mia 2026-02 105000 105000 0 105000 0',
      'mia 2026-03 645000 645000 0 645000 0',
      'mia 2026-04 -60000 -60000 0 0 -60000',
    ]);
  });

  it('stores lines that sum to what each statement earned, with the plan that made them', async () => {
    const db = await loadedDatabase();
    await calculated(db);
    for (const { payee, period, totals: sums } of await listStatements(db, EVERY_PAYEE)) {
      const own = await readLines(db, EVERY_PAYEE, { payee, period });
      expect(own.reduce((sum, { line }) => sum + line.amount, 0n)).toBe(sums.earned);
    }
    const lines = (
      await Promise.all(['ada', 'bo', 'mia'].map((payee) => readLines(db, EVERY_PAYEE, { payee })))
    ).flat();
    expect(
      lines.map(
        ({ entitlement: { number, plan, component }, period, line }) =>
          `${number} ${plan} ${component} ${line.windowFrom} ${period.id}.${line.number}`,
      ),
    ).toEqual([
      '0 account-executive new-business 2026-01-01 2026-01.1',
      '0 account-executive new-business 2026-01-01 2026-03.1',
      '0 account-executive new-business 2026-01-01 2026-04.1',
      '1 account-executive new-business 2026-01-01 2026-02.1',
      '1 account-executive new-business 2026-01-01 2026-03.1',
      '2 sales-manager override 2026-01-01 2026-01.1',
      '2 sales-manager override 2026-01-01 2026-02.1',
      '2 sales-manager override 2026-01-01 2026-02.2',
      '2 sales-manager override 2026-01-01 2026-03.1',
      '3 sales-manager team-bonus 2026-01-01 2026-03.2',
      '2 sales-manager override 2026-01-01 2026-04.1',
    ]);
  });

  it('gives the attainment of every team at every month end, pooled and on average', async () => {
    const db = await loadedDatabase();
    await calculated(db);
    const attainments = await readTeamAttainment(db, EVERY_PAYEE, 'north');
    expect(
      attainments.map(({ measure, at, pooled, average, status }) => [measure, at, pooled, average, status]),
    ).toEqual([
      ['new-acv', '2026-01-31', '0.3', '0.3', 'complete'],
      ['new-acv', '2026-02-28', '0.7', '0.7', 'complete'],
      ['new-acv', '2026-03-31', '1.05', '1.05', 'complete'],
      ['new-acv', '2026-04-30', '0', '0', 'complete'],
    ]);
    expect(JSON.parse(attainments[2]?.document ?? '')).toEqual({
      team: 'north',
      name: 'North',
      measure: 'new-acv',
      unit: 'money',
      currency: 'USD',
      window: { from: '2026-01-01', to: '2026-04-01' },
      at: '2026-03-31',
      status: 'complete',
      pooled: {
        credited: '210000.00',
        quota: '200000.00',
        ownQuota: false,
        attainment: '1.05',
        distance: '-10000.00',
      },
      average: '1.05',
      members: [
        {
          payee: 'ada',
          name: 'Ada Byron',
          days: 90,
          credited: '95000.00',
          quota: '100000.00',
          attainment: '0.95',
        },
        {
          payee: 'bo',
          name: 'Bo Lind',
          days: 90,
          credited: '115000.00',
          quota: '100000.00',
          attainment: '1.15',
        },
      ],
      withoutQuota: [],
    });
  });

  it('gives the same bytes whatever the order of the rows that were imported', async () => {
    const db = await loadedDatabase();
    await calculated(db);
    const other = await emptyDatabase();
    await publishRules(other, RULES, { actor: 'local' });
    await importAll(other, [reversedData()]);
    await calculated(other);
    expect(await documents(other)).toEqual(await documents(db));
    expect((await publishedRun(other))?.inputsHash).toBe((await publishedRun(db))?.inputsHash);
  });

  it('names the hash of what a payee is credited: it changes with the own deals, and for the manager too', async () => {
    const db = await loadedDatabase();
    const hashes = async () => {
      await calculated(db);
      const march = (await documents(db)).map((document) => JSON.parse(document));
      return new Map(march.map(({ payee, madeFrom }) => [payee.id, madeFrom.inputsHash]));
    };
    const withDeal = async (figures: string) => {
      const text = `id,account,closeDate,type,acv,tcv,stage\nD-3,Calloway,2026-02-14,new,${figures},won\n`;
      await importAll(db, [fileOf('deals.csv', text)]);
      return hashes();
    };
    const before = await hashes();
    const after = await withDeal('81000,81000');
    expect(after.get('ada')).toBe(before.get('ada'));
    expect(after.get('bo')).not.toBe(before.get('bo'));
    expect(after.get('mia')).not.toBe(before.get('mia'));
    // The whole value decides how much of it cash releases, and the manager is paid without waiting for cash.
    const worthMore = await withDeal('81000,90000');
    expect(worthMore.get('bo')).not.toBe(after.get('bo'));
    expect(worthMore.get('mia')).toBe(after.get('mia'));
    expect(await withDeal('80000,80000')).toEqual(before);
  });

  it('shows the latest run only, keeps the one before and prunes the others', async () => {
    const db = await loadedDatabase();
    await calculated(db, '2026-02-01');
    await calculated(db, '2026-03-01');
    expect((await calculated(db, '2026-04-01')).run).toBe(3);
    expect(await publishedRun(db)).toMatchObject({ id: 3, through: '2026-03-31', actor: 'local' });
    expect((await listStatements(db, EVERY_PAYEE)).length).toBe(9);
    expect((await readRun(db, 1))?.status).toBe('pruned');
    expect((await readRun(db, 2))?.status).toBe('superseded');
  });

  it('calculates part of a period as far as it is known', async () => {
    const db = await loadedDatabase();
    await calculated(db, '2026-02-15');
    const [statement] = await readStatements(db, EVERY_PAYEE, 'bo', '2026-02');
    expect(statement).toMatchObject({
      asOf: '2026-02-14',
      balances: { earned: '8000.00' },
    });
  });

  it('tells how far it has come', async () => {
    const db = await loadedDatabase();
    const heard: string[] = [];
    const onProgress = ({ payeesDone, payeesTotal }: { payeesDone: number; payeesTotal: number }) =>
      heard.push(`${payeesDone} of ${payeesTotal}`);
    await calculateRun(db, { through: '2026-02-01', actor: 'local', onProgress });
    expect(heard).toEqual(['3 of 3']);
  });
});

describe('a run that is called off or fails', () => {
  it('shows nothing where that comes before its results are shown, and goes to its end from then on', async () => {
    const db = await loadedDatabase();
    const asked = { through: '2026-05-01', actor: 'local', full: true };
    const early = new AbortController();
    const settle = vi.fn(() => () => undefined);
    const onProgress = () => early.abort(new Error('called off'));
    const calledOff = calculateRun(db, { ...asked, signal: early.signal, onProgress, settle });
    await expect(calledOff).rejects.toThrow('called off');
    expect(settle).not.toHaveBeenCalled();
    expect(await publishedRun(db)).toBeNull();
    expect((await readRun(db, 1))?.status).toBe('failed');

    const late = new AbortController();
    const abort = () => {
      late.abort(new Error('too late'));
      return () => undefined;
    };
    const done = await calculateRun(db, { ...asked, signal: late.signal, settle: abort });
    expect(done).toMatchObject({ ok: true, value: { run: 2, statements: 12 } });
    expect(await publishedRun(db)).toMatchObject({ id: 2, status: 'published' });
    // Nobody who has called it off waits for room to be made.
    expect((await readRun(db, 1))?.status).toBe('failed');
  });

  it('is settled while few are brought up to date, and opened again where everybody is calculated', async () => {
    const db = await loadedDatabase();
    const heard: string[] = [];
    const settle = () => {
      heard.push('settled');
      return () => void heard.push('opened');
    };
    const onProgress = () => heard.push('calculated');
    const run = () => calculateRun(db, { through: '2026-05-01', actor: 'local', settle, onProgress });
    await run();
    expect(heard.splice(0)).toEqual(['settled', 'opened', 'calculated', 'settled']);
    await importAll(db, [fileOf('deals.csv', 'id,closeDate,acv,stage\nN3,2026-01-01,100,qualified\n')]);
    expect(await run()).toMatchObject({ ok: true, value: { run: 1, recalculated: 0 } });
    expect(heard).toEqual(['settled']);
  });

  it('tells what went wrong first, also where it cannot be given up', async () => {
    const db = await loadedDatabase();
    await db.write(({ connection }) =>
      connection.run(
        `create trigger stuck before update of status on run when new.status = 'failed'
         begin select raise(abort, 'it cannot be given up'); end`,
        [],
      ),
    );
    const onProgress = () => {
      throw new Error('the first cause');
    };
    const run = calculateRun(db, { through: '2026-05-01', actor: 'local', onProgress });
    await expect(run).rejects.toThrow('the first cause');
  });

  it('that was given up by others while it went on ends with that, and leaves nothing', async () => {
    const db = await loadedDatabase();
    await db.write(({ connection }) =>
      connection.run(
        `create trigger given_up after insert on run_period
         begin update run set status = 'failed' where id = new.run; end`,
        [],
      ),
    );
    await expect(calculateRun(db, { through: '2026-05-01', actor: 'local' })).rejects.toThrow(
      'Run 1 is failed: only a run that is still running can be written.',
    );
    const left = await db.read(({ connection }) =>
      connection.rows('select count(*) from shard union all select count(*) from line', []),
    );
    expect(left).toEqual([[0n], [0n]]);
  });
});

describe('a run over data in which something is missing', () => {
  async function withCy(): Promise<Database> {
    const db = await loadedDatabase();
    await importAll(db, [
      fileOf('payees.csv', 'id,name\ncy,Cy Arden\n'),
      fileOf('memberships.csv', 'team,payee,as,from\nnorth,cy,member,2026-01-01\n'),
      fileOf('assignments.csv', 'payee,plan,from\ncy,account-executive,2026-04-01\n'),
    ]);
    return db;
  }

  it('calculates the others, and marks the payee and every team total that contains them', async () => {
    const db = await withCy();
    const report = await calculated(db);
    expect(report).toMatchObject({ statements: 13, incomplete: 1 });
    expect(report.problems.map(({ payee, problem: { code } }) => [payee, code])).toEqual([
      ['cy', 'missing-quota'],
    ]);
    const [own] = await listStatements(db, EVERY_PAYEE, { payee: 'cy' });
    expect(own).toMatchObject({ period: '2026-04', status: 'incomplete' });
    expect(await listStatements(db, EVERY_PAYEE, { payee: 'ada', status: 'incomplete' })).toEqual([]);
    const attainments = await readTeamAttainment(db, EVERY_PAYEE, 'north');
    expect(attainments.map(({ at, status }) => [at, status])).toEqual([
      ['2026-01-31', 'complete'],
      ['2026-02-28', 'complete'],
      ['2026-03-31', 'complete'],
      ['2026-04-30', 'incomplete'],
    ]);
  });

  it('warns of a won deal that nobody holds a share of, once it is closed', async () => {
    const db = await loadedDatabase();
    await importAll(db, [
      fileOf(
        'deals.csv',
        'id,closeDate,acv,stage\nN1,2026-04-30,100,won\nN2,2026-05-01,100,won\nN3,2026-01-01,100,qualified\nN4,2026-01-01,100,\n',
      ),
    ]);
    const { warnings } = await calculated(db);
    expect(warnings).toEqual(
      [
        ['N1', '2026-04-30'],
        ['N4', '2026-01-01'],
      ].map(([id, closeDate]) => ({
        code: 'missing-split',
        severity: 'warning',
        message: `nobody holds a share of the deal, which was won on ${closeDate}`,
        subject: `deal ${id}`,
        hint: 'load it in splits.csv',
      })),
    );
  });

  it('fails without rules, and leaves no run', async () => {
    const db = await emptyDatabase();
    const done = await calculateRun(db, { through: '2026-05-01', actor: 'local' });
    expect(done.ok).toBe(false);
    expect(done.problems).toMatchObject([{ code: 'company-file-missing' }]);
    expect(await readRun(db, 1)).toBeNull();
  });

  it('has nothing to say without payees', async () => {
    const db = await emptyDatabase();
    await publishRules(db, RULES, { actor: 'local' });
    expect(await calculated(db)).toMatchObject({ payees: 0, statements: 0, lines: 0, teamAttainments: 0 });
  });
});
