import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatProblems } from '../../src/problems/format-problem.js';
import { readTerritoriesFile } from '../../src/rules/territories-file.js';
import { COMPANY, ruleFile } from './check-file.js';

const folder = new URL('territories/broken/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

function read(name: string) {
  const { file, text } = ruleFile(`territories/${name}`);
  return readTerritoriesFile(text, file, COMPANY);
}

describe('a file of territories', () => {
  it('is read in the order of the file, dates open where they are left out', () => {
    const found = read('good.yaml');
    expect(formatProblems(found.problems)).toBe('0 errors, 0 warnings');
    const { match, governedBy, list } = found.ok ? found.value : { match: '', governedBy: '', list: [] };
    expect([match, governedBy]).toEqual(['first', 'eventDate']);
    expect(list.map(({ id, when }) => [id, when === null])).toEqual([
      ['emea-north', false],
      ['everything-else', true],
    ]);
    expect(list.flatMap(({ assigned }) => assigned)).toEqual([
      {
        holder: { kind: 'payee', id: 'ada' },
        role: 'owner',
        share: 100_000_000n,
        from: '2026-01-01',
        to: '2026-07-01',
      },
      {
        holder: { kind: 'payee', id: 'bo' },
        role: 'owner',
        share: 60_000_000n,
        from: '2026-07-01',
        to: null,
      },
      {
        holder: { kind: 'payee', id: 'cy' },
        role: 'owner',
        share: 40_000_000n,
        from: '2026-07-01',
        to: null,
      },
      { holder: { kind: 'team', id: 'pool' }, role: 'owner', share: 100_000_000n, from: null, to: null },
    ]);
  });

  it('is warned of what no deal gets to, role by role and day by day, and taken all the same', async () => {
    const found = read('unreachable.yaml');
    expect(found.ok).toBe(true);
    await expect(`${formatProblems(found.problems)}\n`).toMatchFileSnapshot(
      'territories/unreachable.expected.txt',
    );
    const { file, text } = ruleFile('territories/unreachable.yaml');
    const all = readTerritoriesFile(text.replace('match: first', 'match: all'), file, COMPANY);
    expect(formatProblems(all.problems)).toBe('0 errors, 0 warnings');
  });

  it.each(files)('is told what is wrong with it in exactly these words: %s', async (name) => {
    const { problems } = read(`broken/${name}`);
    expect(problems).not.toEqual([]);
    await expect(`${formatProblems(problems)}\n`).toMatchFileSnapshot(
      `territories/broken/${name.replace('.yaml', '.expected.txt')}`,
    );
  });
});
