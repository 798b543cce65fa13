import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { attain, workFolder } from './attain.js';

/** The README is what a newcomer believes: what it shows must be what comes out, to the letter. */
const README = fileURLToPath(new URL('../../README.md', import.meta.url));
const COMPANY = fileURLToPath(new URL('../../rules/company.yaml', import.meta.url));

const text = readFileSync(README, 'utf8');

/** The fenced block of a language that follows a phrase. */
function blockAfter(phrase: string, language: string): string {
  const start = text.indexOf(phrase);
  const opened = text.indexOf(`\`\`\`${language}\n`, start);
  const from = opened + language.length + 4;
  if (start < 0 || opened < 0) throw new Error(`the README has no ${language} block after "${phrase}"`);
  return text.slice(from, text.indexOf('```', from));
}

function companyOfTheReadme(): string {
  const folder = workFolder();
  const write = (path: string, content: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  write('rules/plans/account-executive.yaml', blockAfter('What a comp admin writes', 'yaml'));
  copyFileSync(COMPANY, join(folder, 'rules/company.yaml'));
  for (const [, name = ''] of text.matchAll(/^`([a-z-]+\.csv)`$/gm)) {
    write(`data/${name}`, blockAfter(`\`${name}\`\n\`\`\``, 'csv'));
  }
  return folder;
}

test('the plan, the events and the statement of the README belong together', async () => {
  const folder = companyOfTheReadme();
  for (const args of [
    ['init'],
    ['check', 'rules'],
    ['import', 'data/'],
    ['calculate', '--through', '2026-03'],
  ]) {
    expect({ args, ...(await attain(folder, ...args)) }).toMatchObject({ args, exitCode: 0, error: '' });
  }
  const shown = [
    ['What Ada gets', ['statement', 'ada', '2026-02']],
    ['And how its first line came about', ['explain', 'ada.2026-02.1']],
    ['Why was D-3 not credited', ['explain', '--deal', 'D-3']],
  ] as const;
  for (const [phrase, args] of shown) {
    const { out } = await attain(folder, ...args);
    expect(withoutHashes(out)).toBe(withoutHashes(blockAfter(phrase, 'text')));
  }
});

test('the problem that the README shows is the problem that is told', async () => {
  const folder = companyOfTheReadme();
  const plan = join(folder, 'rules/plans/account-executive.yaml');
  writeFileSync(plan, readFileSync(plan, 'utf8').replace('rate: 1x', 'rate: 8'));
  const { exitCode, error, out } = await attain(folder, 'check', 'rules');
  expect(exitCode).toBe(1);
  expect(`${out}${error}`).toContain(blockAfter('A problem says where it is', 'text').trimEnd());
});

/** Hashes and versions tell where a figure comes from; they change with files that the README does not show. */
function withoutHashes(shown: string): string {
  return shown.replace(/Made from [\s\S]*$/, '').trimEnd();
}
