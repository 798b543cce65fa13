import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { importFiles } from '../../src/intake/import-records.js';
import { formatProblems } from '../../src/problems/format-problem.js';
import { RECORD_KINDS } from '../../src/records/record-kinds.js';
import { loadRuleFiles } from '../../src/rules/load-rule-files.js';
import { readRules } from '../../src/rules/read-rules.js';
import { SAMPLE_SEED } from '../../src/sample/sample-constants.js';
import { type WrittenFile, writeSample } from '../../src/sample/write-sample.js';
import { emptyDatabase } from '../databases/sqlite.js';

const folder = mkdtempSync(join(tmpdir(), 'attain-sample-'));
const data = join(folder, 'made', 'here');
let written: readonly WrittenFile[] = [];

beforeAll(async () => {
  written = await writeSample(data, SAMPLE_SEED);
});

afterAll(() => rmSync(folder, { recursive: true }));

function hashes(folder: string): readonly string[] {
  return readdirSync(folder)
    .sort()
    .map(
      (file) =>
        `${file} ${createHash('sha256')
          .update(readFileSync(join(folder, file)))
          .digest('hex')}`,
    );
}

it('writes the same bytes for the same seed', async () => {
  await writeSample(join(folder, 'again'), SAMPLE_SEED);
  expect(hashes(join(folder, 'again'))).toEqual(hashes(data));
});

it('writes a file for every kind it has, into a folder that it makes, and says how many rows', () => {
  const sampled = Object.values(RECORD_KINDS).filter(
    ({ file }) => !['team-parents', 'absences', 'pool-weights', 'objective-scores'].includes(file),
  );
  const expected = sampled.map(({ file }) => `${file}.csv`);
  expect(written.map(({ file }) => file)).toEqual(expected);
  expect(readdirSync(data).sort()).toEqual([...expected].sort());
  for (const { file, rows } of written) {
    expect(readFileSync(join(data, file), 'utf8').trimEnd().split('\n')).toHaveLength(rows + 1);
  }
});

it('is loaded without a problem, and loading it again changes nothing', async () => {
  const { company } = readRules(await loadRuleFiles('rules'));
  if (company === null) throw new Error('the company file is broken');
  const db = await emptyDatabase();
  const options = { company, actor: 'local', onConflict: 'refuse' } as const;

  const result = await importFiles(db, [data], options);

  expect(formatProblems(result.problems)).toBe(formatProblems([]));
  expect(result).toMatchObject({ accepted: true, problemCount: 0 });
  const rows = written.reduce((sum, each) => sum + each.rows, 0);
  const inserted = Object.values(result.counts).reduce((sum, each) => sum + (each?.inserted ?? 0), 0);
  expect(inserted).toBe(rows);
  expect((await importFiles(db, [data], options)).change).toBeUndefined();
});
