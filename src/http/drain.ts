import type { Server } from 'node:http';

/** How long requests that are being answered may still take, in milliseconds. */
const GRACE_MILLISECONDS = 10_000;

/** How often connections are looked for that have nothing to do any more, in milliseconds. */
const LOOK_AGAIN_MILLISECONDS = 25;

/**
 * Stops a server: it accepts no connection any more, answers the requests it has, and closes each connection
 * when it is idle, and all of them when the time of grace is over.
 *
 * @example
 * await drain(server);
 */
export async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  // A connection that was busy when the server was closed is kept open by Node when it is done.
  const looking = setInterval(() => server.closeIdleConnections(), LOOK_AGAIN_MILLISECONDS);
  const over = setTimeout(() => server.closeAllConnections(), GRACE_MILLISECONDS);
  await closed;
  clearInterval(looking);
  clearTimeout(over);
}
