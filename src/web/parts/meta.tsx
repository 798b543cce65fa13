import type { Child } from 'hono/jsx';

/**
 * What everything on the page goes by: its period, its currency, as of when.
 *
 * @example
 * <Meta entries={[['Period', format.period(period)], ['Currency', currency], ['As of', format.moment(run.finishedAt)]]} />
 */
export function Meta({ entries }: { readonly entries: readonly (readonly [label: string, value: Child])[] }) {
  return (
    <dl class="meta">
      {entries.map(([label, value]) => (
        <div>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
