import type { Child } from 'hono/jsx';

/** Names and what they stand for, each a name and a value. */
export type Entries = readonly (readonly [name: string, value: Child])[];

/**
 * Names and what they stand for.
 *
 * @param kind `facts` line by line; `meta` one after the other below a heading
 * @example
 * <Terms kind="facts" entries={[['Rules', report.rulesHash], ['Engine', run.engineVersion]]} />
 */
export function Terms({ kind, entries }: { readonly kind: 'facts' | 'meta'; readonly entries: Entries }) {
  return (
    <dl class={kind}>
      {entries.map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
