import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createApp } from '../../src/http/app.js';
import { notFound, Refusal } from '../../src/http/refusal.js';
import { problem } from '../../src/problems/problem.js';
import type { Database } from '../../src/store/executor.js';
import { definePage } from '../../src/web/define-page.js';
import { definePost } from '../../src/web/define-post.js';
import { fileRoutes } from '../../src/web/files/file-routes.js';
import { EMPTY_FORM, type FilledForm } from '../../src/web/filled-form.js';
import { TextField } from '../../src/web/parts/fields.js';
import { Form } from '../../src/web/parts/form.js';
import { redirect } from '../../src/web/redirect.js';
import { servicesOver } from '../http/app-services.js';
import { emptyDatabase } from '../http/service.js';
import { getPage, postForm } from './page-client.js';

let db: Database;

beforeAll(async () => {
  db = await emptyDatabase();
});

const wishes = (filled: FilledForm) => ({
  title: 'A <wish>',
  body: (
    <Form action="/wishes" submit="Wish" filled={filled}>
      <TextField name="wish" label="Wish" filled={filled} />
      <TextField name="by" label="By when" hint="A year" optional filled={filled} />
    </Form>
  ),
});

const pages = [
  definePage({
    path: '/wishes',
    access: 'public',
    summary: 'Wishes',
    answer: () => wishes(EMPTY_FORM),
  }),
  definePage({
    path: '/wishes/:wish',
    access: 'public',
    summary: 'A wish',
    params: z.strictObject({ wish: z.string() }),
    query: z.strictObject({ x: z.literal('1').optional() }),
    answer: ({ params: { wish }, format }) => {
      if (wish === 'none')
        throw notFound(`there is no wish ${wish}`, { hint: 'GET /api/v1 lists all paths' });
      if (wish === 'private') throw new Refusal(401 as 403, [problem('not-found', 'sign in first')]);
      if (wish === 'fault') throw new Error('secret');
      return { title: wish, body: <p>{format.money('9007199254740993.10', 'USD')}</p> };
    },
  }),
  definePost({
    path: '/wishes',
    access: 'public',
    summary: 'Wishes something',
    form: z.strictObject({ wish: z.string().max(10), by: z.string().optional() }),
    answer: ({ form: { wish, by } }) => {
      if (wish === 'the moon')
        throw new Refusal(409, [problem('own-work', 'it is taken', { field: 'wish' })]);
      return redirect('/wishes', `You wished for ${wish}, by ${by ?? 'any time'}.`);
    },
    again: (filled) => wishes(filled),
  }),
  ...fileRoutes,
];

const app = () => createApp(servicesOver(db).services, pages);

describe('a page', () => {
  it('is HTML with one heading, and nothing in it runs', async () => {
    const { status, headers, html } = await getPage(app(), '/wishes');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    );
    expect(html).toMatch(/^<!doctype html><html lang="en">/);
    expect(html.match(/<h1>.*?<\/h1>/g)).toEqual(['<h1>A &lt;wish&gt;</h1>']);
    expect(html).not.toMatch(/<script>|style=|<style| on[a-z]+=/);
  });

  it('writes figures as the reader does, to the last digit', async () => {
    const german = { 'accept-language': 'de-AT, en;q=0.5' };
    expect((await getPage(app(), '/wishes/a', german)).text).toContain('9.007.199.254.740.993,10');
    expect((await getPage(app(), '/wishes/a')).text).toContain('$9,007,199,254,740,993.10');
  });

  it('goes without its frame into a page that is shown already', async () => {
    const { html } = await getPage(app(), '/wishes/a', { 'hx-request': 'true' });
    expect(html).toBe('<p>$9,007,199,254,740,993.10</p>');
  });

  it('says what is wrong in words for readers', async () => {
    const missing = await getPage(app(), '/wishes/none');
    expect(missing.status).toBe(404);
    expect(missing.text).toContain('Not found There is no wish none. Go to the home page');
    const fault = await getPage(app(), '/wishes/fault');
    expect(fault.status).toBe(500);
    expect(fault.html).not.toContain('secret');
    const unknown = await getPage(app(), '/wishes?x=1');
    expect(unknown.status).toBe(400);
    expect(unknown.text).toContain('There is no such name in the query. (x) Expected: nothing.');
  });

  it('leads a stranger to where they can sign in, and from there to what they asked for', async () => {
    const asked = await getPage(app(), '/wishes/private?x=1');
    expect(asked.status).toBe(303);
    expect(asked.headers.get('location')).toBe('/sign-in?next=%2Fwishes%2Fprivate%3Fx%3D1');
    const part = await getPage(app(), '/wishes/private', { 'hx-request': 'true' });
    expect(part.status).toBe(401);
    expect(part.headers.get('hx-redirect')).toBe('/sign-in');
  });

  it('finds its files, which may be kept for ever', async () => {
    const { html } = await getPage(app(), '/wishes');
    const files = [...html.matchAll(/"(\/files\/[^"]+)"/g)].map(([, path = '']) => path);
    expect(files.map((each) => each.split('/').at(-1))).toEqual(['icon.svg', 'style.css', 'htmx.js']);
    for (const file of files) {
      const { status, headers } = await getPage(app(), file);
      expect(status).toBe(200);
      expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    }
    expect((await getPage(app(), '/files/000000000000/style.css')).status).toBe(404);
  });
});

describe('a form', () => {
  it('leads on, and what was done is told once', async () => {
    const sent = await postForm(app(), '/wishes', { wish: 'rain', by: '' });
    expect(sent.status).toBe(303);
    expect(sent.headers.get('location')).toBe('/wishes');
    const cookie = sent.headers.get('set-cookie')?.split(';')[0] ?? '';
    const shown = await getPage(app(), '/wishes', { cookie });
    expect(shown.text).toContain('You wished for rain, by any time.');
    expect(shown.headers.get('set-cookie')).toContain('attain-notice=; Max-Age=0');
  });

  it('comes again with what was written and what is wrong with it', async () => {
    const { status, html, text } = await postForm(app(), '/wishes', { wish: 'a pony & a horse', by: '2030' });
    expect(status).toBe(422);
    expect(text).toContain('This is not what belongs here. Expected: at most 10 characters.');
    expect(html).toContain('value="a pony &amp; a horse"');
    expect(html).toContain('value="2030"');
    expect(html).toMatch(/id="wish"[^>]*aria-invalid="true" aria-describedby="wish-problem"/);
    expect((await postForm(app(), '/wishes', { wish: '' })).text).toContain('This is needed.');
  });

  it('comes again where what stands does not allow it', async () => {
    const { status, text } = await postForm(app(), '/wishes', { wish: 'the moon' });
    expect(status).toBe(409);
    expect(text).toContain('It is taken.');
  });

  it('is text, whatever is written in it', async () => {
    const wish = '"><b>&';
    const { html } = await postForm(app(), '/wishes', {
      wish,
      by: '</textarea><script>alert(1)</script>',
      x: '1',
    });
    expect(html).toContain('value="&quot;&gt;&lt;b&gt;&amp;"');
    expect(html).not.toContain('<script>');
    const cookie = `attain-notice=${encodeURIComponent('<script>alert(1)</script>')}`;
    expect((await getPage(app(), '/wishes', { cookie })).html).not.toContain('<script>');
  });

  it('has the fields that it has', async () => {
    const { status, text } = await postForm(app(), '/wishes', { wish: 'rain', granted: 'yes' });
    expect(status).toBe(422);
    expect(text).toContain('Granted : The form has no such field. Expected: one of wish, by.');
    const twice = await postForm(app(), '/wishes', { wish: ['rain', 'snow'] });
    expect(twice.status).toBe(422);
    expect(twice.text).toContain('Expected: a text.');
  });

  it('is refused where it is none, or too large', async () => {
    const json = await postForm(app(), '/wishes', {}, { 'content-type': 'application/json' });
    expect(json.status).toBe(415);
    const broken = await postForm(
      app(),
      '/wishes',
      { wish: 'rain' },
      { 'content-type': 'multipart/form-data' },
    );
    expect(broken.status).toBe(400);
    expect(broken.text).toContain('What was sent is no form.');
    const large = await postForm(app(), '/wishes', { wish: 'x'.repeat(1024 * 1024) });
    expect(large.status).toBe(413);
  });

  it('is refused when another site sends it', async () => {
    const origin = 'https://elsewhere.example';
    const { status, text } = await postForm(app(), '/wishes', { wish: 'rain' }, { origin });
    expect(status).toBe(403);
    expect(text).toContain('This was sent from a page of another site.');
  });
});
