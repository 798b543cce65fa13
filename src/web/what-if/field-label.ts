/** The fields of a deal in the words of whoever sells it. */
const LABELS: Readonly<Record<string, string>> = {
  id: 'Which deal',
  other: 'Other deal',
  outcome: 'Suppose it is',
  name: 'Name',
  tcv: 'Total contract value',
  acv: 'Annual value',
  mrr: 'Monthly value',
  firstYear: 'First year’s value',
  currency: 'Currency',
  closeDate: 'Close date',
  seller: 'Sold by',
  termMonths: 'Term in months',
  'paid.date': 'Paid on',
  'paid.amount': 'Amount paid',
  'paid.invoice': 'Invoice',
  'recognized.date': 'Recognized on',
  'recognized.amount': 'Revenue recognized',
};

/**
 * A field of a deal as it is called in forms: in known words, or as its name reads.
 *
 * @example
 * fieldLabel('partnerTier') // 'Partner tier'
 */
export function fieldLabel(name: string): string {
  const known = LABELS[name];
  if (known !== undefined) return known;
  const words = name.replace(
    /([a-z])([A-Z])/g,
    (_, end: string, begin: string) => `${end} ${begin.toLowerCase()}`,
  );
  return words.charAt(0).toUpperCase() + words.slice(1);
}
