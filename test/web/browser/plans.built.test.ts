import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { expectNoSeriousFaults } from './expect-no-serious-faults.js';
import { expectToFit, openBrowser, SCREENS } from './open-browser.js';
import { sampleService } from './sample-service.js';

const MAIN = fileURLToPath(new URL('../../../dist/src/main.js', import.meta.url));
const PASSWORD = 'correct horse battery';
const FILE = 'plans/enterprise-ae-2026.yaml';

it('a comp admin mends a mistake where it is, compares the text with what is published, and publishes it', async () => {
  const { url, database } = await sampleService();
  execFileSync(
    process.execPath,
    [
      ...[MAIN, '--database', database, 'account', 'create', '--email', 'cora@example.com', '--name', 'Cora'],
      ...['--role', 'compAdmin', '--password-stdin'],
    ],
    { input: PASSWORD },
  );
  const { page, faults } = await openBrowser({ viewport: SCREENS.phone });
  const expectSound = async () => {
    await expectNoSeriousFaults(page);
    await expectToFit(page);
  };
  await page.goto(`${url}/plans`);
  await page.fill('input[name=email]', 'cora@example.com');
  await page.fill('input[name=password]', PASSWORD);
  await page.click('button[type=submit]');
  await page.waitForURL(`${url}/plans`);
  await expectSound();

  await page.click('text=Enterprise account executive, 2026');
  await page.waitForURL(`${url}/plans/enterprise-ae`);
  expect(await page.textContent('h1')).toBe('Enterprise account executive, 2026');
  await expectSound();
  await page.click('text=Edit the rule file');
  await page.waitForURL(`${url}/rules/edit?file=${encodeURIComponent(FILE)}`);
  const text = await page.inputValue('textarea[name=text]');

  // The rate above quota as a plain number.
  const raised = text.replace('{ from: 150%, rate: 2x }', '{ from: 150%, rate: 2.0x }');
  expect(raised).not.toBe(text);
  const wrong = raised.replace('rate: 2.0x', 'rate: 2.0');
  await page.fill('textarea[name=text]', wrong);
  await page.click('button:text-is("Check")');
  await page.waitForSelector('text=Cannot be published as it is');
  const line = wrong.split('\n').findIndex((each) => each.includes('rate: 2.0')) + 1;
  expect(await page.textContent(`.source-line.is-marked + .source-problem`)).toContain(
    `Line ${line}, column`,
  );
  expect(await page.inputValue('textarea[name=text]')).toBe(wrong);
  await expectSound();

  await page.fill('textarea[name=text]', raised);
  await page.click('button:text-is("Check")');
  await page.waitForSelector('text=Nothing is wrong');
  await page.waitForSelector('text=Payout curves of this text');
  await expectSound();

  await page.goto(`${url}/compare?plan=enterprise-ae`);
  await expectSound();
  await page.fill('textarea[name=text]', raised.replace('rate: 1.5x', 'rate: 1.6x'));
  await page.fill('input[name=from]', '2026-04');
  await page.fill('input[name=through]', '2026-06');
  await page.fill('input[name=payee]', 'maya-okafor');
  await page.click('button:text-is("Compare")');
  await page.waitForURL(/\/compare\/\d+$/);
  // What goes on is put into the page as it ends, by script.
  await page.waitForSelector('#payees');
  expect(await page.textContent('.figure.is-main')).toMatch(/^(?:More|As much) is earned/);
  expect(await page.textContent('main')).toContain('Maya Okafor');
  await expectSound();

  await page.goto(`${url}/rules/edit?file=${encodeURIComponent(FILE)}`);
  await page.fill('textarea[name=text]', raised);
  await page.fill('input[name=reason]', 'written as it is meant');
  await page.click('button:text-is("Publish")');
  await page.waitForURL(`${url}/rules/file?file=${encodeURIComponent(FILE)}`);
  expect(await page.textContent('main')).toContain('written as it is meant');
  await expectSound();
  await page.goto(`${url}/rules`);
  await expectSound();
  expect(faults).toEqual([]);
});
