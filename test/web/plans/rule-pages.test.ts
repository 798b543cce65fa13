import { describe, expect, it } from 'vitest';
import type { Role } from '../../../src/access/permissions.js';
import { createApp } from '../../../src/http/app.js';
import type { Database } from '../../../src/store/executor.js';
import { readRuleFiles } from '../../../src/store/rule-files.js';
import { servicesOver } from '../../http/app-services.js';
import { COMPANY_TEXT, calculatedDatabase, emptyDatabase, PLAN_TEXT } from '../../http/service.js';
import { postFiles } from '../imports/post-files.js';
import { type AnsweredPage, getPage, postForm, readableText } from '../page-client.js';

const EDIT = '/rules/edit?file=plans%2Fae.yaml';
/** The first tier pays `8` and not `8%`. */
const WRONG = PLAN_TEXT.replace('rate: 8%', 'rate: 8');
const RAISED = PLAN_TEXT.replace('rate: 8%', 'rate: 9%');

const appOver = (db: Database, roles?: readonly Role[]) => {
  const { services } = servicesOver(db);
  if (roles === undefined) return createApp(services);
  return createApp({ ...services, viewerOf: async () => ({ id: 'cy', name: 'Cy', roles, payee: null }) });
};

type App = ReturnType<typeof appOver>;

const basisIn = ({ html }: AnsweredPage) => /name="basedOn" value="([^"]+)"/.exec(html)?.[1] ?? '';
const writtenIn = ({ html }: AnsweredPage) => /<textarea[^>]*>([^<]*)<\/textarea>/.exec(html)?.[1] ?? '';

async function sent(app: App, path: string, text: string, more: Readonly<Record<string, string>> = {}) {
  const basedOn = basisIn(await getPage(app, EDIT));
  return postForm(app, path, { file: 'plans/ae.yaml', text, basedOn, ...more });
}

async function uploaded(
  app: App,
  path: string,
  files: Readonly<Record<string, string>>,
): Promise<AnsweredPage> {
  const answer = await postFiles(app, path, Object.entries(files));
  return { ...answer, text: readableText(answer.html) };
}

async function published(db: Database): Promise<Readonly<Record<string, string>>> {
  return Object.fromEntries((await readRuleFiles(db)).map(({ path, source }) => [path, source]));
}

// Nothing is published into it: threads are started for each database.
const untouched = await calculatedDatabase();

describe('the rule files', () => {
  const db = untouched;

  it('are listed with what they describe, when and by whom they were published', async () => {
    const { status, text, html } = await getPage(appOver(db), '/rules');
    expect(status).toBe(200);
    expect(text).toContain('company.yaml the company');
    expect(text).toMatch(/plans\/ae\.yaml ae \w{3} \d+, \d{4}.* local Edit/);
    expect(html).toContain('href="/plans/ae"');
  });

  it('are each shown with line numbers and hash', async () => {
    const { status, text } = await getPage(appOver(db), '/rules/file?file=plans%2Fae.yaml');
    expect(status).toBe(200);
    expect(text).toContain('1 language: 1 2 plan: ae 3 title: Account executive, 2026');
    expect(text).toMatch(/Hash [0-9a-f]{64}/);
    expect((await getPage(appOver(db), '/rules/file?file=none.yaml')).status).toBe(404);
    expect((await getPage(appOver(db), '/rules/file?file=..%2Fsecret.yaml')).status).toBe(400);
    expect((await getPage(appOver(db), '/rules/edit?file=none.yaml')).status).toBe(404);
  });

  it('say what is needed where none is published', async () => {
    const { status, text } = await getPage(appOver(await emptyDatabase()), '/rules');
    expect(status).toBe(200);
    expect(text).toContain('No rule file is published');
  });

  it('are for those who are responsible for the company, and published by comp admins alone', async () => {
    for (const role of ['payee', 'manager'] as const) {
      expect((await getPage(appOver(db, [role]), '/rules')).status).toBe(403);
    }
    const auditor = appOver(db, ['auditor']);
    const page = await getPage(auditor, EDIT);
    expect(page.text).toContain('Comp admins and administrators publish');
    expect(page.html).not.toContain('/rules/publish');
    expect((await sent(auditor, '/rules/edit', RAISED)).status).toBe(200);
    expect((await sent(auditor, '/rules/publish', RAISED)).status).toBe(403);
    expect((await getPage(auditor, '/rules/delete?file=plans%2Fae.yaml')).status).toBe(403);
  });
});

describe('the editor of rule files', () => {
  const db = untouched;
  const app = appOver(db);

  it('begins with the text that is published', async () => {
    const page = await getPage(app, EDIT);
    expect(page.status).toBe(200);
    expect(writtenIn(page)).toBe(PLAN_TEXT);
  });

  it('shows each problem under its line, with column, what was expected and what to do, and keeps the text', async () => {
    const checked = await sent(app, '/rules/edit', WRONG);
    expect(checked.status).toBe(200);
    expect(checked.text).toContain('Cannot be published as it is');
    expect(checked.text).toMatch(
      /22 - \{ from: 0%, rate: 8 \} \^ Line 22, column 29: .* Found: 8\. Expected: .* Did you mean 8%\?/,
    );
    expect(checked.html).toContain('href="#line-22"');
    expect(checked.html).toContain('id="line-22"');
    expect(writtenIn(checked)).toBe(WRONG);
    expect((await published(db))['plans/ae.yaml']).toBe(PLAN_TEXT);
  });

  it('shows what is wrong in other files as well', async () => {
    const renamed = PLAN_TEXT.replace('roles: [owner]', 'roles: [seller]');
    const company = COMPANY_TEXT.replace('full: [owner]', 'full: [seller]');
    const basedOn = basisIn(await getPage(app, '/rules/edit?file=company.yaml'));
    const checked = await postForm(app, '/rules/edit', { file: 'company.yaml', text: company, basedOn });
    expect(checked.text).toMatch(/plans\/ae\.yaml, line 11 : .*owner/);
    const both = await uploaded(app, '/rules/upload', {
      'company.yaml': company,
      'ae.yaml': renamed,
    });
    expect(both.text).toContain('Nothing is wrong');
  });

  it('tells first what is wrong with the file itself, and what other files suffer from once it is mended', async () => {
    const company = `${COMPANY_TEXT.replace('full: [owner]', 'full: [seller]')}nonsense: 1\n`;
    const basedOn = basisIn(await getPage(app, '/rules/edit?file=company.yaml'));
    const checked = await postForm(app, '/rules/edit', { file: 'company.yaml', text: company, basedOn });
    expect(checked.text).toMatch(/company\.yaml, line \d+ : .*nonsense/);
    expect(checked.text).not.toContain('plans/ae.yaml, line');
  });

  it('escapes what is written into a file', async () => {
    const checked = await sent(app, '/rules/edit', `${PLAN_TEXT}x: "<script>alert(1)</script>"\n`);
    expect(checked.html).not.toContain('<script>alert');
    expect(checked.text).toContain('<script>alert(1)</script>');
  });

  it('runs the examples of the file, and tells what is expected and what is computed', async () => {
    const example = `examples:
  - it: pays eight percent
    given: { quota: { new-acv: 100000 }, deals: [ { id: D-1, closeDate: 2026-02-10, type: new, acv: 50000 } ] }
    expect: { earned: { new-business: "5000.00" } }
`;
    const checked = await sent(app, '/rules/edit', PLAN_TEXT + example);
    expect(checked.text).toContain(
      'pays eight percent Other than expected earned.new-business : expected 5000.00 , computed 4000.00',
    );
    const mended = await sent(app, '/rules/edit', PLAN_TEXT + example.replace('5000.00', '4000.00'));
    expect(mended.text).toContain('Nothing is wrong');
    expect(mended.text).toContain('pays eight percent As expected');
  });

  it('draws what the unsaved text pays', async () => {
    const checked = await sent(app, '/rules/edit', RAISED);
    expect(checked.text).toContain('Payout curves of this text');
    expect(checked.text).toContain('$100,000.00 100% $9,000.00 12%');
  });

  it('takes no name that leads elsewhere, and keeps the text', async () => {
    for (const file of ['../x.yaml', 'plans/x.txt', '/etc/x.yaml', 'a/../b.yaml']) {
      const refused = await postForm(app, '/rules/edit', { file, text: PLAN_TEXT, basedOn: 'new' });
      expect(refused.status, file).toBe(422);
      expect(writtenIn(refused)).toBe(PLAN_TEXT);
    }
  });

  it('takes nothing that comes from another site', async () => {
    const refused = await postForm(
      app,
      '/rules/publish',
      { file: 'plans/ae.yaml', text: RAISED, basedOn: 'x' },
      { origin: 'https://other.example' },
    );
    expect(refused.status).toBe(403);
    expect((await published(db))['plans/ae.yaml']).toBe(PLAN_TEXT);
  });
});

describe('publishing a rule file', async () => {
  const db = await calculatedDatabase();
  const app = appOver(db);

  it('publishes nothing that something is wrong with, and tells it in place', async () => {
    const refused = await sent(app, '/rules/publish', WRONG);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Line 22, column 29');
    expect(writtenIn(refused)).toBe(WRONG);
    expect((await published(db))['plans/ae.yaml']).toBe(PLAN_TEXT);
  });

  it('makes the text the one that calculations use, with who did it and why', async () => {
    const first = basisIn(await getPage(app, EDIT));
    const done = await sent(app, '/rules/publish', RAISED, { reason: 'a better year' });
    expect(done.status).toBe(303);
    expect(done.headers.get('location')).toBe('/rules/file?file=plans%2Fae.yaml');
    expect((await published(db))['plans/ae.yaml']).toBe(RAISED);
    expect((await published(db))['company.yaml']).toBe(COMPANY_TEXT);
    const file = await getPage(app, '/rules/file?file=plans%2Fae.yaml');
    expect(file.text).toMatch(/by local Reason a better year/);
    expect(file.text).toContain('Its texts so far');

    // Whoever began before that is told, with what is published by now, and may then replace it.
    const mine = PLAN_TEXT.replace('rate: 12%', 'rate: 13%');
    const late = await postForm(app, '/rules/publish', { file: 'plans/ae.yaml', text: mine, basedOn: first });
    expect(late.status).toBe(412);
    expect(late.text).toContain('Somebody has published another text of plans/ae.yaml meanwhile');
    expect(late.text).toContain('What is published by now');
    expect(writtenIn(late)).toBe(mine);
    expect((await published(db))['plans/ae.yaml']).toBe(RAISED);
    const basedOn = basisIn(late);
    const again = await postForm(app, '/rules/publish', { file: 'plans/ae.yaml', text: mine, basedOn });
    expect(again.status).toBe(303);
    expect((await published(db))['plans/ae.yaml']).toBe(mine);
  });

  it('adds a new file below plans, once', async () => {
    const start = await getPage(app, '/rules/edit');
    const text = writtenIn(start).replaceAll('&quot;', '"');
    expect(text).toContain('plan: new-plan');
    const basedOn = basisIn(start);
    const checked = await postForm(app, '/rules/edit', { file: 'new.yaml', text, basedOn });
    expect(checked.text).toContain('Nothing is wrong');
    expect((await published(db))['plans/new.yaml']).toBeUndefined();
    const done = await postForm(app, '/rules/publish', { file: 'new.yaml', text, basedOn });
    expect(done.headers.get('location')).toBe('/rules/file?file=plans%2Fnew.yaml');
    expect((await published(db))['plans/new.yaml']).toBe(text);
    const twice = await postForm(app, '/rules/publish', { file: 'new.yaml', text: `${text}#`, basedOn });
    expect(twice.status).toBe(412);
    expect(twice.text).toContain('There is a rule file plans/new.yaml already');
  });

  it('deletes a file that no other needs, and none that is all there is', async () => {
    const page = await getPage(app, '/rules/delete?file=plans%2Fnew.yaml');
    expect(page.text).toContain('Nobody is on the plan New plan');
    const done = await postForm(app, '/rules/delete', {
      file: 'plans/new.yaml',
      basedOn: basisIn(page),
      reason: 'not needed',
    });
    expect(done.status).toBe(303);
    expect(Object.keys(await published(db))).toEqual(['company.yaml', 'plans/ae.yaml']);
    const file = await getPage(app, '/rules/file?file=plans%2Fnew.yaml');
    expect(file.text).toContain('Not in use any more');
    const last = await getPage(app, '/rules/delete?file=plans%2Fae.yaml');
    expect(last.text).toContain('3 payees are on the plan Account executive, 2026');
    const refused = await postForm(app, '/rules/delete', { file: 'plans/ae.yaml', basedOn: basisIn(last) });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Nothing was deleted');
    const stale = await postForm(app, '/rules/delete', { file: 'plans/ae.yaml', basedOn: 'other' });
    expect(stale.status).toBe(412);
    const company = basisIn(await getPage(app, '/rules/delete?file=company.yaml'));
    const kept = await postForm(app, '/rules/delete', { file: 'company.yaml', basedOn: company });
    expect(kept.status).toBe(422);
    expect(kept.text).toContain('The company file cannot be deleted');
  });
});

describe('rule files from a computer', async () => {
  const db = await emptyDatabase();
  const app = appOver(db);
  const files = { 'company.yaml': COMPANY_TEXT, 'ae.yaml': PLAN_TEXT };

  it('are checked together, each with its problems in place', async () => {
    const checked = await uploaded(app, '/rules/upload', { ...files, 'ae.yaml': WRONG });
    expect(checked.status).toBe(200);
    expect(checked.text).toContain('2 uploaded rule files');
    expect(checked.text).toContain('Line 22, column 29');
    expect(await published(db)).toEqual({});
  });

  it('are published together, the first of a company as well', async () => {
    const refused = await uploaded(app, '/rules/upload/publish', { ...files, 'ae.yaml': WRONG });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Line 22, column 29');
    const done = await uploaded(app, '/rules/upload/publish', files);
    expect(done.status).toBe(303);
    expect(await published(db)).toEqual({ 'company.yaml': COMPANY_TEXT, 'plans/ae.yaml': PLAN_TEXT });
  });

  it('open in the editor where it is one, based on what is published', async () => {
    const opened = await uploaded(app, '/rules/upload', { 'ae.yaml': RAISED });
    expect(opened.text).toContain('Edit plans/ae.yaml');
    expect(writtenIn(opened)).toBe(RAISED);
    expect(basisIn(opened)).toBe(basisIn(await getPage(app, EDIT)));
  });

  it('are refused where they are no rule files, or none', async () => {
    for (const name of ['payees.csv', 'ae.yaml.exe']) {
      const refused = await uploaded(app, '/rules/upload', { [name]: 'x' });
      expect(refused.status, name).toBe(422);
      expect(refused.text).toContain('is no name of a rule file');
    }
    const none = await uploaded(app, '/rules/upload', {});
    expect(none.status).toBe(422);
    expect(none.text).toContain('This is needed');
  });
});
