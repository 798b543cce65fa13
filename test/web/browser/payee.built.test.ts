import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { expectNoSeriousFaults } from './expect-no-serious-faults.js';
import { expectToFit, openBrowser, SCREENS } from './open-browser.js';
import { sampleService } from './sample-service.js';

const MAIN = fileURLToPath(new URL('../../../dist/src/main.js', import.meta.url));
const PASSWORD = 'correct horse battery';

it('a rep signs in, opens a statement and how a line came about, and sees nobody else', async () => {
  const { url, database } = await sampleService();
  const asked = ['--email', 'maya@example.com', '--name', 'Maya Okafor', '--payee', 'maya-okafor'];
  execFileSync(
    process.execPath,
    [MAIN, '--database', database, 'account', 'create', ...asked, '--role', 'payee', '--password-stdin'],
    { input: PASSWORD },
  );
  const { page, faults } = await openBrowser({ viewport: SCREENS.phone });
  await page.goto(url);
  expect(page.url()).toBe(`${url}/sign-in?next=%2F`);
  await page.fill('input[name=email]', 'maya@example.com');
  await page.fill('input[name=password]', PASSWORD);
  await page.click('button[type=submit]');
  await page.waitForURL(`${url}/payees/maya-okafor/statements`);
  await expectNoSeriousFaults(page);
  await expectToFit(page);

  await page.click('text=October 2026');
  await page.waitForURL(/\/statements\/2026-10/);
  expect(await page.textContent('h1')).toBe('Maya Okafor, October 2026');
  await page.click('text=/^Why/');
  await page.waitForSelector('text=The base rate is 4%');
  expect(page.url()).toContain('/statements/2026-10');
  await expectNoSeriousFaults(page);
  await expectToFit(page);
  expect(faults).toEqual([]);

  const other = await page.request.get(`${url}/payees/daniel-reyes/statements`);
  expect(other.status()).toBe(404);
  await page.click('text=Sign out');
  await page.goto(`${url}/payees/maya-okafor/statements`);
  expect(page.url()).toContain('/sign-in?next=');
});
