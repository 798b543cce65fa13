/** How many decimals are written at least and at most. */
interface Decimals {
  readonly least: number;
  readonly most: number;
}

/** What a number is: `brief` is one with its thousands in a word. */
type NumberStyle = 'decimal' | 'brief' | 'percent' | 'currency';

/** As many as Intl takes. */
const MOST_DECIMALS = 20;

/** So many formats are kept: a page of 200 rows uses few of them a thousand times, and to make one takes long. */
const MOST_KEPT = 500;

const kept = new Map<string, Intl.NumberFormat>();

/**
 * Writes exact decimal texts as a locale does. What has more decimals is cut off, and what is negative has a minus
 * that is wide enough to be seen, and that screen readers say.
 *
 * @example
 * numberFormat('en', 'currency', { least: 2, most: 2 }, 'USD')('-1200.50') // '−$1,200.50'
 */
export function numberFormat(
  locale: string,
  style: NumberStyle,
  { least, most }: Decimals,
  currency?: string,
): (decimal: string) => string {
  const key = `${locale} ${style} ${least} ${most} ${currency ?? ''}`;
  const format =
    kept.get(key) ?? makeFormat(locale, style, { least, most: Math.min(most, MOST_DECIMALS) }, currency);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, format);
  // Intl reads a decimal text exactly, which its types say of literals only.
  return (decimal) =>
    format
      .formatToParts(decimal as Intl.StringNumericLiteral)
      .map(({ type, value }) => (type === 'minusSign' ? '−' : value))
      .join('');
}

function makeFormat(
  locale: string,
  style: NumberStyle,
  { least, most }: Decimals,
  currency: string | undefined,
): Intl.NumberFormat {
  return new Intl.NumberFormat(locale, {
    ...(style === 'brief' ? { notation: 'compact' } : { style }),
    ...(currency !== undefined && { currency }),
    minimumFractionDigits: least,
    maximumFractionDigits: Math.max(least, most),
    roundingMode: 'trunc',
    // A loss of less than is written is no −0.
    signDisplay: 'negative',
  });
}
