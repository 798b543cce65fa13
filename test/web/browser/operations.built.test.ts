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

/** Long enough for a calculation of everybody on a busy machine, in milliseconds; mostly it takes ten seconds. */
const PATIENCE = { timeout: 300_000 };

const DEALS =
  'id,name,closeDate,currency,type,acv\nNEW-1,Northwind late signature,2026-10-30,USD,new,24000.00\n';
const SPLITS = 'deal,payee,role,share\nNEW-1,maya-okafor,owner,100%\n';

const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

async function expectSound(page: Page, name: string): Promise<void> {
  await expectNoSeriousFaults(page);
  await expectToFit(page);
  await screenshots(page, name);
}

it('a comp admin imports a wrong file, reads why, imports the mended one, and calculates', async () => {
  const { url, database } = await sampleService();
  const asked = ['--email', 'olivia@example.com', '--name', 'Olivia Stone', '--person', 'olivia'];
  execFileSync(
    process.execPath,
    [MAIN, '--database', database, 'account', 'create', ...asked, '--role', 'compAdmin', '--password-stdin'],
    { input: PASSWORD },
  );
  const { page, faults } = await openBrowser({ viewport: SCREENS.phone });
  await page.goto(`${url}/imports`);
  await page.fill('input[name=email]', 'olivia@example.com');
  await page.fill('input[name=password]', PASSWORD);
  await page.click('button[type=submit]');
  await page.waitForURL(`${url}/imports`);
  expect(await page.textContent('.empty-title')).toBe('Nothing was imported here yet');
  await expectSound(page, 'imports-empty');

  await page.setInputFiles('input[name=files]', [
    file('deals.csv', DEALS.replace('2026-10-30', '2026-10-32')),
    file('splits.csv', SPLITS.replace('maya-okafor', 'maya-okafer')),
  ]);
  await page.fill('input[name=reason]', 'Signed on the last day');
  await page.click('button:text-is("Import")');
  await page.waitForURL(/\/imports\/1$/);
  await page.waitForSelector('text="Refused"', PATIENCE);
  expect(await page.textContent('.figure-value')).toBe('2');
  expect(await page.textContent('main')).toContain('2026-10-32 is not a calendar date.');
  expect(await page.textContent('main')).toContain('There is no payee maya-okafer.');
  await expectSound(page, 'import-refused');

  await page.click('text="Import the mended files"');
  await page.setInputFiles('input[name=files]', [file('deals.csv', DEALS), file('splits.csv', SPLITS)]);
  await page.click('button:text-is("Import")');
  await page.waitForURL(/\/imports\/2$/);
  await page.waitForSelector('text="Done"', PATIENCE);
  expect(await page.textContent('.figure.is-main .figure-value')).toBe('2');
  await expectSound(page, 'import-done');

  await page.click('text="Deals"');
  await page.goto(`${url}/records/deals/NEW-1`);
  expect(await page.textContent('h1')).toBe('Northwind late signature (NEW-1)');
  await expectSound(page, 'record');

  await page.goto(`${url}/runs`);
  await expectSound(page, 'runs');
  await page.click('button:text-is("Calculate")');
  await page.waitForURL(/\/runs\/3$/);
  await page.waitForSelector('text="Done"', PATIENCE);
  expect(await page.textContent('main')).toContain('These results are shown to everybody.');
  await expectSound(page, 'run-done');

  await page.goto(`${url}/payees/maya-okafor/statements/2026-10?currency=USD`);
  expect(await page.textContent('main')).toContain('NEW-1');

  await page.goto(`${url}/adjustments/new?payee=maya-okafor&period=2026-10`);
  await expectSound(page, 'adjustment-new');
  await page.selectOption('select[name=payGroup]', 'monthly-USD');
  await page.fill('input[name=amount]', '250.00');
  await page.fill('input[name=reason]', 'Spot bonus');
  await page.click('text="Make the adjustment"');
  await page.waitForURL(/\/adjustments\/1$/);
  expect(await page.textContent('main')).toContain('You made it, so another person decides on it.');
  expect(await page.$('button[value=approved]')).toBeNull();
  await expectSound(page, 'adjustment');
  await page.goto(`${url}/adjustments`);
  await expectSound(page, 'adjustments');
  await page.goto(`${url}/tasks`);
  await expectSound(page, 'tasks');
  await page.goto(`${url}/records`);
  await expectSound(page, 'records');
  expect(faults).toEqual([]);
}, 600_000);
