import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import { afterEach, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const planted: string[] = [];

afterEach(() => {
  for (const folder of planted.splice(0)) rmSync(folder, { recursive: true });
});

async function cruiseTree(baseDir: string): Promise<ICruiseResult> {
  const options = await extractDepcruiseOptions(join(root, '.dependency-cruiser.cjs'));
  const { output } = await cruise(['src', 'migrations'], {
    ...options,
    baseDir,
    tsConfig: { fileName: join(root, 'tsconfig.json') },
  });
  if (typeof output === 'string') throw new Error(`Expected a result to read, got a report: ${output}`);
  return output;
}

/** Writes a small program into a folder of its own and names the rules its imports break. */
async function rulesBrokenBy(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'imports-'));
  planted.push(folder);
  for (const [path, text] of Object.entries({ 'migrations/index.ts': 'export {};\n', ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const result = await cruiseTree(folder);
  return result.summary.violations.map((violation) => violation.rule.name).sort();
}

let project: Promise<ICruiseResult> | undefined;

/** The project itself, which takes a while, once for all tests. */
function cruiseProject(): Promise<ICruiseResult> {
  project ??= cruiseTree(root);
  return project;
}

function sourceFiles(): readonly string[] {
  return ['src', 'migrations'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path))
      .map((path) => join(folder, path)),
  );
}

test('every import of the program points up the list of layers', async () => {
  const { summary } = await cruiseProject();
  expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
});

test('the check sees every source file', async () => {
  const seen = new Set((await cruiseProject()).modules.map((module) => module.source));
  expect(sourceFiles().length).toBeGreaterThan(0);
  expect(sourceFiles().filter((path) => !seen.has(path))).toEqual([]);
});

test('an import down the list is refused, also of a type', async () => {
  const store = 'export type Store = string;\nexport const open = 1;\n';
  expect(
    await rulesBrokenBy({
      'src/store/open.ts': store,
      'src/engine/value.ts': "import { open } from '../store/open.js';\nexport const value = open;\n",
    }),
  ).toEqual(['engine-imports-upward-only']);
  expect(
    await rulesBrokenBy({
      'src/store/open.ts': store,
      'src/engine/value.ts': "import type { Store } from '../store/open.js';\nexport type Value = Store;\n",
    }),
  ).toEqual(['engine-imports-upward-only']);
});

test('an import up the list is allowed', async () => {
  expect(
    await rulesBrokenBy({
      'src/money/cents.ts': 'export const cents = 1n;\n',
      'src/engine/value.ts': "import { cents } from '../money/cents.js';\nexport const value = cents;\n",
    }),
  ).toEqual([]);
});

test('the engine and the ledger may not touch files', async () => {
  const reader = "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;\n";
  expect(await rulesBrokenBy({ 'src/engine/read.ts': reader })).toEqual(['calculation-uses-no-node-builtin']);
  expect(await rulesBrokenBy({ 'src/ledger/read.ts': reader })).toEqual(['calculation-uses-no-node-builtin']);
});

test('a circle of imports is refused', async () => {
  expect(
    await rulesBrokenBy({
      'src/money/one.ts': "import { two } from './two.js';\nexport const one = two;\n",
      'src/money/two.ts': "import { one } from './one.js';\nexport const two = one;\n",
    }),
  ).toEqual(['no-cycles']);
});

test('a folder without a place in the list is refused', async () => {
  expect(
    await rulesBrokenBy({
      'src/helpers/one.ts': 'export const one = 1;\n',
      'src/cli/command.ts': "import { one } from '../helpers/one.js';\nexport const command = one;\n",
    }),
  ).toEqual(['no-import-outside-a-layer']);
});

test.each([
  ['json-rules-engine', 'src/engine/x.ts', 'json-rules-engine-in-conditions-only'],
  ['kysely', 'src/runs/x.ts', 'database-in-store-and-migrations-only'],
  ['better-sqlite3', 'src/cli/x.ts', 'database-in-store-and-migrations-only'],
  ['hono', 'src/cli/x.ts', 'hono-in-http-web-and-main-only'],
])('%s in %s breaks %s', async (name, path, rule) => {
  const stub = `node_modules/${name}`;
  const broken = await rulesBrokenBy({
    'package.json': JSON.stringify({ name: 'planted', dependencies: { [name]: '1.0.0' } }),
    [`${stub}/package.json`]: JSON.stringify({
      name,
      version: '1.0.0',
      type: 'module',
      exports: './index.js',
    }),
    [`${stub}/index.js`]: 'export const something = 1;\n',
    [path]: `import { something } from '${name}';\nexport const used = something;\n`,
  });
  expect(broken).toContain(rule);
});
