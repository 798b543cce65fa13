import { readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { importFiles } from '../../src/intake/import-records.js';
import { formatProblem } from '../../src/problems/format-problem.js';
import { EMPTY_RECORD_SET } from '../../src/records/record-set.js';
import { latestChange } from '../../src/store/change.js';
import { readRecordSet } from '../../src/store/read-record-set.js';
import { databases } from '../databases/databases.js';
import { COMPANY } from './company.js';

const folder = relative(process.cwd(), fileURLToPath(new URL('broken', import.meta.url)));
const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe.each(databases)('broken files on $name', (database) => {
  it.each(folders.map(({ name }) => name))(
    'reports every fault of broken/%s at its place and loads nothing of it',
    async (name) => {
      const db = await database.create();
      const options = { company: COMPANY, actor: 'local', onConflict: 'correct' } as const;

      const result = await importFiles(db, [join(folder, name)], options);

      const report = `${result.problems.map(formatProblem).join('\n')}\n`;
      await expect(report).toMatchFileSnapshot(resolve(folder, `${name}.txt`));
      expect(result).toMatchObject({ accepted: false, problemCount: result.problems.length });
      expect(result.change).toBeUndefined();
      expect(await latestChange(db)).toBe(0);
      expect(await readRecordSet(db)).toEqual(EMPTY_RECORD_SET);
    },
  );
});
