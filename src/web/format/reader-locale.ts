/** What is gone by where a reader has told nothing. */
const DEFAULT_LOCALE = 'en';

/** How many languages of a header are looked at. */
const MOST_LANGUAGES = 10;

/**
 * The locale in which figures are written for a reader: the one of their account, else the first that their browser
 * names and Intl knows, else English.
 *
 * @param own the locale of the account; null where it has none
 * @param accepted the header `Accept-Language`
 * @example
 * readerLocale(null, 'xx, de-AT;q=0.9, en;q=0.8') // 'de-AT'
 */
export function readerLocale(own: string | null, accepted: string | undefined): string {
  const named = [...(own === null ? [] : [own]), ...languagesOf(accepted ?? '')];
  for (const each of named) {
    const known = knownLocale(each);
    if (known !== null) return known;
  }
  return DEFAULT_LOCALE;
}

/** The languages of the header, those preferred first. */
function languagesOf(accepted: string): readonly string[] {
  return accepted
    .split(',')
    .slice(0, MOST_LANGUAGES)
    .map((each, place) => {
      const [language = '', ...parameters] = each.split(';').map((part) => part.trim());
      const quality = parameters.find((part) => part.startsWith('q='))?.slice(2);
      return { language, place, weight: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ language, weight }) => language !== '' && language !== '*' && weight > 0)
    .sort((a, b) => b.weight - a.weight || a.place - b.place)
    .map(({ language }) => language);
}

/** The locale without extensions, which could change digits and calendars; null for what is none. */
function knownLocale(written: string): string | null {
  try {
    const { baseName } = new Intl.Locale(written);
    return Intl.NumberFormat.supportedLocalesOf(baseName)[0] ?? null;
  } catch {
    return null;
  }
}
