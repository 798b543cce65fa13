import { once } from 'node:events';
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../../src/http/app.js';
import { fileRoutes } from '../../../src/web/files/file-routes.js';
import { removeAfterFile } from '../../databases/opened.js';
import { servicesOver } from '../../http/app-services.js';
import { emptyDatabase } from '../../http/service.js';
import { expectNoSeriousFaults } from './expect-no-serious-faults.js';
import { GALLERY } from './gallery.js';
import { expectToFit, openBrowser, SCREENS } from './open-browser.js';
import { screenshots } from './screenshots.js';

let url = '';

beforeAll(async () => {
  const app = createApp(servicesOver(await emptyDatabase()).services, [...GALLERY, ...fileRoutes]);
  const listener = getRequestListener(app.fetch);
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  url = typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '';
  removeAfterFile(async () => {
    server.closeAllConnections();
    server.close();
  });
});

describe.each(['light', 'dark'] as const)('on %s ground', (colorScheme) => {
  it.each(Object.entries(SCREENS))('every part of a page is sound on a %s', async (_, viewport) => {
    const { page, faults } = await openBrowser({ colorScheme, viewport });
    await page.goto(`${url}/gallery`);
    await expectNoSeriousFaults(page);
    await expectToFit(page);
    expect(faults).toEqual([]);
  });
});

it('a fault that keeps somebody from using a page is found', async () => {
  const { page } = await openBrowser();
  await page.setContent(
    '<!doctype html><html lang="en"><title>x</title><main><h1>x</h1><input></main></html>',
  );
  await expect(expectNoSeriousFaults(page)).rejects.toThrow('Form elements must have labels');
});

it('every part can be looked at', async () => {
  const { page } = await openBrowser();
  await page.goto(`${url}/gallery`);
  await screenshots(page, 'gallery');
  await page.goto(`${url}/nowhere`);
  await screenshots(page, 'nowhere');
});

it('is used by keyboard: past the navigation, and into the menu of a phone and out again', async () => {
  const { page } = await openBrowser({ viewport: SCREENS.phone });
  await page.goto(`${url}/gallery`);
  await page.keyboard.press('Tab');
  expect(await page.locator(':focus').textContent()).toBe('Skip to the content');
  await page.keyboard.press('Enter');
  expect(new URL(page.url()).hash).toBe('#content');
  const navigation = page.getByRole('navigation', { name: 'Pages', exact: true });
  expect(await navigation.isVisible()).toBe(false);
  await page.getByRole('button', { name: 'Menu' }).press('Enter');
  expect(await navigation.isVisible()).toBe(true);
  await page.keyboard.press('Escape');
  expect(await navigation.isVisible()).toBe(false);
});

it('shows the navigation beside the content where there is room', async () => {
  const { page } = await openBrowser();
  await page.goto(`${url}/gallery`);
  expect(await page.getByRole('navigation', { name: 'Pages', exact: true }).isVisible()).toBe(true);
  expect(await page.getByRole('button', { name: 'Menu' }).isVisible()).toBe(false);
});

describe('a form', () => {
  it('sends what was filled in, with a file, and tells it once', async () => {
    const { page } = await openBrowser();
    await page.goto(`${url}/gallery`);
    await page.getByLabel('Subject').fill('D-1003 is mine');
    await page.getByLabel('Contract').setInputFiles({
      name: 'contract.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('12345'),
    });
    await page.getByRole('button', { name: 'Send' }).click();
    expect(await page.getByRole('status').textContent()).toBe('Sent: D-1003 is mine, with 5 bytes.');
    await page.reload();
    expect(await page.getByRole('status').count()).toBe(0);
  });

  it('says beside the field what is wrong with it, and is sound then too', async () => {
    const { page, faults } = await openBrowser();
    await page.goto(`${url}/gallery`);
    await page.getByLabel('Subject').fill('a subject that is far too long');
    await page.getByLabel('What is wrong?').fill('<b>all</b>');
    await page.getByRole('button', { name: 'Send' }).click();
    const subject = page.getByLabel('Subject');
    expect(await subject.inputValue()).toBe('a subject that is far too long');
    expect(await subject.getAttribute('aria-invalid')).toBe('true');
    expect(await page.locator('#subject-problem').textContent()).toContain(
      'Expected: at most 20 characters.',
    );
    expect(await page.getByLabel('What is wrong?').inputValue()).toBe('<b>all</b>');
    await expectNoSeriousFaults(page);
    // That the answer was no success is told by browsers as an error of the page.
    expect(faults.filter((each) => !each.includes('422'))).toEqual([]);
  });
});

it('a part is put into the page by htmx, and leads to its own page without scripts', async () => {
  const { page, faults } = await openBrowser();
  await page.goto(`${url}/gallery/parts`);
  await page.getByRole('link', { name: 'Why?' }).click();
  await page.getByText('Because of the tier.').waitFor();
  expect(await page.locator('h1').textContent()).toBe('A line');
  expect(faults).toEqual([]);
  const plain = await openBrowser({ javaScriptEnabled: false });
  await plain.page.goto(`${url}/gallery/parts`);
  await plain.page.getByRole('link', { name: 'Why?' }).click();
  expect(await plain.page.locator('h1').textContent()).toBe('Why');
});

it('what goes on is shown until it is done, without loading the page again', async () => {
  const { page, faults } = await openBrowser();
  await page.goto(`${url}/gallery/live`);
  await page.getByText('Done').waitFor();
  expect(await page.locator('h1').textContent()).toBe('What goes on');
  expect(await page.locator('#progress').count()).toBe(1);
  expect(await page.locator('#progress').getAttribute('hx-get')).toBeNull();
  expect(faults).toEqual([]);
});

it('a page loads less than 100 kB of script', async () => {
  const { page } = await openBrowser();
  const script = page.waitForResponse((response) => response.url().endsWith('/htmx.js'));
  await page.goto(`${url}/gallery`);
  const bytes = (await (await script).body()).length;
  expect(await page.locator('script').count()).toBe(1);
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThan(100_000);
});

it('prints without navigation and buttons', async () => {
  const { page } = await openBrowser();
  await page.goto(`${url}/gallery`);
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('navigation').first().isVisible()).toBe(false);
  expect(await page.getByRole('button').first().isVisible()).toBe(false);
  expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
});
