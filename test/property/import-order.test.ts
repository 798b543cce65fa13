import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { allStatements, HERE, importAndCalculate, stories, storyIn, withCompany } from '../golden/story.js';

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

describe.each(stories)('%s', (name) => {
  test.each([
    { how: 'rows in the opposite order', remake: reversedFiles },
    { how: 'JSON instead of CSV', remake: asJson },
  ])('has byte-equal statements from $how', async ({ remake }) => {
    const { through } = await storyIn(name);
    const original = join(HERE, name, '1', 'data');
    const folder = await mkdtemp(join(tmpdir(), 'attain-order-'));
    try {
      await remake(original, folder);
      const documents: string[] = [];
      for (const data of [original, folder]) {
        await withCompany(name, async (db) => {
          await importAndCalculate(db, data, through);
          documents.push(JSON.stringify(await allStatements(db)));
        });
      }
      expect(documents[1]).toBe(documents[0]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
