import { groupedBy } from '../grouped-by.js';
import type { ChangedInput } from './changed-input.js';

/** Changed inputs by what they are about, so that those of a few are found without looking at all of them. */
export interface ChangesBySubject {
  /** Records of deals, and invoice lines. */
  readonly byDeal: ReadonlyMap<string, readonly ChangedInput[]>;
  /** Credit notes, write-offs, applications and refunds that name an invoice. */
  readonly byInvoice: ReadonlyMap<string, readonly ChangedInput[]>;
  /** Receipts, and the applications and refunds that name one. */
  readonly byReceipt: ReadonlyMap<string, readonly ChangedInput[]>;
  /** What is said of payees, splits too. */
  readonly byPayee: ReadonlyMap<string, readonly ChangedInput[]>;
  /** Rules, rates, teams and who belongs to them, and the quotas of teams. */
  readonly general: readonly ChangedInput[];
}

/**
 * Puts changed inputs under all that they name.
 *
 * @example
 * changesBySubject(changes).byDeal.get('D-1')?.map(({ source }) => source) // ['split D-1 ann owner']
 */
export function changesBySubject(changes: readonly ChangedInput[]): ChangesBySubject {
  const isGeneral = ({ kind, payee, deal, invoice, receipt }: ChangedInput) =>
    kind === 'membership' || (payee === null && deal === null && invoice === null && receipt === null);
  return {
    byDeal: named(changes, ({ deal }) => deal),
    byInvoice: named(changes, ({ invoice, deal }) => (deal === null ? invoice : null)),
    byReceipt: named(changes, ({ receipt }) => receipt),
    byPayee: named(changes, ({ payee, kind }) => (kind === 'membership' ? null : payee)),
    general: changes.filter(isGeneral),
  };
}

function named(
  changes: readonly ChangedInput[],
  nameOf: (input: ChangedInput) => string | null,
): ReadonlyMap<string, readonly ChangedInput[]> {
  const pairs = changes.flatMap((input) => {
    const name = nameOf(input);
    return name === null ? [] : [{ name, input }];
  });
  const byName = groupedBy(pairs, ({ name }) => name);
  return new Map([...byName].map(([name, own]) => [name, own.map(({ input }) => input)]));
}
