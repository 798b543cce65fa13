import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE, payeesAlone } from '../../src/access/scope.js';
import { lineId } from '../../src/ledger/line-id.js';
import { calculateRun } from '../../src/runs/calculate-run.js';
import {
  explainLineOf,
  explainStatementLine,
  type LineExplanationDocument,
} from '../../src/runs/explain-statement-line.js';
import { publishRules } from '../../src/runs/publish-rules.js';
import { readStatements } from '../../src/runs/read-statements.js';
import { recalculatePayee } from '../../src/runs/recalculate-payee.js';
import type { Database } from '../../src/store/executor.js';
import { readLines } from '../../src/store/lines.js';
import { publishedRun } from '../../src/store/runs.js';
import { listStatements } from '../../src/store/statements.js';
import { emptyDatabase } from '../databases/sqlite.js';
import { DATA, importAll, loadedDatabase, RULES, temporaryFolder } from './temporary-company.js';

const calculateAll = (db: Database) => calculateRun(db, { through: '2026-05-01', actor: 'local' });

async function calculatedDatabase(): Promise<Database> {
  const db = await loadedDatabase();
  await calculateAll(db);
  return db;
}

async function importText(db: Database, name: string, text: string): Promise<void> {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, text);
  await importAll(db, [file]);
}

/** Every line of every statement, explained; each payee is calculated again once. */
async function explainedAll(db: Database) {
  const run = await publishedRun(db);
  if (run === null) throw new Error('a published run is needed');
  const explained: (LineExplanationDocument | null)[] = [];
  for (const { payee, period } of await listStatements(db, EVERY_PAYEE)) {
    const again = await recalculatePayee(db, run, payee);
    if (again === null) throw new Error(`${payee} was not in the run`);
    for (const statement of await readStatements(db, EVERY_PAYEE, payee, period)) {
      const lines = statement.components.flatMap((each) => each.lines);
      explained.push(...lines.map(({ id }) => explainLineOf(statement, id, again)));
    }
  }
  return explained;
}

describe('explaining a line', () => {
  it('gives exactly what is stored, for every line', async () => {
    const explained = await explainedAll(await calculatedDatabase());
    expect(explained.length).toBe(11);
    expect(explained.filter((each) => each?.equalsStored !== true)).toEqual([]);
  });

  it('lists the slices of a deal that crosses a tier', async () => {
    const explained = await explainStatementLine(await calculatedDatabase(), EVERY_PAYEE, 'bo.2026-03.1');
    expect(explained).toMatchObject({ payee: 'bo', period: '2026-03', currency: 'USD', total: '4250.00' });
    expect(explained?.leaves.map(({ amount }) => amount)).toEqual(['2000.00', '2250.00']);
    expect(explained?.line.deal).toBe('D-2');
  });

  it("reads a team's average from deals of others", async () => {
    const explained = await explainStatementLine(await calculatedDatabase(), EVERY_PAYEE, 'mia.2026-03.2');
    expect(explained).toMatchObject({ total: '5750.00', equalsStored: true });
    expect(explained?.sentences.join(' ')).toContain('105%');
  });

  it('subtracts what was posted before where a line corrects an earlier one', async () => {
    const db = await loadedDatabase();
    await importText(db, 'amendments.csv', 'deal,id,date,kind,amount\nD-3,A-9,2026-03-20,amendment,-30000\n');
    await calculateAll(db);
    const lines = await readLines(db, EVERY_PAYEE, { payee: 'bo', period: '2026-03', deal: 'D-3' });
    expect(lines.map(({ line }) => line.amount)).toEqual([-300_000n]);
    const number = lines[0]?.line.number ?? 0;
    const id = lineId({ payee: 'bo', period: '2026-03', number });
    const explained = await explainStatementLine(db, EVERY_PAYEE, id);
    expect(explained).toMatchObject({ total: '-3000.00', equalsStored: true });
    expect(explained?.leaves.map(({ amount }) => amount)).toEqual(['5000.00', '-8000.00']);
    expect(explained?.leaves.at(-1)?.text).toBe('less what was posted before, first in 2026-02');
  });

  it('takes back what was posted where nothing is due any more', async () => {
    const db = await loadedDatabase();
    await importText(db, 'amendments.csv', 'deal,id,date,kind,amount\nD-3,A-9,2026-03-20,cancellation,\n');
    await calculateAll(db);
    const explained = await explainedAll(db);
    expect(explained.filter((each) => each?.equalsStored !== true)).toEqual([]);
    const taken = explained.find(
      (each) => each?.period === '2026-03' && each.line.deal === 'D-3' && each.payee === 'bo',
    );
    expect(taken?.total).toBe('-8000.00');
    expect(taken?.leaves.at(-1)).toEqual({
      text: 'less what was posted before, first in 2026-02',
      amount: '-8000.00',
    });
  });

  it('explains what is shown, from the data of then, after that data was corrected', async () => {
    const db = await calculatedDatabase();
    const before = await explainStatementLine(db, EVERY_PAYEE, 'bo.2026-02.1');
    await importText(
      db,
      'deals.csv',
      'id,account,closeDate,type,acv,tcv,stage\nD-3,Calloway,2026-02-14,new,1,1,won\n',
    );
    expect(await explainStatementLine(db, EVERY_PAYEE, 'bo.2026-02.1')).toEqual(before);
    await calculateAll(db);
    expect((await explainStatementLine(db, EVERY_PAYEE, 'bo.2026-02.1'))?.total).toBe('0.10');
  });

  it('knows no line that there is not, nor one outside the scope, nor any before the first run', async () => {
    const db = await calculatedDatabase();
    expect(await explainStatementLine(db, EVERY_PAYEE, 'bo.2026-03.99')).toBeNull();
    const adaOnly = payeesAlone('ada');
    expect(await explainStatementLine(db, adaOnly, 'bo.2026-03.1')).toBeNull();
    expect((await explainStatementLine(db, adaOnly, 'ada.2026-03.1'))?.total).toBe('3500.00');
    expect(await explainStatementLine(await loadedDatabase(), EVERY_PAYEE, 'ada.2026-03.1')).toBeNull();
  });

  it('tells apart two versions of a plan that pay by close date in the same window', async () => {
    const rules = temporaryFolder();
    mkdirSync(join(rules, 'plans'));
    cpSync(join(RULES, 'company.yaml'), join(rules, 'company.yaml'));
    for (const [from, to, target] of [
      ['2026-01-01', '2026-03-01', '1000'],
      ['2026-03-01', '2027-01-01', '2000'],
    ] as const) {
      writeFileSync(join(rules, 'plans', `${from}.yaml`), closeDatePlan(from, to, target));
    }
    const db = await emptyDatabase();
    const published = await publishRules(db, rules, { actor: 'local' });
    expect(published.problems).toEqual([]);
    await importAll(db, [DATA]);
    await calculateAll(db);
    const explained = (await explainedAll(db)).filter((each) => each?.payee === 'ada');
    expect(explained.filter((each) => each?.equalsStored !== true)).toEqual([]);
    expect(explained.length).toBeGreaterThan(1);
  });
});

function closeDatePlan(from: string, to: string, target: string): string {
  return `language: 1
plan: account-executive
effective: { from: ${from}, to: ${to} }
governedBy: closeDate
currency: USD
payFrequency: monthly
measures:
  new-acv: { basis: collected, credit: { roles: [owner] }, window: quarter }
components:
  bonus:
    measure: new-acv
    bonus:
      target: ${target}
      over: { attainment: new-acv, of: self }
      curve: interpolated
      beyond: linear
      points: [ { at: 0%, pays: 0% }, { at: 100%, pays: 100% } ]
`;
}
