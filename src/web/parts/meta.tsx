import { type Entries, Terms } from './terms.js';

/**
 * What everything on the page goes by: its period, its currency, as of when.
 *
 * @example
 * <Meta entries={[['Period', format.period(period)], ['Currency', currency], ['As of', format.moment(run.finishedAt)]]} />
 */
export function Meta({ entries }: { readonly entries: Entries }) {
  return <Terms kind="meta" entries={entries} />;
}
