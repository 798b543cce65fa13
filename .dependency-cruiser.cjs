/**
 * The import directions of the program: a layer may import itself and what stands above it in this list.
 * Layers in one row may import each other, but never in a circle.
 */
const rows = [
  ['problems', 'money', 'calendar'],
  ['records'],
  ['conditions', 'sample'],
  ['engine'],
  ['rules'],
  ['ledger'],
  ['access'],
  ['store'],
  ['intake', 'runs'],
  ['http', 'web', 'cli'],
];

const layers = rows.flat();
const pure = ['problems', 'money', 'calendar', 'records', 'conditions', 'engine', 'ledger'];
const folders = (names) => `^src/(${names.join('|')})/`;
const packages = (names) => `(^|/)node_modules/(${names.join('|')})(/|$)`;

const directions = rows.slice(0, -1).map((row, index) => ({
  name: `${row.join('-')}-imports-upward-only`,
  comment: `${row.join(', ')} may import only what stands above in the list of layers.`,
  severity: 'error',
  from: { path: folders(row) },
  to: { path: folders(rows.slice(index + 1).flat()) },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...directions,
    {
      name: 'nothing-imports-main',
      severity: 'error',
      from: {},
      to: { path: '^src/main\\.ts$' },
    },
    {
      name: 'problems-imports-no-layer',
      severity: 'error',
      from: { path: folders(['problems']) },
      to: { path: folders(['money', 'calendar']) },
    },
    {
      name: 'money-knows-no-calendar',
      comment: 'Proration needs exact ratios, so the calendar may import money.',
      severity: 'error',
      from: { path: folders(['money']) },
      to: { path: folders(['calendar']) },
    },
    {
      name: 'migrations-in-store-only',
      severity: 'error',
      from: { path: '^src/', pathNot: folders(['store']) },
      to: { path: '^migrations/' },
    },
    {
      name: 'migrations-stand-alone',
      comment: 'A migration must do the same thing for ever, so it uses no code that changes.',
      severity: 'error',
      from: { path: '^migrations/' },
      to: { path: '^src/' },
    },
    {
      name: 'no-file-outside-a-layer',
      comment: 'A new folder in src needs its place in the list of layers.',
      severity: 'error',
      from: { path: '^src/', pathNot: [folders(layers), '^src/main\\.ts$'] },
      to: {},
    },
    {
      name: 'no-import-outside-a-layer',
      severity: 'error',
      from: {},
      to: { path: '^src/', pathNot: [folders(layers), '^src/main\\.ts$'] },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'calculation-uses-no-node-builtin',
      comment: 'What is calculated depends on nothing but the data: no files, no network, no clock.',
      severity: 'error',
      from: { path: folders(pure) },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'engine-and-ledger-use-few-packages',
      comment: 'Schemas and decimals only; nothing that reads, writes or waits.',
      severity: 'error',
      from: { path: folders(['engine', 'ledger']) },
      to: { path: '(^|/)node_modules/', pathNot: packages(['zod', 'decimal\\.js']) },
    },
    {
      name: 'json-rules-engine-in-conditions-only',
      severity: 'error',
      from: { pathNot: folders(['conditions']) },
      to: { path: packages(['json-rules-engine']) },
    },
    {
      name: 'database-in-store-and-migrations-only',
      severity: 'error',
      from: { path: '^src/', pathNot: folders(['store']) },
      to: {
        path: [
          packages(['kysely', 'better-sqlite3', '@types/better-sqlite3', 'pg', 'pg-[^/]+', '@types/pg']),
          '^(node:)?sqlite$',
        ],
      },
    },
    {
      name: 'better-auth-in-accounts-only',
      comment: 'How people sign in is known in one place.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/http/accounts/' },
      to: { path: packages(['better-auth', '@better-auth/[^/]+']) },
    },
    {
      name: 'hono-in-http-web-and-main-only',
      severity: 'error',
      from: { pathNot: ['^src/(http|web)/', '^src/main\\.ts$'] },
      to: { path: packages(['hono', '@hono/[^/]+', 'hono-[^/]+']) },
    },
    {
      name: 'no-unresolvable',
      comment: 'An import that leads nowhere could hide one that is forbidden.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-undeclared-package',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-development-package',
      comment: 'The program runs without the packages that only build and test it.',
      severity: 'error',
      from: {},
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: packages(['@types/[^/]+']),
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Imports of types count too: they are directions as much as any other.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types', 'require'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
