import { parse, serialize } from 'hono/utils/cookie';

const COOKIE = 'attain-notice';
const LONGEST_NOTICE = 300;
const SECONDS = 60;
const ATTRIBUTES = { path: '/', httpOnly: true, sameSite: 'Lax' } as const;

/**
 * The cookie that carries a notice to the page after.
 *
 * @example
 * headers.append('set-cookie', noticeCookie('Approved.'));
 */
export function noticeCookie(notice: string): string {
  return serialize(COOKIE, notice.slice(0, LONGEST_NOTICE), { ...ATTRIBUTES, maxAge: SECONDS });
}

/**
 * The notice that a request carries; null where there is none.
 *
 * @param cookies the header `Cookie`
 * @example
 * noticeOf('attain-notice=Approved.') // 'Approved.'
 */
export function noticeOf(cookies: string | undefined): string | null {
  if (cookies === undefined) return null;
  return parse(cookies, COOKIE)[COOKIE]?.slice(0, LONGEST_NOTICE) ?? null;
}

/** The cookie that takes a notice away once it is shown. */
export const NO_NOTICE: string = serialize(COOKIE, '', { ...ATTRIBUTES, maxAge: 0 });
