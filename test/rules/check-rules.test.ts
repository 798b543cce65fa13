import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkRules } from '../../src/rules/check-rules.js';

const here = new URL('.', import.meta.url).pathname;
let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rules-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true });
});

async function codes(): Promise<string[]> {
  const report = await checkRules(directory);
  return report.problems.map(({ code }) => code);
}

describe('a rules folder', () => {
  it('is checked with everything in it', async () => {
    await cp(join(here, 'company.yaml'), join(directory, 'company.yaml'));
    await cp(join(here, 'good'), join(directory, 'plans'), { recursive: true });
    expect(await checkRules(directory)).toEqual({ ok: true, plans: 3, examples: 6, problems: [] });
  });

  it('needs a company file and a plan', async () => {
    expect(await codes()).toEqual(['company-file-missing', 'plan-file-missing']);
  });

  it('needs more than an empty plans folder', async () => {
    await cp(join(here, 'company.yaml'), join(directory, 'company.yaml'));
    await mkdir(join(directory, 'plans'));
    await writeFile(join(directory, 'plans', '.hidden.yaml'), 'a: 1\n');
    await writeFile(join(directory, 'plans', 'README.md'), '# Plans\n');
    expect(await codes()).toEqual(['plan-file-missing']);
  });

  it('tells how plans are written even without a company file', async () => {
    await mkdir(join(directory, 'plans'));
    await writeFile(join(directory, 'plans', 'a.yaml'), 'a: 1\na: 2\n');
    expect(await codes()).toEqual(['duplicate-key', 'company-file-missing']);
  });

  it('tells the problems of all files at once, by file and place', async () => {
    await cp(join(here, 'company.yaml'), join(directory, 'company.yaml'));
    await mkdir(join(directory, 'plans'));
    for (const name of ['percent-bare', 'window', 'tiers-missing', 'date-american']) {
      if (name === 'window') continue;
      await cp(join(here, `broken/${name}.yaml`), join(directory, 'plans', `${name}.yaml`));
    }
    const report = await checkRules(directory);
    expect(report.ok).toBe(false);
    expect(
      report.problems.map(({ code, location }) => [location?.file.split('/').at(-1), location?.line, code]),
    ).toEqual([
      ['date-american.yaml', 3, 'date-expected'],
      ['date-american.yaml', 3, 'date-expected'],
      ['percent-bare.yaml', 21, 'percent-expected'],
      ['tiers-missing.yaml', 17, 'tiers-meaning-required'],
    ]);
  });

  it('is sound with warnings', async () => {
    await cp(join(here, 'company.yaml'), join(directory, 'company.yaml'));
    await mkdir(join(directory, 'plans'));
    await cp(join(here, 'broken/measure-unused.yaml'), join(directory, 'plans', 'a.yaml'));
    const report = await checkRules(directory);
    expect(report.ok).toBe(true);
    expect(report.problems.map(({ code, severity }) => [code, severity])).toEqual([
      ['unused-measure', 'warning'],
    ]);
  });
});
