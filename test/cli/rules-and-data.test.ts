import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { attain, DATA, RULES, workFolder } from './attain.js';

async function madeFolder(): Promise<string> {
  const folder = workFolder();
  await attain(folder, 'init');
  return folder;
}

/** A folder whose rules/ has a text replaced in the account executives' plan. */
function withEditedRules(folder: string, from: string, to: string): void {
  cpSync(RULES, join(folder, 'rules'), { recursive: true });
  const plan = join(folder, 'rules', 'plans', 'account-executive.yaml');
  writeFileSync(plan, readFileSync(plan, 'utf8').replace(from, to));
}

describe('attain init', () => {
  it('makes the database in its folder, and leaves one that is there', async () => {
    const folder = workFolder();
    expect(await attain(folder, 'init')).toMatchObject({ exitCode: 0 });
    expect(existsSync(join(folder, '.attain', 'attain.sqlite'))).toBe(true);
    expect((await attain(folder, 'init')).out).toBe('The database .attain/attain.sqlite is up to date.\n');
  });

  it('takes another file for the database', async () => {
    const folder = workFolder();
    expect(JSON.parse((await attain(folder, 'init', '--database', 'here/x.sqlite', '--json')).out)).toEqual({
      database: 'here/x.sqlite',
      created: true,
    });
    expect(existsSync(join(folder, 'here', 'x.sqlite'))).toBe(true);
  });

  it('refuses a file that is no database without a stack', async () => {
    const folder = workFolder();
    writeFileSync(join(folder, 'notes.txt'), 'This file is text, and no database at all.\n'.repeat(100));
    const { exitCode, error } = await attain(folder, 'changes', '--database', 'notes.txt');
    expect(exitCode).toBe(1);
    expect(error).toBe('error: the file is not a database (file is not a database)\n');
  });
});

describe('attain check', () => {
  it('ends with 0 for sound rules, counting what was checked', async () => {
    expect(await attain(workFolder(), 'check', RULES)).toEqual({
      exitCode: 0,
      out: '2 plans and 2 examples checked: all is well.\n',
      error: '',
    });
  });

  it('ends with 1 for rules with an error, naming file, line and column', async () => {
    const folder = workFolder();
    withEditedRules(folder, 'tiers: marginal', 'tiers: marginl');
    const { exitCode, out } = await attain(folder, 'check');
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^rules\/plans\/account-executive\.yaml:\d+:\d+ error /);
    expect(out).toContain('did you mean marginal?');
    expect(out).toMatch(/\n1 error, 0 warnings\n\n2 plans and \d examples? checked: not sound\.\n$/);
  });

  it('gives all problems as JSON', async () => {
    const folder = workFolder();
    withEditedRules(folder, 'rate: 1x', 'rate: 8');
    const { exitCode, out } = await attain(folder, 'check', 'rules', '--json');
    expect(exitCode).toBe(1);
    const report = JSON.parse(out);
    expect(report.ok).toBe(false);
    expect(report.problems[0].location.file).toBe('rules/plans/account-executive.yaml');
  });

  it('ends with 2 where there is no such folder', async () => {
    expect(await attain(workFolder(), 'check', 'ruels')).toEqual({
      exitCode: 2,
      out: '',
      error: 'error: there is no folder ruels\n  hint: name the folder of the rule files\n',
    });
  });
});

describe('attain schema', () => {
  it('writes the schema of plan files', async () => {
    const folder = workFolder();
    expect(await attain(folder, 'schema')).toMatchObject({
      exitCode: 0,
      out: 'Wrote rules/plan.schema.json.\n',
    });
    const schema = JSON.parse(readFileSync(join(folder, 'rules', 'plan.schema.json'), 'utf8'));
    expect(Object.keys(schema.properties)).toContain('components');
  });
});

describe('attain import', () => {
  it('counts what it took, and takes nothing anew the second time', async () => {
    const folder = await madeFolder();
    const first = await attain(folder, 'import', DATA, '--rules', RULES, '--reason', 'go-live');
    expect(first.exitCode).toBe(0);
    expect(first.out).toMatch(/^Records +Read +New +Known +Corrected\npayees +3 +3 +0 +0\n/);
    expect(first.out).toMatch(/\n\nImported as change 1\.\n$/);
    const second = await attain(folder, 'import', DATA, '--rules', RULES);
    expect(second.out).toMatch(/\n\nAll of this was known already\.\n$/);
    expect((await attain(folder, 'changes', '--json')).out).toContain('"reason": "go-live"');
  });

  it('takes nothing where a row is wrong, and lists every bad row in a file', async () => {
    const folder = await madeFolder();
    writeFileSync(join(folder, 'payees.csv'), 'id,name,hireDate\nada,Ada,2026-02-30\nbo,,\n');
    const { exitCode, out } = await attain(folder, 'import', 'payees.csv', '--rules', RULES);
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^payees\.csv:2:9 error date-expected: /);
    expect(out).toMatch(
      /\n2 errors, 0 warnings\n\nNothing was imported\. All are listed in \.attain\/attain-import-problems\.csv\.\n$/,
    );
    expect(readFileSync(join(folder, '.attain', 'attain-import-problems.csv'), 'utf8')).toContain(
      'date-expected',
    );
    expect((await attain(folder, 'changes')).out).toBe('Nothing was changed yet.\n');
  });

  it('corrects a known key unless told to refuse, and keeps what it said', async () => {
    const folder = await madeFolder();
    await attain(folder, 'import', DATA, '--rules', RULES);
    writeFileSync(join(folder, 'payees.csv'), 'id,name\nada,Ada Lovelace\n');
    const refused = await attain(folder, 'import', 'payees.csv', '--rules', RULES, '--on-conflict', 'refuse');
    expect(refused.exitCode).toBe(1);
    expect(refused.out).toContain('error conflicting-record');
    const corrected = await attain(folder, 'import', 'payees.csv', '--rules', RULES, '--reason', 'marriage');
    expect(corrected.out).toContain('\n  payee ada\n');
    expect(corrected.exitCode).toBe(0);
    const history = (await attain(folder, 'history', 'payee', 'ada')).out;
    expect(history).toMatch(
      /\n\nChange 2, .* import by local: marriage\n {2}name: Ada Byron → Ada Lovelace\n/,
    );
  });

  it('needs a company file', async () => {
    const folder = await madeFolder();
    expect((await attain(folder, 'import', DATA)).error).toBe(
      'error: there is no company file in rules\n  hint: name the folder of the rule files with --rules\n',
    );
  });
});

describe('the company file of an import', () => {
  it('is the published one where rules/ says something else, with a note, until it is named', async () => {
    const folder = await madeFolder();
    await attain(folder, 'calculate', '--through', '2026-03', '--rules', RULES);
    withEditedRules(folder, 'title: ', 'title: Edited ');
    expect((await attain(folder, 'import', DATA)).error).toBe('');
    const company = join(folder, 'rules', 'company.yaml');
    writeFileSync(company, `${readFileSync(company, 'utf8')}# edited\n`);
    expect(await attain(folder, 'import', DATA)).toMatchObject({
      exitCode: 0,
      error: 'note: rules/company.yaml differs from what is published; read it with --rules rules\n',
    });
    expect((await attain(folder, 'import', DATA, '--rules', 'rules')).error).toBe('');
  });

  it('is looked for in no other folder than the one that is named', async () => {
    const folder = await madeFolder();
    await attain(folder, 'calculate', '--through', '2026-03', '--rules', RULES);
    expect((await attain(folder, 'import', DATA, '--rules', 'ruels')).error).toBe(
      'error: there is no company file in ruels\n  hint: name the folder of the rule files with --rules\n',
    );
  });
});

describe('attain rules', () => {
  const plan = 'plans/account-executive.yaml';
  async function publishedTwice(): Promise<string> {
    const folder = await madeFolder();
    await attain(folder, 'calculate', '--through', '2026-03', '--rules', RULES);
    withEditedRules(folder, 'title: ', 'title: Edited ');
    await attain(folder, 'calculate', '--through', '2026-03', '--rules', 'rules');
    return folder;
  }

  it('lists the files with the change that wrote each, as they are and as they stood', async () => {
    const folder = await publishedTwice();
    const when = '\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d';
    const lines = (change: number) => [
      'File +Plan +Hash +Change +When \\(UTC\\)',
      `company\\.yaml +[0-9a-f]{12} +1 +${when}`,
      `plans/account-executive\\.yaml +account-executive +[0-9a-f]{12} +${change} +${when}`,
      `plans/sales-manager\\.yaml +sales-manager +[0-9a-f]{12} +1 +${when}`,
    ];
    expect((await attain(folder, 'rules')).out).toMatch(new RegExp(`^${lines(2).join('\n')}\n$`));
    expect((await attain(folder, 'rules', '--as-of', '1')).out).toMatch(
      new RegExp(`^${lines(1).join('\n')}\n$`),
    );
  });

  it('gives the list as JSON', async () => {
    const { out } = await attain(await publishedTwice(), 'rules', '--json');
    expect(JSON.parse(out).map((each: { path: string; change: number }) => [each.path, each.change])).toEqual(
      [
        ['company.yaml', 1],
        [plan, 2],
        ['plans/sales-manager.yaml', 1],
      ],
    );
  });

  it('prints a file as it is and as it stood', async () => {
    const folder = await publishedTwice();
    expect((await attain(folder, 'rules', plan)).out).toBe(readFileSync(join(folder, 'rules', plan), 'utf8'));
    expect((await attain(folder, 'rules', plan, '--as-of', '1')).out).toBe(
      readFileSync(join(RULES, plan), 'utf8'),
    );
  });

  it('refuses a change and a file that there are not', async () => {
    const folder = await publishedTwice();
    expect(await attain(folder, 'rules', '--as-of', '3')).toMatchObject({
      exitCode: 2,
      error: 'error: there is no change 3\n  hint: the latest is 2; `attain changes` lists them\n',
    });
    expect((await attain(folder, 'rules', '--as-of', '0')).exitCode).toBe(2);
    expect((await attain(folder, 'rules', 'compny.yaml')).error).toBe(
      'error: there is no rule file compny.yaml as of change 2\n  hint: did you mean company.yaml?\n',
    );
  });

  it('says so before any are published', async () => {
    expect((await attain(await madeFolder(), 'rules')).out).toBe('No rule files were published by then.\n');
  });
});

describe('attain history', () => {
  it('takes the parts of a key in order or by name', async () => {
    const folder = await madeFolder();
    await attain(folder, 'import', DATA, '--rules', RULES);
    const inOrder = await attain(folder, 'history', 'quota', 'ada', '-', 'new-acv', '2026-01-01');
    expect(inOrder.out).toMatch(/^Change 1, .* import by local\n {2}payee: ada\n/);
    const byName = await attain(folder, 'history', 'quotas', 'payee=ada', 'quota=new-acv', 'from=2026-01-01');
    expect(byName.out).toBe(inOrder.out);
  });

  it('says which kind was probably meant, and what a key is made of', async () => {
    const folder = await madeFolder();
    expect((await attain(folder, 'history', 'dael', 'D-1')).error).toBe(
      'error: there is no kind of record called dael\n  hint: did you mean deal?\n',
    );
    expect((await attain(folder, 'history', 'deal', 'D-1', 'D-2')).error).toBe(
      'error: this is no key of a deal: D-1 D-2\n  hint: its key is id\n',
    );
    expect((await attain(folder, 'history', 'deal', 'D-1')).error).toBe('error: there is no deal D-1\n');
  });
});

describe('attain calculate', () => {
  it('publishes rules that changed, and says so', async () => {
    const folder = await madeFolder();
    await attain(folder, 'import', DATA, '--rules', RULES);
    const first = await attain(folder, 'calculate', '--through', '2026-03', '--rules', RULES);
    expect(first.out).toBe(
      [
        'Published the rule files as change 2.',
        'Calculated 3 payees through 2026-03-31:',
        '  9 statements with 9 lines, 0 of them incomplete',
        '  3 team attainments',
        '',
      ].join('\n'),
    );
    // Without a folder of rules, those that are published are used.
    const second = await attain(folder, 'calculate', '--through', '2026-02-14', '--json');
    expect(JSON.parse(second.out)).toMatchObject({
      publishedRules: null,
      through: '2026-02-14',
      statements: 6,
    });
  });

  it('calculates everybody with --full, where without it only few are concerned by what changed', async () => {
    const folder = await madeFolder();
    await attain(folder, 'import', DATA, '--rules', RULES);
    await attain(folder, 'calculate', '--through', '2026-03', '--rules', RULES);
    const calculatedAfter = async (deal: string, ...flags: readonly string[]) => {
      writeFileSync(join(folder, 'deals.csv'), `id,closeDate,acv,stage\n${deal},2026-02-01,100,qualified\n`);
      await attain(folder, 'import', 'deals.csv');
      const { out } = await attain(folder, 'calculate', '--through', '2026-03', '--json', ...flags);
      return JSON.parse(out);
    };
    expect(await calculatedAfter('N1')).toMatchObject({ run: 1, recalculated: 0 });
    const full = await calculatedAfter('N2', '--full');
    expect(full).toMatchObject({ run: 2, payees: 3 });
    expect(full).not.toHaveProperty('recalculated');
  });

  it('calculates nothing with rules that are not sound', async () => {
    const folder = await madeFolder();
    await attain(folder, 'import', DATA, '--rules', RULES);
    withEditedRules(folder, 'tiers: marginal', 'tiers: marginl');
    const { exitCode, error } = await attain(folder, 'calculate', '--through', '2026-03');
    expect(exitCode).toBe(1);
    expect(error).toMatch(/\n\nNothing was calculated\.\n$/);
    expect((await attain(folder, 'statements')).error).toContain('nothing is calculated yet');
  });

  it('ends with 1 when a statement is incomplete, and names the payee', async () => {
    const folder = await madeFolder();
    writeFileSync(join(folder, 'payees.csv'), 'id,name\ncy,Cy Arden\n');
    writeFileSync(join(folder, 'assignments.csv'), 'payee,plan,from\ncy,account-executive,2026-03-01\n');
    await attain(folder, 'import', 'payees.csv', 'assignments.csv', '--rules', RULES);
    const { exitCode, out } = await attain(folder, 'calculate', '--through', '2026-03', '--rules', RULES);
    expect(exitCode).toBe(1);
    expect(out).toContain('error missing-quota');
    expect(out).toContain('subject: payee cy');
    const statement = await attain(folder, 'statement', 'cy');
    expect(statement.exitCode).toBe(1);
    expect(statement.out).toContain('INCOMPLETE');
    expect((await attain(folder, 'statements', '--status', 'incomplete')).out).toMatch(/ incomplete\n$/);
  });

  it('uses the published rules where rules/ says something else, with a note, until it is named', async () => {
    const folder = await madeFolder();
    await attain(folder, 'import', DATA, '--rules', RULES);
    withEditedRules(folder, 'rate: 1x', 'rate: 1x');
    await attain(folder, 'calculate', '--through', '2026-03');
    const same = await attain(folder, 'calculate', '--through', '2026-03', '--json');
    expect(same.error).toBe('');
    withEditedRules(folder, 'title: ', 'title: Edited ');
    const { exitCode, out, error } = await attain(folder, 'calculate', '--through', '2026-03', '--json');
    expect(exitCode).toBe(0);
    expect(error).toBe('note: rules differs from what is published; publish it with --rules rules\n');
    expect(JSON.parse(out).publishedRules).toBeNull();
    const named = await attain(folder, 'calculate', '--through', '2026-03', '--json', '--rules', 'rules');
    expect(named.error).toBe('');
    expect(JSON.parse(named.out).publishedRules).toBe(3);
  });

  it('publishes nothing where --through is wrong', async () => {
    const folder = await madeFolder();
    const call = await attain(folder, 'calculate', '--through', '2026-Q5', '--rules', RULES);
    expect(call.exitCode).toBe(2);
    expect((await attain(folder, 'changes')).out).toBe('Nothing was changed yet.\n');
  });

  it('warns of won deals that nobody holds a share of, the first ten and their number', async () => {
    const folder = await madeFolder();
    const deals = Array.from({ length: 11 }, (_, at) => `N${at + 10},2026-02-01,new,100,won`);
    // Neither a deal that is not won nor one that closes later is missed by anybody.
    const others = ['N30,2026-02-01,new,100,qualified', 'N31,2026-04-01,new,100,won'];
    const text = ['id,closeDate,type,acv,stage', ...deals, ...others, ''].join('\n');
    writeFileSync(join(folder, 'deals.csv'), text);
    await attain(folder, 'import', DATA, '--rules', RULES);
    await attain(folder, 'import', 'deals.csv', '--rules', RULES);
    const { exitCode, out } = await attain(folder, 'calculate', '--through', '2026-03', '--rules', RULES);
    expect(exitCode).toBe(0);
    expect(out).toContain(
      [
        'warning missing-split: nobody holds a share of the deal, which was won on 2026-02-01',
        '  subject: deal N10',
        '  hint: load it in splits.csv',
        '',
      ].join('\n'),
    );
    expect(out).toContain('subject: deal N19\n');
    expect(out).toContain('\n... and 1 more\n0 errors, 11 warnings\n\nCalculated 3 payees');
    expect(out).not.toMatch(/deal N(20|30|31)/);
    const explained = await attain(folder, 'explain', '--deal', 'N10');
    expect(explained).toMatchObject({ exitCode: 0, error: '' });
    expect(explained.out).toContain('\nNobody holds a share of it.\n');
  });

  it('counts one payee, one statement and one team as one', async () => {
    const folder = await madeFolder();
    writeFileSync(join(folder, 'payees.csv'), 'id,name\ncy,Cy Arden\n');
    writeFileSync(join(folder, 'assignments.csv'), 'payee,plan,from\ncy,account-executive,2026-03-01\n');
    await attain(folder, 'import', 'payees.csv', 'assignments.csv', '--rules', RULES);
    const { out } = await attain(folder, 'calculate', '--through', '2026-03', '--rules', RULES);
    expect(out).toContain(
      'Calculated 1 payee through 2026-03-31:\n  1 statement with 0 lines, 1 of them incomplete\n',
    );
  });

  it('refuses what is no period', async () => {
    const folder = await madeFolder();
    const { exitCode, error } = await attain(folder, 'calculate', '--through', 'March', '--rules', RULES);
    expect(exitCode).toBe(2);
    expect(error).toBe(
      'error: --through March is no period and no day\n  hint: write 2026-03, 2026-Q1, 2026 or 2026-03-31\n',
    );
  });
});
