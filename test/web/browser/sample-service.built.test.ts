import { expect, it } from 'vitest';
import { openBrowser } from './open-browser.js';
import { sampleService } from './sample-service.js';

it('the built program serves its pages with their styles and scripts', async () => {
  const { url } = await sampleService();
  const { page } = await openBrowser();
  const files: number[] = [];
  page.on('response', (response) => {
    if (response.url().includes('/files/')) files.push(response.status());
  });
  await page.goto(`${url}/nowhere`);
  expect(await page.locator('h1').textContent()).toBe('Not found');
  expect(new Set(files)).toEqual(new Set([200]));
  expect(await page.evaluate('getComputedStyle(document.body).margin')).toBe('0px');
});
