import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { expectNoSeriousFaults } from './expect-no-serious-faults.js';
import { expectToFit, openBrowser, SCREENS } from './open-browser.js';
import { sampleService } from './sample-service.js';
import { screenshots } from './screenshots.js';

const MAIN = fileURLToPath(new URL('../../../dist/src/main.js', import.meta.url));
const PASSWORD = 'correct horse battery';

it('a manager signs in, goes from the teams to a statement of a member, and approves', async () => {
  const { url, database } = await sampleService();
  const asked = ['--email', 'daniel@example.com', '--name', 'Daniel Reyes', '--payee', 'daniel-reyes'];
  execFileSync(
    process.execPath,
    [MAIN, '--database', database, 'account', 'create', ...asked, '--role', 'manager', '--password-stdin'],
    { input: PASSWORD },
  );
  const { page, faults } = await openBrowser({ viewport: SCREENS.phone });
  const isSound = async (name: string) => {
    await expectNoSeriousFaults(page);
    await expectToFit(page);
    await screenshots(page, name);
  };
  await page.goto(`${url}/teams`);
  await page.fill('input[name=email]', 'daniel@example.com');
  await page.fill('input[name=password]', PASSWORD);
  await page.click('button[type=submit]');
  await page.waitForURL(`${url}/teams`);
  expect(await page.textContent('tbody')).toContain('North America enterprise East');
  expect(await page.locator('tbody tr').count()).toBe(1);
  await isSound('teams');

  await page.click('text=North America enterprise East');
  await page.waitForURL(/\/teams\/na-enterprise-east/);
  expect(await page.textContent('.figure.is-main')).toContain('38.81%');
  expect(await page.locator('section[aria-labelledby=members] tbody tr').count()).toBe(10);
  await isSound('team');
  await page.selectOption('select[name=through]', { label: 'September 2026' });
  await page.click('text=Show');
  await page.waitForURL(/through=2026-09-30/);
  expect(await page.textContent('.meta')).toContain('September 2026');
  await page.click('text=Maya Okafor');
  await page.waitForURL(/\/payees\/maya-okafor\/statements\/2026-09/);
  expect(await page.textContent('h1')).toBe('Maya Okafor, September 2026');

  await page.goto(`${url}/approvals?period=2026-09`);
  await isSound('approvals');
  expect(await page.textContent('.figure.is-main')).toContain('Waiting for you12');
  await page.check('input[value=maya-okafor]');
  await page.click('text=Reject those ticked');
  await page.waitForSelector('[role=alert] >> text=A rejection needs a reason');
  expect(await page.isChecked('input[value=maya-okafor]')).toBe(true);
  await page.click('text=Approve those ticked');
  await page.waitForSelector('text=1 statement is approved.');
  await page.click('text=Approve all 11 that wait');
  await page.waitForSelector('text=11 statements are approved.');
  expect(await page.textContent('main')).toContain('Nothing waits for you in September 2026');
  await isSound('approvals-decided');
  // The form was refused once, which browsers note.
  expect(faults.filter((each) => !each.includes('422'))).toEqual([]);

  await page.goto(`${url}/account/tokens`);
  await isSound('new-token');
  await page.fill('input[name=name]', 'Dashboard');
  await page.check('input[value=payee-data]');
  await page.click('text=Make the token');
  expect(await page.textContent('.made-token')).toMatch(/^attain_[A-Za-z]+$/);
  await isSound('made-token');
  expect((await page.request.get(`${url}/teams/emea`)).status()).toBe(404);
});
