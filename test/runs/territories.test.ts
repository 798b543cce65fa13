import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE } from '../../src/access/scope.js';
import type { Statement } from '../../src/ledger/statement.js';
import { calculateRun, type RunReport } from '../../src/runs/calculate-run.js';
import { explainDeal } from '../../src/runs/explain-deal.js';
import { explainStatementLine } from '../../src/runs/explain-statement-line.js';
import { linesOfDeal } from '../../src/runs/lines-of-deal.js';
import { publishRules, rulesDiffer } from '../../src/runs/publish-rules.js';
import { readStatements } from '../../src/runs/read-statements.js';
import type { Database } from '../../src/store/executor.js';
import { readRuleFiles } from '../../src/store/rule-files.js';
import { listStatements } from '../../src/store/statements.js';
import { emptyDatabase } from '../databases/sqlite.js';
import { DATA, importAll, loadedDatabase, RULES, temporaryFolder } from './temporary-company.js';

/** The shares of the company's splits.csv, as territories. */
const AS_SPLITS = `language: 1
match: first
territories:
  ada-alone:
    when: { all: [ { fact: account, operator: in, value: [Aldermoor, Dunmore] } ] }
    assigned: [ { payee: ada, role: owner, share: 100% } ]
  shared:
    when: { all: [ { fact: account, operator: equal, value: Brightwater } ] }
    assigned:
      - { payee: ada, role: owner, share: 50% }
      - { payee: bo, role: owner, share: 50% }
  everything-else:
    assigned: [ { payee: bo, role: owner, share: 100% } ]
`;

function rulesWith(territories: string): string {
  const folder = join(temporaryFolder(), 'rules');
  cpSync(RULES, folder, { recursive: true });
  writeFileSync(join(folder, 'territories.yaml'), territories);
  return folder;
}

/** The company with territories and without any split, and what else comes in. */
async function companyWith(
  territories: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Database> {
  const db = await emptyDatabase();
  const published = await publishRules(db, rulesWith(territories), { actor: 'local' });
  expect(published.problems).toEqual([]);
  const data = join(temporaryFolder(), 'data');
  cpSync(DATA, data, { recursive: true });
  rmSync(join(data, 'splits.csv'));
  for (const [name, content] of Object.entries(more)) writeFileSync(join(data, name), content);
  await importAll(db, [data]);
  return db;
}

async function calculated(db: Database, through = '2026-05-01'): Promise<RunReport> {
  const done = await calculateRun(db, { through, actor: 'local' });
  if (!done.ok) throw new Error('not calculated');
  return done.value;
}

/** All statements without what says where they come from. */
async function figures(db: Database): Promise<readonly unknown[]> {
  const summaries = await listStatements(db, EVERY_PAYEE, {});
  const found: Statement[] = [];
  for (const { payee, period } of summaries)
    found.push(...(await readStatements(db, EVERY_PAYEE, payee, period)));
  return found.map(({ payee, period, components, madeFrom }) => ({
    payee,
    period,
    components,
    inputs: madeFrom.inputsHash,
  }));
}

describe('territories', () => {
  it('pay exactly what the same splits pay when they are loaded, from the same inputs', async () => {
    const [loaded, given] = [await loadedDatabase(), await companyWith(AS_SPLITS)];
    const reports = [await calculated(loaded), await calculated(given)];
    expect(reports.map(({ warnings }) => warnings)).toEqual([[], []]);
    expect(await figures(given)).toEqual(await figures(loaded));
    expect((await figures(given)).length).toBeGreaterThan(4);
  });

  it('are published with the other rule files, and runs name what they were made from', async () => {
    const [loaded, given] = [await loadedDatabase(), await companyWith(AS_SPLITS)];
    const files = await readRuleFiles(given);
    expect(files.map(({ path, kind, plan }) => [path, kind, plan])).toContainEqual([
      'territories.yaml',
      'territories',
      null,
    ]);
    const [without, withThem] = [await calculated(loaded), await calculated(given)];
    expect(withThem.rulesHash).not.toBe(without.rulesHash);
    expect(await rulesDiffer(given, RULES)).toBe(true);
    expect(await rulesDiffer(given, rulesWith(AS_SPLITS))).toBe(false);
    expect(await rulesDiffer(given, rulesWith(AS_SPLITS.replace('100%', '100.0%')))).toBe(true);
    const removed = await publishRules(given, RULES, { actor: 'local' });
    expect(removed.ok && removed.value.change).not.toBeNull();
    expect((await calculated(given)).rulesHash).toBe(without.rulesHash);
  });

  it('are not published while anything is wrong with them, wherever it is', async () => {
    const db = await emptyDatabase();
    const published = await publishRules(db, rulesWith(AS_SPLITS.replace('50%', '40%')), { actor: 'local' });
    expect(published.problems.map(({ code, location }) => [code, location?.line])).toEqual([
      ['split-total', 9],
    ]);
    expect(await readRuleFiles(db)).toEqual([]);
  });

  it('are named where a deal and its lines are explained', async () => {
    const db = await companyWith(AS_SPLITS);
    await calculated(db);
    const explained = await explainDeal(db, EVERY_PAYEE, 'D-2');
    expect(explained?.splits).toEqual([
      { payee: 'ada', role: 'owner', share: '50%', from: null, to: null, territory: 'shared' },
      { payee: 'bo', role: 'owner', share: '50%', from: null, to: null, territory: 'shared' },
    ]);
    expect(explained?.payees.map(({ payee }) => payee)).toEqual(['ada', 'bo', 'mia']);
    expect(explained?.payees[0]?.crediting.some(({ credited }) => credited)).toBe(true);
    const lines = await linesOfDeal(db, EVERY_PAYEE, 'D-2');
    expect([...new Set(lines.map(({ entitlement }) => entitlement.payee))]).toEqual(['ada', 'bo', 'mia']);
    const [first] = await readStatements(db, EVERY_PAYEE, 'ada', '2026-01');
    const line = await explainStatementLine(db, EVERY_PAYEE, first?.components[0]?.lines[0]?.id ?? '');
    expect(line?.equalsStored).toBe(true);
  });

  it('leave a deal to the splits that are loaded for it', async () => {
    const split = 'deal,payee,role,share\nD-2,bo,owner,100%\n';
    const db = await companyWith(AS_SPLITS, { 'splits.csv': split });
    await calculated(db);
    expect((await explainDeal(db, EVERY_PAYEE, 'D-2'))?.splits).toEqual([
      { payee: 'bo', role: 'owner', share: '100%', from: null, to: null, territory: null },
    ]);
  });
});

describe('a run with territories warns', () => {
  const deals = (rows: string) => ({ 'deals.csv': `id,account,closeDate,termMonths,acv,stage\n${rows}` });
  const subset = (warnings: RunReport['warnings']) =>
    warnings.map(({ code, subject, message }) => `${code}, ${subject}: ${message}`);

  /** What a company is warned of that has these deals and nothing that hangs on others. */
  async function warned(territories: string, rows: string): Promise<readonly string[]> {
    const none = {
      'amendments.csv': '',
      'applications.csv': '',
      'invoice-lines.csv': '',
      'receipts.csv': '',
    };
    const db = await emptyDatabase();
    const published = await publishRules(db, rulesWith(territories), { actor: 'local' });
    expect(published.problems).toEqual([]);
    const data = join(temporaryFolder(), 'data');
    cpSync(DATA, data, { recursive: true });
    for (const name of ['splits.csv', ...Object.keys(none)]) rmSync(join(data, name));
    for (const [name, content] of Object.entries(deals(rows))) writeFileSync(join(data, name), content);
    await importAll(db, [data]);
    return subset((await calculated(db)).warnings);
  }

  const accounts = (id: string, names: string, assigned: string) =>
    `  ${id}:\n    when: { all: [ { fact: account, operator: in, value: [${names}] } ] }\n    assigned: [ ${assigned} ]\n`;
  const ADA = '{ payee: ada, role: owner, share: 100% }';
  const BO = '{ payee: bo, role: owner, share: 100% }';
  const first = (...list: readonly string[]) => `language: 1\nmatch: first\nterritories:\n${list.join('')}`;

  it('of deals that nobody gets, and of those that two rules claim', async () => {
    const given = first(
      accounts('one', 'A, B', ADA),
      accounts('two', 'B, C', BO),
      accounts('three', 'B', BO),
    );
    const rows =
      'D-1,A,2026-01-10,,1,won\nD-2,B,2026-01-10,,1,won\nD-3,C,2026-01-10,,1,won\nD-4,D,2026-01-10,,1,won\nD-5,B,2026-05-01,,1,won\n';
    expect(await warned(given, rows)).toEqual([
      'missing-split, deal D-4: nobody holds a share of the deal, which was won on 2026-01-10',
      'claimed-twice, deal D-2: one takes the deal as owner, and two and three claim it too',
    ]);
  });

  it('of days of a contract on which a territory is vacant', async () => {
    const left = '{ payee: ada, role: owner, share: 100%, to: 2026-03-01 }';
    const given = first(accounts('one', 'A', left), accounts('rest', 'B', ADA));
    const rows =
      'D-1,A,2026-02-28,,1,won\nD-2,A,2026-03-01,,1,won\nD-3,A,2026-02-01,1,1,won\nD-4,A,2026-02-02,1,1,won\n';
    expect(await warned(given, rows)).toEqual([
      'missing-split, deal D-2: nobody holds it as owner on 2026-03-01',
      'missing-split, deal D-4: nobody holds it as owner on 2026-03-01',
    ]);
  });

  it('of shares of all territories together that are not the whole', async () => {
    const part = (payee: string, share: string) => `{ payee: ${payee}, role: owner, share: ${share} }`;
    const given = first(
      accounts('by-region', 'A, B, C', part('ada', '60%')),
      accounts('by-industry', 'B', part('bo', '40%')),
      accounts('by-size', 'C', part('bo', '50%')),
    ).replace('first', 'all');
    const rows = 'D-1,A,2026-01-10,,1,won\nD-2,B,2026-01-10,,1,won\nD-3,C,2026-01-10,,1,won\n';
    expect(await warned(given, rows)).toEqual([
      'split-total, deal D-1: the shares of owner sum to 60% on 2026-01-10',
      'split-total, deal D-3: the shares of owner sum to 110% on 2026-01-10',
    ]);
  });

  it('of who is assigned and is not loaded', async () => {
    const given = first(accounts('one', 'A', '{ payee: nobody, role: owner, share: 100% }'));
    expect(await warned(given, 'D-1,A,2026-01-10,,1,won\n')).toEqual([
      'unknown-reference, territory one: there is no payee nobody, to whom deals are given',
    ]);
  });
});
