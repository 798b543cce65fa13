import type { Child, PropsWithChildren } from 'hono/jsx';

/**
 * What is shown when its summary is opened; printed as it stands.
 *
 * @example
 * <Disclosure summary="How it came about">…</Disclosure>
 */
export function Disclosure({ summary, children }: PropsWithChildren<{ readonly summary: Child }>) {
  return (
    <details class="disclosure">
      <summary>{summary}</summary>
      <div>{children}</div>
    </details>
  );
}
