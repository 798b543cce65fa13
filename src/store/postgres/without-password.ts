import pg from 'pg';
import { isPostgresAddress } from './is-postgres-address.js';

/**
 * What names a database, as it may be shown: an address of PostgreSQL without its password, with all that it
 * leaves to the environment; a path as it is.
 *
 * @example
 * withoutPassword('postgres://attain:secret@localhost/attain') // 'postgres://attain@localhost:5432/attain'
 */
export function withoutPassword(name: string): string {
  if (!isPostgresAddress(name)) return name;
  const parts = addressParts(name);
  if (parts === undefined) return 'postgres://…';
  const { user, host, port, database } = parts;
  return `postgres://${user === '' ? '' : `${encodeURIComponent(user)}@`}${host}:${port}/${database}`;
}

/** What an address says, or leaves to the environment, but for the password. */
export interface AddressParts {
  readonly user: string;
  readonly host: string;
  readonly port: number;
  readonly database: string;
}

/**
 * The parts of an address of PostgreSQL; `undefined` where it cannot be read.
 *
 * @example
 * addressParts('postgres://attain:secret@localhost/attain')?.port // 5432
 */
export function addressParts(address: string): AddressParts | undefined {
  try {
    const { user = '', host, port, database = '' } = new pg.Client(address);
    return { user, host, port, database };
  } catch {
    return undefined;
  }
}
