import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatProblems } from '../../src/problems/format-problem.js';
import { checkPlans, ruleFile } from './check-file.js';

const folder = new URL('broken/', import.meta.url);
const files = readdirSync(folder).filter((name) => /\.(yaml|json)$/.test(name));

describe('a broken rule file is told in exactly these words', () => {
  it.each(files)('%s', async (name) => {
    const report = checkPlans(ruleFile(`broken/${name}`));
    expect(report.problems).not.toEqual([]);
    await expect(`${formatProblems(report.problems)}\n`).toMatchFileSnapshot(
      `broken/${name.replace(/\.\w+$/, '.expected.txt')}`,
    );
  });

  it('covers more than eighty different mistakes', () => {
    expect(files.length).toBeGreaterThan(80);
  });
});
