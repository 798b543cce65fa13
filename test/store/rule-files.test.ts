import { describe, expect, it } from 'vitest';
import { withChange } from '../../src/store/change.js';
import type { Database } from '../../src/store/executor.js';
import { type RuleFile, readRuleFiles, saveRuleFiles } from '../../src/store/rule-files.js';
import { databases } from '../databases/databases.js';

const company: RuleFile = {
  path: 'company.yaml',
  kind: 'company',
  plan: null,
  hash: 'c1',
  source: 'name: Acme # ours\n',
  canonical: '{"name":"Acme"}',
};

const plan = (hash: string): RuleFile => ({
  path: 'plans/ae.yaml',
  kind: 'plan',
  plan: 'ae',
  hash,
  source: `plan: ae # ${hash}\n`,
  canonical: '{"plan":"ae"}',
});

async function save(db: Database, files: readonly RuleFile[]) {
  const description = { actor: 'local', command: 'import' };
  return (await withChange(db, description, (trx, change) => saveRuleFiles(trx, change, files))).value;
}

describe.each(databases)('rule files on $name', (database) => {
  describe('rule files', () => {
    it('are read as they were written, in the order of their paths', async () => {
      const db = await database.create();
      expect(await readRuleFiles(db)).toEqual([]);
      const outcome = await save(db, [plan('p1'), company]);
      expect(outcome).toEqual({ inserted: 2, unchanged: 0, corrected: 0, removed: 0 });
      expect(await readRuleFiles(db)).toEqual([company, plan('p1')]);
    });

    it('are unchanged when they are saved again, and corrected when one differs', async () => {
      const db = await database.create();
      await save(db, [company, plan('p1')]);
      expect(await save(db, [company, plan('p1')])).toMatchObject({ unchanged: 2, corrected: 0 });
      expect(await save(db, [company, plan('p2')])).toMatchObject({ unchanged: 1, corrected: 1 });
      expect(await readRuleFiles(db)).toEqual([company, plan('p2')]);
    });

    it('are corrected when only a comment differs, so that the source stays what is in the folder', async () => {
      const db = await database.create();
      await save(db, [company]);
      const reworded = { ...company, source: 'name: Acme\n' };
      expect(await save(db, [reworded])).toMatchObject({ corrected: 1 });
      expect(await readRuleFiles(db)).toEqual([reworded]);
    });

    it('are no longer there when they are not among those saved, and come back when they are', async () => {
      const db = await database.create();
      await save(db, [company, plan('p1')]);
      expect(await save(db, [company])).toMatchObject({ unchanged: 1, removed: 1 });
      expect(await readRuleFiles(db)).toEqual([company]);
      expect(await save(db, [company, plan('p1')])).toMatchObject({ inserted: 1 });
      expect(await readRuleFiles(db)).toEqual([company, plan('p1')]);
    });

    it('are read as of each change', async () => {
      const db = await database.create();
      await save(db, [company, plan('p1')]);
      await save(db, [company, plan('p2')]);
      await save(db, [company]);
      const read = (asOfChange: number) => readRuleFiles(db, { asOfChange });
      expect(await read(0)).toEqual([]);
      expect(await read(1)).toEqual([company, plan('p1')]);
      expect(await read(2)).toEqual([company, plan('p2')]);
      expect(await read(3)).toEqual([company]);
    });

    it('leave no version of what one change wrote and replaced', async () => {
      const db = await database.create();
      await withChange(db, { actor: 'local', command: 'import' }, async (trx, change) => {
        await saveRuleFiles(trx, change, [plan('p1')]);
        await saveRuleFiles(trx, change, [plan('p2')]);
      });
      expect(await readRuleFiles(db, { asOfChange: 1 })).toEqual([plan('p2')]);
    });
  });
});
