import type { BasesDocument } from '../../runs/reconcile/compare-bases.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { EmptyState } from '../parts/empty-state.js';
import { BasesInCurrency } from './bases-in-currency.js';
import { BasesNotes } from './bases-notes.js';

/**
 * What was paid under each basis, currency by currency, and what could not be moved to another basis as it is.
 *
 * @example
 * <BasesCompared bases={bases} who="Everybody" csv={href} notesCsv={href} format={format} />
 */
export async function BasesCompared({
  bases,
  who,
  csv,
  notesCsv,
  format,
}: {
  readonly bases: BasesDocument;
  readonly who: string;
  readonly csv: string;
  readonly notesCsv: string;
  readonly format: ReaderFormat;
}) {
  const currencies = [...new Set(bases.rows.map(({ currency }) => currency))];
  return (
    <>
      {
        await Promise.all(
          currencies.map((currency, place) =>
            BasesInCurrency({
              rows: bases.rows.filter((row) => row.currency === currency),
              ...{ currency, who, csv, format, isMain: place === 0, payees: bases.payees },
            }),
          ),
        )
      }
      {currencies.length > 0 ? null : (
        <EmptyState title="Nothing was earned">
          No statement of the fiscal year so far is of this plan or payee.
        </EmptyState>
      )}
      <BasesNotes notes={bases.notes} csv={notesCsv} />
    </>
  );
}
