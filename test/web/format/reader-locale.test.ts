import { expect, it } from 'vitest';
import { readerLocale } from '../../../src/web/format/reader-locale.js';

it.each([
  [null, undefined, 'en'],
  [null, 'de-AT, en;q=0.5', 'de-AT'],
  [null, 'en;q=0.5, de', 'de'],
  [null, 'xx-nowhere, fr;q=0.1', 'fr'],
  [null, '*', 'en'],
  [null, 'de;q=0', 'en'],
  [null, 'not a language, ;;,,', 'en'],
  // What could change digits or the calendar is left out.
  [null, 'ar-u-nu-arab-ca-islamic', 'ar'],
  ['fr-CA', 'de', 'fr-CA'],
  ['nonsense!', 'de', 'de'],
])('the account says %s and the browser %s: %s', (own, accepted, locale) => {
  expect(readerLocale(own, accepted)).toBe(locale);
});

it('looks at no more of a header than a browser sends', () => {
  const long = `${'xx-nowhere,'.repeat(10_000)}de`;
  expect(readerLocale(null, long)).toBe('en');
});
