import type { SupposedDeal, SupposedPayment, Supposition } from '../runs/what-if/what-if-question.js';
import { UsageError } from './usage-error.js';

/** What is supposed, as options say it. */
export interface SuppositionFlags {
  readonly deal: readonly string[];
  readonly paid: readonly string[];
  readonly without: readonly string[];
}

/**
 * Reads what options suppose. Throws a {@link UsageError} for what names no field, and for a payment without day or
 * amount; whether the values can be is told later.
 *
 * @example
 * readSupposition({ deal: ['id=D-9 closeDate=2026-03-20 acv=40000'], paid: [], without: [] }).deals[0]?.fields
 * // { id: 'D-9', closeDate: '2026-03-20', acv: '40000' }
 */
export function readSupposition({ deal, paid, without }: SuppositionFlags): Supposition {
  const payments = paid.map(readPayment);
  const deals: readonly SupposedDeal[] = deal.map((written) => ({ fields: readFields(written) }));
  const named = new Set(deals.map(({ fields }) => fields['id']));
  const others = [...new Set(payments.map((each) => each.deal))]
    .filter((id) => !named.has(id))
    .map((id): SupposedDeal => ({ fields: { id } }));
  return {
    deals: [...deals, ...others].map(({ fields }) => ({
      fields,
      paid: payments.filter((each) => each.deal === fields['id']).map(({ deal: _, ...payment }) => payment),
    })),
    without,
  };
}

/** A value may have blanks, but no word with an equals sign. */
function readFields(written: string): Readonly<Record<string, string>> {
  const parts = written.trim().split(/\s+(?=[A-Za-z]\w*=)/);
  return Object.fromEntries(
    parts.map((part) => {
      const [, name, value] = /^([A-Za-z]\w*)=(.*)$/s.exec(part) ?? [];
      if (name !== undefined && value !== undefined) return [name, value] as const;
      const hint = 'write --deal "closeDate=2026-03-20 acv=40000"';
      throw new UsageError(`--deal has no field in ${part}`, hint);
    }),
  );
}

function readPayment(written: string): SupposedPayment & { readonly deal: string } {
  const [deal, date, amount, invoice] = written.trim().split(/\s+/);
  if (deal !== undefined && date !== undefined && amount !== undefined) {
    return { deal, date, amount, ...(invoice !== undefined && { invoice }) };
  }
  throw new UsageError(`--paid ${written} lacks a day or an amount`, 'write --paid "D-9 2026-03-25 40000"');
}
