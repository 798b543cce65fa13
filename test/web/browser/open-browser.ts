import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { expect } from 'vitest';
import { removeAfterFile } from '../../databases/opened.js';

/** Where Debian's package puts it. */
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The two widths that pages are looked at in. */
export const SCREENS = {
  desktop: { width: 1280, height: 800 },
  phone: { width: 360, height: 740 },
} as const;

/** A page in a browser, with nobody signed in. */
export interface OpenedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the page could not do, such as run what its policy forbids: none, in a page that is right. */
  readonly faults: readonly string[];
}

let browser: Promise<Browser> | undefined;

/** A new page; the browser is started for the first of a file and closed after its tests. */
export async function openBrowser(options: BrowserContextOptions = {}): Promise<OpenedPage> {
  browser ??= startBrowser();
  const context = await (await browser).newContext({
    viewport: SCREENS.desktop,
    locale: 'en-US',
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  return { page, context, faults };
}

async function startBrowser(): Promise<Browser> {
  const started = await chromium
    .launch({ executablePath: CHROMIUM, args: ARGUMENTS })
    .catch((error: unknown) => {
      throw new Error(
        `There is no browser at ${CHROMIUM}: install chromium, or say where it is in $CHROMIUM.`,
        {
          cause: error,
        },
      );
    });
  removeAfterFile(async () => {
    browser = undefined;
    await started.close();
  });
  return started;
}

/** Fails where the page is wider than its screen, so that it would have to be moved sideways. */
export async function expectToFit(page: Page): Promise<void> {
  const { scrollWidth, clientWidth } = (await page.evaluate(
    '({ scrollWidth: document.documentElement.scrollWidth, clientWidth: document.documentElement.clientWidth })',
  )) as { scrollWidth: number; clientWidth: number };
  expect(scrollWidth, `${page.url()} is wider than the screen`).toBeLessThanOrEqual(clientWidth);
}
