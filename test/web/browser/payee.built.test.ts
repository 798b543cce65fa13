import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { expectNoSeriousFaults } from './expect-no-serious-faults.js';
import { expectToFit, openBrowser, SCREENS } from './open-browser.js';
import { sampleService } from './sample-service.js';
import { screenshots } from './screenshots.js';

const MAIN = fileURLToPath(new URL('../../../dist/src/main.js', import.meta.url));
const PASSWORD = 'correct horse battery';

it('a rep signs in, sees their pay, a line of it, what is held and their plan, and nobody else', async () => {
  const { url, database } = await sampleService();
  const asked = ['--email', 'maya@example.com', '--name', 'Maya Okafor', '--payee', 'maya-okafor'];
  execFileSync(
    process.execPath,
    [MAIN, '--database', database, 'account', 'create', ...asked, '--role', 'payee', '--password-stdin'],
    { input: PASSWORD },
  );
  const { page, faults } = await openBrowser({ viewport: SCREENS.phone });
  const looked = async (name: string) => {
    await expectNoSeriousFaults(page);
    await expectToFit(page);
    await screenshots(page, name);
  };
  await page.goto(url);
  expect(page.url()).toBe(`${url}/sign-in?next=%2F`);
  await page.fill('input[name=email]', 'maya@example.com');
  await page.fill('input[name=password]', PASSWORD);
  await page.click('button[type=submit]');
  await page.waitForURL(`${url}/payees/maya-okafor`);
  expect(await page.textContent('h1')).toBe('My pay');
  expect(await page.textContent('.figure.is-main .figure-value')).toBe('$14,400.00');
  expect(await page.textContent('main')).toContain(
    'Sell $240,000.00 more to reach 1.5x the base rate in new-business, from 100% of quota.',
  );
  expect(await page.locator('img[alt^="new-bookings: 60% of the quota is attained"]').count()).toBe(1);
  await looked('payee-overview');

  await page.click('a.is-main:has-text("Statement")');
  await page.waitForURL(/\/statements\/2026-10/);
  expect(await page.textContent('h1')).toBe('Maya Okafor, October 2026');
  await page.click('text=/^Why/');
  await page.waitForSelector('text=The base rate is 4%');
  expect(page.url()).toContain('/statements/2026-10');
  expect(await page.getAttribute('a:has-text("Question line")', 'href')).toBe(
    '/disputes/new?line=maya-okafor.2026-10.1',
  );
  await looked('payee-statement');

  await page.goto(`${url}/payees/maya-okafor/held`);
  expect(await page.textContent('.figure.is-main .figure-value')).toBe('$41,177.93');
  expect(await page.textContent('main')).toContain('184 days overdue');
  await looked('payee-held');

  await page.goto(`${url}/payees/maya-okafor/plan`);
  await page.waitForSelector('text=You have $360,000.00 credited (60% of quota)');
  expect(page.url()).toBe(`${url}/payees/maya-okafor/plan`);
  expect(await page.locator('h1').count()).toBe(1);
  await page.click('text=Accept this plan');
  await page.waitForSelector('text=The plan is accepted.');
  await page.waitForSelector('img[alt*="You are here"]');
  expect(await page.locator('text=Accept this plan').count()).toBe(0);
  await looked('payee-plan');
  expect(faults).toEqual([]);

  const other = await page.request.get(`${url}/payees/daniel-reyes/statements`);
  expect(other.status()).toBe(404);
  await page.click('text=Sign out');
  await page.goto(`${url}/payees/maya-okafor/statements`);
  expect(page.url()).toContain('/sign-in?next=');
});
