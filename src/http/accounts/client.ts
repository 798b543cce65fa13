import { isIP } from 'node:net';
import type { Context } from 'hono';

/** Where a request comes from, for the throttle and for the list of sessions. */
export interface Client {
  /** An address of the internet; empty where it is not known. */
  readonly address: string;
  /** What the browser says of itself. */
  readonly browser: string;
}

/** No browser says more of itself that is of use. */
const LONGEST_BROWSER = 300;

/**
 * Where a request comes from: the other end of its connection, or, where a proxy is trusted, what that says last.
 *
 * @example
 * clientOf(context, { isProxied: false }).address // '203.0.113.7'
 */
export function clientOf({ env, req }: Context, { isProxied }: { readonly isProxied: boolean }): Client {
  const forwarded = isProxied ? req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  const address = forwarded ?? remoteAddress(env) ?? '';
  const browser = (req.header('user-agent') ?? '').slice(0, LONGEST_BROWSER);
  return { address: isIP(address) === 0 ? '' : address, browser };
}

/** Only a server knows the connection; an app that is asked without one knows none. */
function remoteAddress(env: unknown): string | undefined {
  const { incoming } = (env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } };
  return incoming?.socket?.remoteAddress;
}
