import { permit } from '../../access/permit.js';
import type { Viewer } from '../../access/viewer.js';
import type { Transaction } from '../../store/executor.js';
import { RecordReader } from '../../store/record-reader.js';

/** Deals by their ids, as people know them. */
export type DealNames = ReadonlyMap<
  string,
  { readonly name: string | null; readonly account: string | null }
>;

/**
 * The names of deals, in one go.
 *
 * @example
 * (await dealNames(trx, ['D-1'])).get('D-1')?.name // 'Halden Track for Tamarack Machinery'
 */
export async function dealNames(trx: Transaction, deals: readonly (string | null)[]): Promise<DealNames> {
  const ids = [...new Set(deals.flatMap((each) => each ?? []))].sort();
  if (ids.length === 0) return new Map();
  const found = await new RecordReader(trx, undefined).where('deal', 'id', ids);
  return new Map(found.map(({ id, name, account }) => [id, { name, account }]));
}

/**
 * A deal by its name and id; for whoever sees the company's data, with the way to its trace.
 *
 * @example
 * <DealName deal="D-1" names={names} viewer={viewer} />
 */
export function DealName({
  deal,
  names,
  viewer,
}: {
  readonly deal: string;
  readonly names: DealNames;
  readonly viewer: Viewer;
}) {
  const { name = null, account = null } = names.get(deal) ?? {};
  const shown = name ?? deal;
  const id = name === null ? null : <span class="one-line">{deal}</span>;
  return (
    <>
      {permit('company-data', viewer) ? (
        <a href={`/reconcile/deals/${encodeURIComponent(deal)}`}>{shown}</a>
      ) : (
        shown
      )}
      {account === null && id === null ? null : (
        <div class="quiet">
          {account}
          {account === null || id === null ? null : ' · '}
          {id}
        </div>
      )}
    </>
  );
}
