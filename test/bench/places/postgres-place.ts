import type { DatabasePlace } from './database-place.js';
import { withClient } from './postgres-reader.js';

/**
 * Databases of a PostgreSQL server, made beside the one of the address and dropped in the end.
 *
 * @example
 * const place = postgresPlace('postgres://localhost:5432/postgres');
 */
export function postgresPlace(server: string): DatabasePlace {
  const made = new Set<string>();
  const databaseOf = (name: string) => `attain_bench_${process.pid}_${name.replaceAll('-', '_')}`;
  const administer = (sql: string) => withClient(server, (client) => client.query(sql));
  const drop = async (name: string) => {
    made.delete(name);
    await administer(`drop database if exists "${databaseOf(name)}"`);
  };
  const make = async (name: string, template: string) => {
    await drop(name);
    made.add(name);
    await administer(`create database "${databaseOf(name)}" template "${template}"`);
  };
  return {
    drop,
    address(name) {
      const url = new URL(server);
      url.pathname = `/${databaseOf(name)}`;
      return url.href;
    },
    create: (name) => make(name, 'template1'),
    has: async (name) => made.has(name),
    copy: async (from, to) => {
      await make(to, databaseOf(from));
      // What the copy still has to write would be measured with what comes next.
      await administer('checkpoint');
    },
    version: () => withClient(server, async (client) => `PostgreSQL ${await versionOf(client)}`),
    close: async () => {
      for (const name of [...made]) await drop(name);
    },
  };
}

async function versionOf(client: Parameters<Parameters<typeof withClient>[1]>[0]): Promise<string> {
  const text = `select current_setting('server_version') as version`;
  return (await client.query<{ version: string }>(text)).rows[0]?.version ?? '';
}
