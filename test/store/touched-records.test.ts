import { describe, expect, it } from 'vitest';
import { writeAccountAct } from '../../src/store/account-acts.js';
import { withChange } from '../../src/store/change.js';
import type { Database } from '../../src/store/executor.js';
import { recordWriter } from '../../src/store/record-writer.js';
import { type RuleFile, saveRuleFiles } from '../../src/store/rule-files.js';
import { readTouchedRecords } from '../../src/store/touched-records.js';
import { databases } from '../databases/databases.js';

const COMPANY_FILE: RuleFile = {
  ...{ path: 'company.yaml', kind: 'company', plan: null, hash: 'a'.repeat(64) },
  ...{ source: 'name: Small', canonical: '{"name":"Small"}' },
};

const team = (id: string, name: string) => ({ id, name, parent: null });

async function write(db: Database, teams: readonly ReturnType<typeof team>[]): Promise<void> {
  await withChange(db, { actor: 'test', command: 'test' }, (trx, change) =>
    recordWriter(trx, change, 'team', { onConflict: 'correct' }).writeAll(teams),
  );
}

describe.each(databases)('records that changes touched on $name', (database) => {
  it('are told with what they were before, each once', async () => {
    const db = await database.create();
    await write(db, [team('west', 'West'), team('east', 'East')]);
    await write(db, [team('west', 'Far west'), team('east', 'East')]);
    await write(db, [team('west', 'Farther west')]);
    const touched = await db.read((trx) => readTouchedRecords(trx, { after: 1, through: 3 }));
    expect(touched?.map(({ kind, key }) => [kind, key])).toEqual([['team', ['west']]]);
    const names = touched?.flatMap((each) => (each.kind === 'team' ? each.contents : []));
    expect(names?.map(({ name }) => name).sort()).toEqual(['Far west', 'Farther west', 'West']);
  });

  it('are not told where there are many', async () => {
    const db = await database.create();
    await write(
      db,
      Array.from({ length: 1_001 }, (_, place) => team(`t-${place}`, 'Team')),
    );
    expect(await db.read((trx) => readTouchedRecords(trx, { after: 0, through: 1 }))).toBeNull();
  });

  it('are not told where a change touched something else', async () => {
    const db = await database.create();
    await write(db, [team('west', 'West')]);
    await withChange(db, { actor: 'test', command: 'test' }, (trx, change) =>
      saveRuleFiles(trx, change, [COMPANY_FILE]),
    );
    expect(await db.read((trx) => readTouchedRecords(trx, { after: 0, through: 2 }))).toBeNull();
    expect(await db.read((trx) => readTouchedRecords(trx, { after: 0, through: 1 }))).toHaveLength(1);
  });

  it('are told beside changes that touch nothing which results are made of', async () => {
    const db = await database.create();
    await write(db, [team('west', 'West')]);
    await withChange(db, { actor: 'test', command: 'account add' }, (trx, change) =>
      writeAccountAct(trx, change, { subject: 'eve@small.example', act: 'account add', detail: 'payee' }),
    );
    await withChange(db, { actor: 'test', command: 'nothing' }, async () => null);
    const all = await db.read((trx) => readTouchedRecords(trx, { after: 0, through: 3 }));
    expect(all?.map(({ key }) => key)).toEqual([['west']]);
    expect(await db.read((trx) => readTouchedRecords(trx, { after: 1, through: 3 }))).toEqual([]);
  });
});
