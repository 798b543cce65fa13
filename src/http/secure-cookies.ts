import type { MiddlewareHandler } from 'hono';

/**
 * Lets browsers send every cookie that a response gives by TLS alone: for a service that people reach by TLS. Those of
 * sessions say so themselves; those that pages give are told so here, in one place.
 *
 * @example
 * app.use(secureCookies());
 */
export function secureCookies(): MiddlewareHandler {
  return async (context, next) => {
    await next();
    const { headers } = context.res;
    const cookies = headers.getSetCookie();
    if (cookies.every(isSecure)) return;
    headers.delete('set-cookie');
    for (const each of cookies) headers.append('set-cookie', isSecure(each) ? each : `${each}; Secure`);
  };
}

function isSecure(cookie: string): boolean {
  return /;\s*secure\s*(?:;|$)/i.test(cookie);
}
