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

  it('refuses what is no period', async () => {
    const folder = await madeFolder();
    const { exitCode, error } = await attain(folder, 'calculate', '--through', 'March', '--rules', RULES);
    expect(exitCode).toBe(2);
    expect(error).toBe(
      'error: --through March is no period and no day\n  hint: write 2026-03, 2026-Q1, 2026 or 2026-03-31\n',
    );
  });
});
