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
const LINE = 'maya-okafor.2026-10.1';
/** Everybody whom a correction concerns is calculated anew. */
const PATIENCE_MILLISECONDS = 60_000;

function createAccount(database: string, email: string, words: readonly string[]): void {
  const asked = ['account', 'create', '--email', email, ...words, '--password-stdin'];
  execFileSync(process.execPath, [MAIN, '--database', database, ...asked], { input: PASSWORD });
}

async function signIn(page: Page, url: string, email: string): Promise<void> {
  page.setDefaultTimeout(PATIENCE_MILLISECONDS);
  await page.goto(`${url}/sign-in`);
  await page.fill('input[name=email]', email);
  await page.fill('input[name=password]', PASSWORD);
  await page.click('button[type=submit]');
  await page.waitForURL((address) => address.pathname !== '/sign-in');
}

async function looked(page: Page, name: string): Promise<void> {
  await expectNoSeriousFaults(page);
  await expectToFit(page);
  await screenshots(page, name);
}

it('a rep asks about a line and supposes deals, and who decides sees what it changes and accepts it', async () => {
  const { url, database } = await sampleService();
  createAccount(database, 'maya@example.com', [
    ...['--name', 'Maya Okafor', '--payee', 'maya-okafor', '--role', 'payee'],
  ]);
  createAccount(database, 'olga@example.com', ['--name', 'Olga Petrova', '--role', 'compAdmin']);
  const { page: maya, faults } = await openBrowser({ viewport: SCREENS.phone });
  await signIn(maya, url, 'maya@example.com');
  await maya.goto(`${url}/disputes`);
  await maya.waitForSelector('text=You have asked nothing yet');
  await looked(maya, 'questions-none');
  await maya.goto(`${url}/payees/maya-okafor/statements/2026-10`);
  await maya.click('a:has-text("Question line")');
  await maya.waitForURL(`${url}/disputes/new?line=${LINE}`);
  await maya.click('text=How it came about');
  await maya.waitForSelector('text=The base rate is 4%');
  await looked(maya, 'question-new');
  await maya.fill('[name=expected]', '1000');
  await maya.fill('[name=message]', 'I have half of it: Zoe brought the customer.');
  await maya.fill('[name=share]', '50%');
  await maya.fill('[name=otherPayee]', 'zoe-park');
  await maya.fill('[name=otherShare]', '50%');
  await maya.click('text=Send the question');
  await maya.waitForURL(`${url}/disputes/1`);
  expect(await maya.textContent('.notice')).toContain('Your question is sent.');
  expect(await maya.textContent('main')).toContain('zoe-park has 50% as owner.');
  expect(await maya.locator('#decision').count()).toBe(0);
  await looked(maya, 'question');

  const { page: olga, faults: faultsOfOlga } = await openBrowser();
  await signIn(olga, url, 'olga@example.com');
  await olga.goto(`${url}/disputes`);
  await olga.click('a:has-text("1: ")');
  await olga.waitForURL(`${url}/disputes/1`);
  await olga.click('text=Show what it would change');
  await olga.waitForSelector('caption:has-text("if it was accepted")');
  expect(await olga.textContent('#effects')).toContain('Zoe Park');
  expect(await olga.textContent('#effects')).toContain('Maya Okafor');
  await looked(olga, 'question-effects');
  await olga.fill('[name=note]', 'Zoe says the same.');
  await olga.click('button:has-text("Accept")');
  await olga.waitForSelector('.notice:has-text("The question is accepted.")');
  expect(await olga.locator('#decision').count()).toBe(0);

  await maya.goto(`${url}/disputes`);
  expect(await maya.textContent('tbody')).toContain('Accepted');
  await looked(maya, 'questions');
  await maya.goto(`${url}/disputes/1`);
  expect(await maya.textContent('main')).toContain('Zoe says the same.');

  await maya.goto(`${url}/payees/maya-okafor/what-if`);
  await looked(maya, 'what-if');
  await maya.fill('[name="deals.0.fields.tcv"]', '120000');
  await maya.click('button:text-is("Calculate")');
  await maya.waitForSelector('.form-problems:has-text("Deal 1, close date")');
  expect(await maya.inputValue('[name="deals.0.fields.tcv"]')).toBe('120000');
  await maya.fill('[name="deals.0.fields.closeDate"]', '2026-11-20');
  await maya.fill('[name="deals.0.fields.type"]', 'new');
  await maya.click('button:text-is("Calculate")');
  await maya.waitForSelector('#answer');
  expect(await maya.textContent('.figure.is-main .figure-value')).toBe('+$4,800.00');
  await maya.click('text=/^Why/');
  await maya.waitForSelector('text=120,000.00 USD at 1x of the base rate, 4%');
  await looked(maya, 'what-if-answer');
  expect(faultsOfOlga).toEqual([]);
  // A form that is refused is told of by its status, which the browser notes.
  expect(faults.filter((each) => !each.includes('422'))).toEqual([]);
});
