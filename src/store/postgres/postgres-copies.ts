import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { CopyIn, PostgresConnection } from '../executor.js';

/** COPY in a transaction. */
export interface PostgresCopies extends PostgresConnection {
  /** Ends every COPY into a table that was begun and not ended: nothing else can run on the client before. */
  abandon(): Promise<void>;
}

/**
 * COPY, over the client that a transaction has for itself.
 *
 * @example
 * for await (const bytes of postgresCopies(client).copyOut('select "id" from "team"')) console.log(bytes);
 */
export function postgresCopies(client: ClientBase): PostgresCopies {
  const running = new Set<Writable>();
  return {
    copyOut: (sql) => copyOut(client, sql),
    copyIn: (table, columns) => copyIn(client, running, table, columns),
    async abandon() {
      for (const stream of running) {
        stream.destroy();
        await finished(stream).catch(() => {});
      }
    },
  };
}

async function* copyOut(client: ClientBase, sql: string): AsyncGenerator<Buffer> {
  const stream = client.query(copyTo(`copy (${sql}) to stdout`));
  try {
    for await (const bytes of stream.iterator({ destroyOnReturn: false })) yield bytes;
  } finally {
    // Whoever stops early leaves rows on the way; the next statement can come only after them.
    if (!stream.readableEnded && !stream.destroyed) {
      stream.resume();
      await finished(stream, { writable: false });
    }
  }
}

function copyIn(
  client: ClientBase,
  running: Set<Writable>,
  table: string,
  columns: readonly string[],
): CopyIn {
  const names = columns.map((column) => `"${column}"`).join(', ');
  const stream = client.query(copyFrom(`copy "${table}" (${names}) from stdin`));
  running.add(stream);
  const outcome = new Promise<void>((resolve, reject) => {
    stream.once('finish', resolve);
    stream.once('error', reject);
  }).finally(() => running.delete(stream));
  let refused: { readonly error: unknown } | undefined;
  // Whoever writes or ends it hears of the error then.
  outcome.catch((error: unknown) => {
    refused = { error };
  });
  return {
    async write(text) {
      if (refused !== undefined) throw refused.error;
      if (!stream.write(text)) await Promise.race([once(stream, 'drain'), outcome]);
    },
    async end() {
      if (refused !== undefined) throw refused.error;
      stream.end();
      await outcome;
    },
  };
}
