import { beforeAll, expect, it } from 'vitest';
import type { Role } from '../../src/access/permissions.js';
import { PAGES } from '../../src/web/pages.js';
import { type HostileService, hostileService } from '../security/hostile-service.js';
import { ENDLESS, pathsOf } from '../security/paths-to-try.js';

/** Together they see every page; of things that are called alike, a few are enough. */
const READERS: readonly Role[] = ['administrator', 'payee'];
const OF_EACH_PAGE = 3;

/** Tables that are no file of their own, by their captions, and why. */
const WITHOUT_FILE: readonly (readonly [caption: RegExp, why: string])[] = [
  [/^Browsers that are signed in|^Your tokens/, 'the settings of the reader'],
  [/^(?:Accrual|Reversal)/, 'an entry of the journal, whose file stands on the page'],
  [/^Files and their columns/, 'how files are to be written'],
  [/^What sums up to/, 'how one line came about'],
  [
    /^(?:Tiers|Rates|Corners) of|^What .* pays|^What one (?:window|deal) pays|^Examples, calc/,
    'the terms of a plan',
  ],
  [/^In the order in which they come into force/, 'the versions of the plan of the reader'],
  [
    /^What (?:became payable|was earned|is earned)|^Where you stand|^Each approved by/,
    'a part of a statement',
  ],
  [/^Steps, in the order/, 'the way of one batch'],
  [/^Closed, and not in a batch/, 'what is to be done next'],
  [/^What it says now|^Who wrote what/, 'one record, which the file of its kind has'],
];

/** What was shown at the path of each page. */
const seen = new Map<string, Set<string>>();

let service: HostileService;

beforeAll(async () => {
  service = await hostileService((field) => field.replace('.', '-'));
  const pages = PAGES.filter(({ method, path }) => method === 'GET' && !ENDLESS.test(path));
  for (const role of READERS) {
    for (const { path } of pages) {
      const found = seen.get(path) ?? new Set();
      for (const each of pathsOf(path, service.ids).slice(0, OF_EACH_PAGE)) found.add(await made(role, each));
      seen.set(path, found);
    }
  }
});

/** A page, once what it is made of is gathered. */
async function made(role: Role, path: string): Promise<string> {
  for (;;) {
    const response = await service.askAs(role, path, { headers: { accept: 'text/html' } });
    const html = response.ok ? await response.text() : '';
    if (!html.includes('are being gathered')) return html;
  }
}

/** Where something is found, by the paths of the pages. */
function whereFound(find: (html: string) => readonly string[]): readonly string[] {
  const found = [...seen].flatMap(([path, htmls]) =>
    [...htmls].flatMap(find).map((each) => `${path}${each}`),
  );
  return [...new Set(found)].sort();
}

it('every page with figures names as of when they are', () => {
  const hasFigures = (html: string) => html.includes('<td class="is-number">');
  expect(whereFound((html) => (hasFigures(html) ? [''] : [])).length).toBeGreaterThan(30);
  const isDated = (html: string) => /<dt>(?:As of|Calculated|Built)<\/dt>/.test(html);
  expect(whereFound((html) => (hasFigures(html) && !isDated(html) ? [''] : []))).toEqual([]);
});

it('every table can be had as a file, but for those of which it is said why not', () => {
  const captions = (html: string) =>
    html
      .split('<div class="table-part">')
      .slice(1)
      .filter((table) => !table.includes('<p class="export-links">'))
      .map((table) => /<caption>(.*?)<\/caption>/.exec(table)?.[1] ?? '')
      .filter((caption) => !WITHOUT_FILE.some(([pattern]) => pattern.test(caption)));
  expect(whereFound((html) => captions(html).map((caption) => `: ${caption}`))).toEqual([]);
});
