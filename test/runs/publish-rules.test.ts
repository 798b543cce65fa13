import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { publishRules, rulesState } from '../../src/runs/publish-rules.js';
import { readStoredRules } from '../../src/runs/stored-rules.js';
import { latestChange, listChanges } from '../../src/store/change.js';
import type { Database } from '../../src/store/executor.js';
import { readRuleFiles } from '../../src/store/rule-files.js';
import { emptyDatabase } from '../databases/sqlite.js';
import { RULES, temporaryFolder } from './temporary-company.js';

const publish = (db: Database, folder: string) => publishRules(db, folder, { actor: 'local' });

function editableRules(): { readonly folder: string; readonly plan: string } {
  const folder = join(temporaryFolder(), 'rules');
  cpSync(RULES, folder, { recursive: true });
  return { folder, plan: join(folder, 'plans', 'account-executive.yaml') };
}

function edit(file: string, from: string, to: string): void {
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
}

describe('publishing rules', () => {
  it('saves all files of a sound folder as one change', async () => {
    const db = await emptyDatabase();
    const published = await publish(db, RULES);
    expect(published.ok && published.value).toEqual({ change: 1, plans: 2, examples: 2 });
    const files = await readRuleFiles(db);
    expect(files.map(({ path, kind, plan }) => [path, kind, plan])).toEqual([
      ['company.yaml', 'company', null],
      ['plans/account-executive.yaml', 'plan', 'account-executive'],
      ['plans/sales-manager.yaml', 'plan', 'sales-manager'],
    ]);
    const [change] = await listChanges(db, { limit: 1 });
    expect(change).toMatchObject({ actor: 'local', command: 'publish rules' });
  });

  it('makes no change when the store has the very same files', async () => {
    const db = await emptyDatabase();
    await publish(db, RULES);
    const again = await publish(db, RULES);
    expect(again.ok && again.value.change).toBeNull();
    expect(await latestChange(db)).toBe(1);
  });

  it('saves nothing of a folder in which anything is wrong', async () => {
    const db = await emptyDatabase();
    const { folder, plan } = editableRules();
    edit(plan, 'rate: 1.5x', 'rate: 1.5');
    const published = await publish(db, folder);
    expect(published.ok).toBe(false);
    expect(published.problems.map(({ code }) => code)).toContain('percent-expected');
    expect(await readRuleFiles(db)).toEqual([]);
    expect(await latestChange(db)).toBe(0);
  });

  it('keeps what a file said before, to be read as of a change', async () => {
    const db = await emptyDatabase();
    const { folder, plan } = editableRules();
    await publish(db, folder);
    edit(plan, 'title: Account executive, 2026', 'title: Account executive');
    rmSync(join(folder, 'plans', 'sales-manager.yaml'));
    const published = await publish(db, folder);
    expect(published.ok && published.value.change).toBe(2);
    const titles = async (asOfChange: number) => {
      const rules = await readStoredRules(db, { asOfChange });
      return rules.ok ? rules.value.book.plans.map((each) => each.plan.title) : rules.problems;
    };
    expect(await titles(1)).toEqual(['Account executive, 2026', 'Sales manager, 2026']);
    expect(await titles(2)).toEqual(['Account executive']);
  });
});

describe('publishing rules that go by others', () => {
  it('is refused once these are not what is published any more', async () => {
    const db = await emptyDatabase();
    const { folder, plan } = editableRules();
    await publish(db, folder);
    const before = await readRuleFiles(db);
    edit(plan, 'title: Account executive, 2026', 'title: Account executive');
    await publish(db, folder);
    edit(plan, 'title: Account executive', 'title: AE');
    const options = { actor: 'local', expects: rulesState(before) };
    expect((await publishRules(db, folder, options)).problems).toMatchObject([
      { code: 'precondition-failed' },
    ]);
    expect(await latestChange(db)).toBe(2);
    const now = { actor: 'local', expects: rulesState(await readRuleFiles(db)) };
    expect((await publishRules(db, folder, now)).ok).toBe(true);
    expect(await latestChange(db)).toBe(3);
  });
});

describe('the hash of rules', () => {
  async function hashAfter(from: string, to: string): Promise<string> {
    const db = await emptyDatabase();
    const { folder, plan } = editableRules();
    edit(plan, from, to);
    await publish(db, folder);
    const rules = await readStoredRules(db);
    return rules.ok ? rules.value.hash : 'unsound';
  }

  it('is not changed by a title or a comment, and is changed by a rate', async () => {
    const plain = await hashAfter('', '');
    expect(await hashAfter('title: Account executive, 2026', 'title: AE')).toBe(plain);
    expect(await hashAfter('language: 1', '# a comment\nlanguage: 1')).toBe(plain);
    // The example buys 100,000 at the base rate only, so both rates hold it up.
    expect(
      await hashAfter(
        '{ from: 100%, rate: 1.5x }',
        '{ from: 140%, rate: 1.5x }\n        - { from: 150%, rate: 2x }',
      ),
    ).not.toBe(plain);
  });
});

describe('the stored rules', () => {
  it('cannot be read before any were published', async () => {
    const rules = await readStoredRules(await emptyDatabase());
    expect(rules.ok).toBe(false);
    expect(rules.problems).toMatchObject([{ code: 'company-file-missing' }]);
  });
});
