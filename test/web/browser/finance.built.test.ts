import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { MAPPING } from '../../runs/payouts/payroll.js';
import { expectNoSeriousFaults } from './expect-no-serious-faults.js';
import { expectToFit, openBrowser, SCREENS } from './open-browser.js';
import { sampleService } from './sample-service.js';
import { screenshots } from './screenshots.js';

const MAIN = fileURLToPath(new URL('../../../dist/src/main.js', import.meta.url));
const PASSWORD = 'correct horse battery';
const FEBRUARY = '/periods/monthly-USD/2025-02';

/** Long enough for a closing on a busy machine. */
const PATIENCE = { timeout: 200_000 };

/** Somebody of finance who is signed in, on a phone. */
async function signedIn(url: string, database: string, name: string) {
  const asked = ['--email', `${name}@example.com`, '--name', name, '--person', name, '--role', 'finance'];
  execFileSync(
    process.execPath,
    [MAIN, '--database', database, 'account', 'create', ...asked, '--password-stdin'],
    { input: PASSWORD },
  );
  const { page, faults } = await openBrowser({ viewport: SCREENS.phone });
  await page.goto(`${url}/periods`);
  await page.fill('input[name=email]', `${name}@example.com`);
  await page.fill('input[name=password]', PASSWORD);
  await page.click('button[type=submit]');
  await page.waitForURL(`${url}/periods`);
  return { page, faults };
}

async function expectSound(page: Page, name: string): Promise<void> {
  // A page that still gathers what it shows would be judged by its bar alone.
  expect(await page.locator('progress').count(), `${page.url()} is still being made`).toBe(0);
  await expectNoSeriousFaults(page);
  await expectToFit(page);
  await screenshots(page, name);
}

const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

/** What payroll says it paid: all as it was sent, but 10.00 less of the 391.00 of the first. */
function paidButTen(sent: string): string {
  const rows = sent.trim().split('\n').slice(1);
  const paid = rows.map((row, place) => {
    const [payee, , amount] = row.split(',');
    return `${payee},${place === 0 ? '381.00' : amount},C-${place},03/15/2025,OK`;
  });
  return ['Employee ID,Net,Check,Paid on,State', ...paid, ''].join('\n');
}

it('finance closes a month and pays it, two people together, and sees what payroll paid otherwise', async () => {
  const { url, database } = await sampleService();
  const { page: maria, faults } = await signedIn(url, database, 'maria');
  expect(await maria.textContent('.figure.is-main')).toContain('Next to close: February 2025');
  await expectSound(maria, 'periods');
  await maria.click('.figure.is-main a');
  await maria.waitForURL(`${url}${FEBRUARY}#next`);
  expect(await maria.textContent('.figure.is-main .figure-value')).toBe('$634,452.23');
  await expectSound(maria, 'period');
  await maria.fill('input[name=reason]', 'All in');
  await maria.click('button:text-is("Submit for approval")');
  await maria.waitForSelector('[role=status] >> text=February 2025 is submitted');
  expect(await maria.locator('button:text-is("Approve")').count()).toBe(0);

  const { page: carl, faults: others } = await signedIn(url, database, 'carl');
  await carl.goto(`${url}${FEBRUARY}`);
  expect(await carl.textContent('main')).toContain('maria submitted it on');
  await expectSound(carl, 'period-to-approve');
  await carl.click('button:text-is("Approve")');
  await carl.waitForSelector('[role=status] >> text=February 2025 is approved.');
  await carl.waitForSelector('text=Nothing of a closed period has changed', PATIENCE);
  await carl.click('button:text-is("Close the period")');
  await carl.waitForURL(/\/tasks\/\d+$/);
  const state = async (): Promise<string | null> => {
    await carl.goto(`${url}${FEBRUARY}`);
    return carl.textContent('.page-head .badge');
  };
  await expect.poll(state, PATIENCE).toBe('Closed');
  expect(await carl.textContent('.facts')).toContain('Hash of the statements');
  await expectSound(carl, 'period-closed');

  await carl.click('text=build the payout');
  await carl.waitForURL(`${url}/payouts#build`);
  await expectSound(carl, 'payouts');
  await carl.click('button:text-is("Build the batch")');
  await carl.waitForURL(`${url}/payouts/2`);
  expect(await carl.textContent('.figure.is-main .figure-value')).toBe('$634,452.23');
  expect(await carl.textContent('main')).toContain('You built it, so somebody else of finance approves it.');
  await expectSound(carl, 'payout');

  await maria.goto(`${url}/payouts/2`);
  await maria.click('button:text-is("Approve")');
  await maria.waitForSelector('[role=status] >> text=Batch 2 is approved.');
  await maria.setInputFiles('input[name=mapping]', file(MAPPING.name, MAPPING.text));
  await maria.click('button:text-is("Make the file for payroll")');
  await maria.waitForSelector('h1:text-is("File for payroll of batch 2")');
  await expectSound(maria, 'payout-file');
  const download = maria.waitForEvent('download');
  await maria.click('button:has-text("Download")');
  expect((await download).suggestedFilename()).toBe('payout-batch-2-adp.csv');
  await maria.click('text=Back to the batch');

  const sent = await maria.request.get(`${url}/api/v1/payout-batches/2/payees?format=csv`);
  await maria.setInputFiles('input[name=mapping]', file(MAPPING.name, MAPPING.text));
  await maria.setInputFiles('input[name=file]', file('paid.csv', paidButTen(await sent.text())));
  await maria.click('button:text-is("Take in what was paid")');
  await maria.waitForURL(`${url}/payouts/2?only=differences`);
  const differences = maria.locator('section[aria-labelledby=payees] tbody tr');
  expect(await differences.count()).toBe(1);
  expect(await differences.textContent()).toContain('−10.00Paid too little');
  await expectSound(maria, 'payout-differences');

  for (const [path, caption] of [
    ['accounting/accruals', ''],
    ['accounting/contract-costs', 'By the month of capitalisation, in USD'],
    ['accounting/journal', ''],
    ['ledger', ''],
  ] as const) {
    await maria.goto(`${url}/${path}`, PATIENCE);
    await maria.waitForSelector(`main caption:has-text("${caption}")`, PATIENCE);
    await expectSound(maria, path.replace('accounting/', ''));
  }
  await maria.click('tbody tr:first-child a');
  await maria.waitForURL(/\/ledger\/aaliyah-ibarra$/);
  await expectSound(maria, 'ledger-of-payee');
  expect([...faults, ...others]).toEqual([]);
}, 500_000);
