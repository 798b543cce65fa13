import type { PropsWithChildren } from 'hono/jsx';

/**
 * A part of a page that shows what goes on: while it does, it is asked for again and again and put in its own place.
 * The page says `againInSeconds` for readers without scripts.
 *
 * @param id the name of the part, which no other part of the page has
 * @param href the page itself
 * @param goesOn whether there is anything to wait for
 * @example
 * <Live id="run" href={url.pathname} goesOn={run.status === 'running'}><Progress … /></Live>
 */
export function Live({
  id,
  href,
  goesOn,
  children,
}: PropsWithChildren<{ readonly id: string; readonly href: string; readonly goesOn: boolean }>) {
  const asking = { 'hx-get': href, 'hx-trigger': 'every 2s', 'hx-select': `#${id}`, 'hx-swap': 'outerHTML' };
  return (
    <div id={id} class="live" aria-live="polite" {...(goesOn && asking)}>
      {children}
    </div>
  );
}
