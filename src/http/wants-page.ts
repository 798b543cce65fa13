import type { Context } from 'hono';
import { routePath } from 'hono/route';

/**
 * Whether who asks reads pages rather than documents: whoever asks for a page, a browser that asks for HTML before all
 * else, and htmx, which asks for parts of pages.
 *
 * @param pages the paths of all pages, as routes have them
 * @example
 * wantsPage(context, new Set(['/teams'])) // true for `Accept: text/html,application/xhtml+xml,…`
 */
export function wantsPage(context: Context, pages: ReadonlySet<string>): boolean {
  const { req } = context;
  if (/^\s*text\/html\b/i.test(req.header('accept') ?? '')) return true;
  return req.header('hx-request') === 'true' || pages.has(routePath(context));
}
