import type { Child, PropsWithChildren } from 'hono/jsx';

/**
 * What stands where there is nothing yet: what is not there, and what to do next.
 *
 * @example
 * <EmptyState title="There are no runs" action={<a class="button" href="#new">Calculate</a>}>
 *   A run calculates every statement from what is imported.
 * </EmptyState>
 */
export function EmptyState({
  title,
  action,
  children,
}: PropsWithChildren<{ readonly title: string; readonly action?: Child }>) {
  return (
    <div class="empty-state">
      <p class="empty-title">{title}</p>
      <p>{children}</p>
      {action === undefined ? null : <p>{action}</p>}
    </div>
  );
}
