import { Fragment } from 'hono/jsx';
import { NO_NOTICE, noticeOf } from '../notice.js';
import { Document } from './document.js';
import type { AskedPage, PageContent } from './page-content.js';
import { PAGE_POLICY } from './page-policy.js';

/**
 * A page as a response: in the frame of all pages, or without it where htmx asks for what goes into a page that is
 * shown already.
 *
 * @example
 * return await renderPage({ title: 'Teams', body: <p>There are none.</p> }, request);
 */
export async function renderPage(content: PageContent, asked: AskedPage, status = 200): Promise<Response> {
  const isPart = asked.header('hx-request') === 'true';
  const notice = isPart ? null : noticeOf(asked.header('cookie'));
  const html = isPart ? (
    Fragment({ children: [content.body] })
  ) : (
    <Document content={content} asked={asked} notice={notice} />
  );
  const text = await html.toString();
  return new Response(isPart ? text : `<!doctype html>${text}`, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': PAGE_POLICY,
      'cache-control': 'no-store',
      // Without it, what a page of this service sends would not say that it comes from here.
      'referrer-policy': 'same-origin',
      vary: 'hx-request',
      ...(notice !== null && { 'set-cookie': NO_NOTICE }),
    },
  });
}
