import { STATUS_CODES } from 'node:http';
import type { HonoRequest } from 'hono';
import type { Viewer } from '../../access/viewer.js';
import type { Refusal } from '../../http/refusal.js';
import type { Services } from '../../http/services.js';
import { Problems } from '../parts/problems.js';
import { renderPage } from './render-page.js';

/** What a status means to somebody who reads pages. */
const TITLES: Readonly<Record<number, string>> = {
  400: 'This request makes no sense',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Not possible here',
  409: 'Not possible now',
  410: 'No longer kept',
  413: 'Too large',
  429: 'Tried too often',
  500: 'Something went wrong',
  503: 'Not available now',
};

/**
 * A refusal as a page: the same problems as in a problem document, in the frame that the viewer knows. A stranger is
 * led to where they can sign in, and from there to what they asked for.
 *
 * @example
 * return await refusalPage(notFound('there is no payee zoe'), req, services);
 */
export async function refusalPage(refusal: Refusal, req: HonoRequest, services: Services): Promise<Response> {
  const { status, problems, headers } = refusal;
  if (Number(status) === 401) return toSignIn(req);
  const viewer = status === 500 || status === 503 ? null : await viewerOrNull(req, services);
  const title = TITLES[status] ?? STATUS_CODES[status] ?? 'This was refused';
  const body = (
    <>
      <Problems problems={problems} />
      <p>
        <a class="button" href="/">
          Go to the home page
        </a>
      </p>
    </>
  );
  const asked = { viewer, url: new URL(req.url), header: (name: string) => req.header(name) };
  const response = await renderPage({ title, body }, asked, status);
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

/** What is sent is not sent again after signing in, so who sends it begins at the first page. */
function toSignIn(req: HonoRequest): Response {
  const { pathname, search } = new URL(req.url);
  const isRead = req.method === 'GET' || req.method === 'HEAD';
  const place = `/sign-in?next=${encodeURIComponent(isRead ? pathname + search : '/')}`;
  // A part of a page cannot be led elsewhere: the page around it is.
  if (req.header('hx-request') === 'true') {
    return new Response(null, {
      status: 401,
      headers: { 'hx-redirect': '/sign-in', 'cache-control': 'no-store' },
    });
  }
  return new Response(null, { status: 303, headers: { location: place, 'cache-control': 'no-store' } });
}

async function viewerOrNull(req: HonoRequest, services: Services): Promise<Viewer | null> {
  try {
    return await services.viewerOf(req.raw);
  } catch {
    return null;
  }
}
