import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { expectNoSeriousFaults } from './expect-no-serious-faults.js';
import { expectToFit, openBrowser, SCREENS } from './open-browser.js';
import { sampleService } from './sample-service.js';
import { screenshots } from './screenshots.js';

const MAIN = fileURLToPath(new URL('../../../dist/src/main.js', import.meta.url));
const PASSWORD = 'correct horse battery';

/** What goes through all results of the sample takes a while where much else is going on. */
const PATIENCE = { timeout: 60_000 };

function account(database: string, role: string): void {
  const asked = [
    '--email',
    `${role}@example.com`,
    '--name',
    `The ${role}`,
    '--role',
    role,
    '--password-stdin',
  ];
  execFileSync(process.execPath, [MAIN, '--database', database, 'account', 'create', ...asked], {
    input: PASSWORD,
  });
}

async function signIn(page: Page, url: string, role: string, path: string): Promise<void> {
  await page.goto(`${url}/sign-in?next=${encodeURIComponent(path)}`);
  await page.fill('input[name=email]', `${role}@example.com`);
  await page.fill('input[name=password]', PASSWORD);
  await page.click('main button[type=submit]');
  await page.waitForURL(`${url}${path}`);
}

async function expectSound(page: Page): Promise<void> {
  await expectNoSeriousFaults(page);
  await page.setViewportSize(SCREENS.phone);
  await expectToFit(page);
  await page.setViewportSize(SCREENS.desktop);
}

it('finance follows the bridge and an exception to a deal, a receipt and a payout', async () => {
  const { url, database } = await sampleService();
  account(database, 'finance');
  const { page, faults } = await openBrowser();
  await signIn(page, url, 'finance', '/reconcile');
  await page.waitForSelector('.figure.is-main', PATIENCE);
  expect(await page.textContent('.figure.is-main .figure-value')).toBe('$0.00');
  expect(await page.getAttribute('figure.chart img', 'alt')).toContain('From earned to paid, October 2026');
  await expectSound(page);
  await screenshots(page, 'reconcile');

  await page.goto(`${url}/reconcile/exceptions?kind=uncollected`);
  await page.waitForSelector('#list', PATIENCE);
  await expectSound(page);
  await screenshots(page, 'exceptions');
  await page.click('tbody th a[href^="/reconcile/deals/"]');
  await page.waitForURL(/\/reconcile\/deals\/D-/);
  await expectSound(page);

  await page.goto(`${url}/reconcile/statements/maya-okafor/2026-10`);
  await expectSound(page);
  await page.locator('a[href^="/reconcile/receipts/"]').first().click();
  await page.waitForURL(/\/reconcile\/receipts\/R-/);
  await page.locator('a[href^="/reconcile/deals/"]').first().click();
  await page.waitForURL(/\/reconcile\/deals\//);
  await screenshots(page, 'deal');

  // One of a month that is closed and in a batch of pay.
  await page.goto(`${url}/reconcile/receipts/R-000005`);
  expect(await page.textContent('h1')).toBe('Receipt R-000005');
  await expectSound(page);
  await screenshots(page, 'receipt');
  await page.locator('a[href="/payouts/1"]').first().click();
  await page.waitForURL(`${url}/payouts/1`);

  await page.goto(`${url}/reconcile/bases?payee=maya-okafor`);
  await page.waitForSelector('figure.chart', PATIENCE);
  await expectSound(page);
  expect(faults).toEqual([]);
}, 180_000);

it('an auditor reads the trail, proves a closed period, and changes nothing', async () => {
  const { url, database } = await sampleService();
  account(database, 'auditor');
  const { page, faults } = await openBrowser();
  await signIn(page, url, 'auditor', '/audit-trail');
  await expectSound(page);
  await screenshots(page, 'audit-trail');
  await page.click('text=Period closed');
  await page.waitForURL(/\/audit-trail\/\d+$/);
  expect(await page.textContent('#rows')).toBe('Row by row');
  await expectSound(page);

  await page.goto(`${url}/verification`);
  expect(await page.textContent('.figure.is-main .figure-value')).toBe('0 of 1');
  await expectSound(page);
  await screenshots(page, 'verification');
  await page.click('text=/^Verify/');
  await page.waitForURL(/\/tasks\/\d+$/);
  await page.waitForSelector('text=every byte is the same', PATIENCE);
  await page.goto(`${url}/verification`);
  expect(await page.textContent('.figure.is-main .figure-value')).toBe('1 of 1');

  for (const path of ['/periods/monthly-USD/2025-01/close', '/payouts', '/runs', '/adjustments']) {
    const sent = await page.request.post(`${url}${path}`, { headers: { origin: url }, form: {} });
    expect(sent.status(), path).toBe(403);
  }
  await page.goto(`${url}/payouts`);
  expect(await page.locator('main form[method=post]').count()).toBe(0);
  expect(faults).toEqual([]);
}, 180_000);
