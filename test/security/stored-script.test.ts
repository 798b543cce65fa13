import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../src/access/permissions.js';
import { PAGES } from '../../src/web/pages.js';
import { openBrowser } from '../web/browser/open-browser.js';
import { formsOf, linksOf } from './forms-of-pages.js';
import { TEXT_FIELDS } from './hostile-company.js';
import { type HostileService, hostileService } from './hostile-service.js';
import { pathsOf } from './paths-to-try.js';

const SCRIPT = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>`;

/** The field is named behind the script, so that it can be told which text of a page was harmless. */
const write = (field: string) => `${SCRIPT}${field}.`;

let hostile: HostileService;
const written = new Set<string>();

beforeAll(async () => {
  hostile = await hostileService((field) => {
    written.add(field);
    return write(field);
  });
  // What is refused of an import is kept with what was found.
  const records = {
    splits: [{ deal: write('missing.deal'), payee: 'ada', role: write('role'), share: 'x' }],
  };
  await hostile.askAs('administrator', '/api/v1/imports', {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(records) },
  });
});

/** A page, or whatever else a link of one leads to. */
interface Visited {
  readonly path: string;
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

const visited = new Map<Role, readonly Visited[]>();

/** Every page with every id, and whatever these link to, as somebody of a role. */
async function visit(role: Role): Promise<readonly Visited[]> {
  const known = visited.get(role);
  if (known !== undefined) return known;
  const templates = PAGES.filter(({ method, path }) => method === 'GET' && !path.startsWith('/files/'));
  const ids = { ...hostile.ids, account: [hostile.accounts.finance.id] };
  const waiting = new Set(templates.flatMap(({ path }) => pathsOf(path, ids)));
  const pages: Visited[] = [];
  for (const path of waiting) {
    const response = await hostile.askAs(role, path, { headers: { accept: 'text/html' } });
    const text = await response.text();
    pages.push({ path, status: response.status, type: response.headers.get('content-type') ?? '', text });
    for (const link of linksOf(text)) if (waiting.size < MOST_PAGES) waiting.add(link);
  }
  visited.set(role, pages);
  return pages;
}

const MOST_PAGES = 200;

/** What of a page would run: none of what was written may be anything but text. */
function harmIn(html: string): readonly string[] {
  const tags = html.replace(/="[^"]*"/g, '=""');
  const pictures = [...html.matchAll(/data:image\/svg\+xml[^"']*/g)].map(([data]) =>
    decodeURIComponent(data),
  );
  return [
    html.match(/<script>alert|<img src=x|(?:href|action|src|hx-get)\s*=\s*["']?\s*javascript:/gi) ?? [],
    tags.match(/<[a-z][^>]*\s(?:on\w+|style|hx-on\S*)\s*=/gi) ?? [],
    pictures.filter((each) => /<script|<img|<foreignObject/i.test(each)),
  ].flat();
}

it('every text of every kind of record was written', () => {
  expect(TEXT_FIELDS.filter((field) => !written.has(field))).toEqual([]);
});

/** Whatever others are shown, one of these is shown too. */
const SHOWN_ALL: readonly Role[] = ['payee', 'manager', 'auditor', 'administrator'];

describe.each(SHOWN_ALL)('what %s is shown', (role) => {
  it('holds no script of what was written, on any page', async () => {
    const pages = await visit(role);
    const harmed = pages.filter(({ type, text }) => type.startsWith('text/html') && harmIn(text).length > 0);
    expect(harmed.map(({ path, text }) => [path, harmIn(text)[0]])).toEqual([]);
    expect(pages.filter(({ status }) => status >= 500).map(({ path }) => path)).toEqual([]);
    // What is no page says so, and browsers take its word.
    const others = pages.filter(
      ({ type, text }) => text.includes('<script>') && type.startsWith('text/html'),
    );
    expect(others.map(({ path }) => path)).toEqual([]);
    expect(pages.filter(({ status }) => status === 200).length).toBeGreaterThan(3);
  });

  it('holds none in a form that comes again with what was sent', async () => {
    const pages = await visit(role);
    const tried = new Set<string>();
    for (const { method, action, hidden, fields } of pages.flatMap(({ text }) => formsOf(text))) {
      const names = fields.map(([name]) => name);
      const key = `${method} ${action.replace(/[^/]*\d[^/]*/g, 'x')} ${names.join()}`;
      // Forms that are one button would do what they say.
      if (names.length === 0 || tried.has(key)) continue;
      tried.add(key);
      const filled = new URLSearchParams([
        ...hidden.map(([name, value]): [string, string] => [name, value]),
        ...names.map((name): [string, string] => [name, write(name)]),
      ]);
      const headers = { accept: 'text/html' };
      const answered =
        method === 'post'
          ? await hostile.askAs(role, action, { method: 'POST', body: filled, headers })
          : await hostile.askAs(role, `${action}?${filled}`, { headers });
      const text = await answered.text();
      expect(answered.status, key).toBeLessThan(500);
      expect(harmIn(text), key).toEqual([]);
    }
    expect(tried.size).toBeGreaterThan(0);
  });
});

it('the texts were shown, as texts', async () => {
  const shown = [...visited.values()]
    .flat()
    .map(({ text }) => text)
    .join('');
  const harmless = [...written].filter((field) => shown.includes(`onerror=alert(1)&gt;${field}.`));
  expect(harmless).toEqual(
    expect.arrayContaining(['payee.name', 'account.name', 'session.browser', 'token.name']),
  );
});

it('the name of a new account, and of whoever is acted for, are texts', async () => {
  const send = (path: string, fields: Readonly<Record<string, string>>) =>
    hostile.askAs('administrator', path, { method: 'POST', body: new URLSearchParams(fields) });
  const account = { email: 'new@example.com', name: write('new.name'), roles: 'auditor' };
  const made = await (await send('/accounts', account)).text();
  const { payee } = hostile.accounts;
  expect((await send(`/accounts/${payee.id}/act-for`, {})).status).toBe(303);
  const acting = await (await hostile.askAs('administrator', '/payees/ada/statements')).text();
  expect((await send('/acting/stop', {})).status).toBe(303);
  expect(acting).toContain('acting-banner');
  for (const [html, field] of [
    [made, 'new.name'],
    [acting, 'account.name'],
  ] as const) {
    expect(harmIn(html)).toEqual([]);
    expect(html).toContain(`onerror=alert(1)&gt;${field}.`);
  }
});

it('a browser runs nothing of it', async () => {
  const { page, context, faults } = await openBrowser();
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(`${page.url()}: ${dialog.message()}`);
    void dialog.dismiss();
  });
  for (const role of ['payee', 'administrator'] as const) {
    const [name = '', value = ''] = hostile.cookies[role].split(/=(.*)/s);
    await context.clearCookies();
    await context.addCookies([{ name, value, url: hostile.service.url }]);
    const shown = (await visit(role)).filter(
      ({ status, type }) => status === 200 && type.startsWith('text/html'),
    );
    const opened = new Set<string>();
    for (const { path } of shown) {
      const kind = PAGES.find((each) => patternOf(each.path).test(path.split('?')[0] ?? ''))?.path ?? path;
      if (opened.has(kind)) continue;
      opened.add(kind);
      await page.goto(hostile.service.url + path);
    }
    expect(opened.size).toBeGreaterThan(3);
  }
  expect(dialogs).toEqual([]);
  expect(faults).toEqual([]);
});

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`);
}
