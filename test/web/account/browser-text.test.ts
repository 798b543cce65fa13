import { expect, it } from 'vitest';
import { browserText } from '../../../src/web/account/browser-text.js';

it('tells browsers in words', () => {
  const told = [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/131.0 Mobile/15E148 Safari/604.1',
    'Mozilla/5.0 (Android 15; Mobile; rv:133.0) Gecko/133.0 Firefox/133.0',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
    'curl/8.11.0',
    '',
  ];
  expect(told.map(browserText)).toEqual([
    'Edge on Windows',
    'Safari on a Mac',
    'Chrome on an iPhone',
    'Firefox on Android',
    'Chrome on Linux',
    'curl/8.11.0',
    'unknown',
  ]);
});
