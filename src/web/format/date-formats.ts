const OPTIONS = {
  day: { dateStyle: 'medium' },
  month: { year: 'numeric', month: 'long' },
  shortMonth: { year: 'numeric', month: 'short' },
  moment: {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  },
} as const satisfies Readonly<Record<string, Intl.DateTimeFormatOptions>>;

const DAY_MILLISECONDS = 86_400_000;

/** So many formats are kept, as to make one takes long. */
const MOST_KEPT = 200;

const kept = new Map<string, Intl.DateTimeFormat>();

/**
 * How a locale writes days, months and moments, all in UTC.
 *
 * @example
 * dateFormat('en', 'month').format(new Date('2026-03-01')) // 'March 2026'
 */
export function dateFormat(locale: string, what: keyof typeof OPTIONS): Intl.DateTimeFormat {
  const key = `${locale} ${what}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  if (kept.size >= MOST_KEPT) kept.clear();
  const format = new Intl.DateTimeFormat(locale, { ...OPTIONS[what], timeZone: 'UTC' });
  kept.set(key, format);
  return format;
}

/**
 * Days as a locale writes them, from one up to another, which is the first day after and so not named.
 *
 * @example
 * formatDays('en', '2026-03-01', '2026-04-01') // 'Mar 1 – 31, 2026'
 */
export function formatDays(locale: string, from: string, to: string): string {
  const first = new Date(`${from}T00:00:00Z`);
  const last = new Date(Date.parse(`${to}T00:00:00Z`) - DAY_MILLISECONDS);
  return dateFormat(locale, 'day').formatRange(first, last);
}
