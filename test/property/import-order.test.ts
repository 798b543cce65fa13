import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { databases } from '../databases/databases.js';
import { removeAfterTest } from '../databases/opened.js';
import { allStatements, companyOf, HERE, importAndCalculate, stories, storyIn } from '../golden/story.js';

/** The same files with their rows in the opposite order. */
async function reversedFiles(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from)) {
    const [header = '', ...rows] = (await readFile(join(from, name), 'utf8')).trimEnd().split('\n');
    await writeFile(join(to, name), `${[header, ...rows.reverse()].join('\n')}\n`);
  }
}

/** The same records as JSON instead of CSV. */
async function asJson(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from)) {
    const [header = '', ...rows] = (await readFile(join(from, name), 'utf8')).trimEnd().split('\n');
    const columns = header.split(',');
    const records = rows.map((row) =>
      Object.fromEntries(row.split(',').map((cell, place) => [columns[place] ?? '', cell])),
    );
    await writeFile(join(to, name.replace('.csv', '.json')), JSON.stringify(records));
  }
}

const REMAKES = [
  { how: 'rows in the opposite order', remake: reversedFiles },
  { how: 'JSON instead of CSV', remake: asJson },
];

/** Golden stories give the same statements on both databases; that the order counts for nothing takes but some there. */
const ofPostgres = stories.filter((_, place) => place % 4 === 0);

describe.each(databases)('on $name', (database) => {
  test.each(database.name === 'SQLite' ? stories : ofPostgres)(
    '%s has byte-equal statements from files that say the same otherwise',
    async (name) => {
      const { through } = await storyIn(name);
      const original = join(HERE, name, '1', 'data');
      const documentOf = async (data: string): Promise<string> => {
        const db = await companyOf(name, database);
        await importAndCalculate(db, data, through);
        return JSON.stringify(await allStatements(db));
      };
      const expected = await documentOf(original);
      for (const { how, remake } of REMAKES) {
        const folder = await mkdtemp(join(tmpdir(), 'attain-order-'));
        removeAfterTest(() => rm(folder, { recursive: true }));
        await remake(original, folder);
        expect(await documentOf(folder), how).toBe(expected);
      }
    },
  );
});
