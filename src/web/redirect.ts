import { noticeCookie } from './notice.js';

/**
 * Leads on to another page of the service, which is asked with GET, so that to load it again does nothing twice.
 *
 * @param notice what has been done, shown once at the top of that page
 * @example
 * return redirect('/approvals', 'The statement of Ada is approved.');
 */
export function redirect(path: string, notice?: string): Response {
  const headers = new Headers({ location: path });
  if (notice !== undefined) headers.append('set-cookie', noticeCookie(notice));
  return new Response(null, { status: 303, headers });
}
