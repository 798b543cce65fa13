import type { PropsWithChildren } from 'hono/jsx';

/** How a badge looks; its words say the same. */
export type BadgeTone = 'plain' | 'good' | 'waiting' | 'bad';

/**
 * A state in a word or two.
 *
 * @example
 * <Badge tone="waiting">Held</Badge>
 */
export function Badge({ tone = 'plain', children }: PropsWithChildren<{ readonly tone?: BadgeTone }>) {
  return <span class={`badge is-${tone}`}>{children}</span>;
}
