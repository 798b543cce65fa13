import { BRIDGES, type BridgeName } from '../../ledger/reconcile/bridge.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { DataTable, type ExportLink } from '../parts/data-table.js';
import { bridgeSentence, bridgeTitle, termWords } from './bridge-words.js';
import type { SummedBridge } from './summed-bridge.js';

/**
 * One bridge: each of its terms, what is left at the end, and what is not explained.
 *
 * @param byDeal where the same is told deal by deal; `null` where it is not a deal's
 * @param exports where its terms can be had as a file
 * @example
 * <BridgeCard bridge={bridge} byDeal="/reconcile/deals?…" exports={[]} format={format} />
 */
export function BridgeCard({
  bridge: { bridge, currency, amounts, closing, unexplained },
  byDeal,
  exports,
  format,
}: {
  readonly bridge: SummedBridge;
  readonly byDeal: string | null;
  readonly exports: readonly ExportLink[];
  readonly format: ReaderFormat;
}) {
  const { whole, parts, balance } = BRIDGES[bridge];
  const shown = (amount: string) => <Amount format={format} amount={amount} currency={currency} bare />;
  return (
    <article class="part">
      <h3>{bridgeTitle(bridge)}</h3>
      <DataTable
        caption={bridgeSentence(bridge)}
        columns={[
          {
            heading: 'Term',
            namesRow: true,
            cell: (term) =>
              term === balance ? (
                <>
                  {termWords(term)}, change
                  <div class="quiet">{`${format.amount(closing, currency)} at the end`}</div>
                </>
              ) : (
                termWords(term)
              ),
          },
          {
            heading: currency,
            kind: 'number',
            cell: (term) => shown(amounts[term] ?? ''),
            total: shown(unexplained),
          },
        ]}
        rows={[...whole, ...parts]}
        exports={exports}
        empty={null}
        totalLabel="Unexplained"
      />
      {byDeal === null ? null : (
        <p>
          <a href={byDeal}>
            Deal by deal<span class="only-heard">, {bridgeTitle(bridge)}</span>
          </a>
        </p>
      )}
    </article>
  );
}

/**
 * Which bridges are told deal by deal: pay is a payee's.
 *
 * @example
 * hasDeals('pay') // false
 */
export function hasDeals(bridge: BridgeName): boolean {
  return bridge !== 'pay';
}
