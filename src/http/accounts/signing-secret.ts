import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import { isPostgresAddress } from '../../store/postgres/is-postgres-address.js';

/**
 * What cookies are signed with: as it is told, else what is in a file beside the SQLite database that nobody else may
 * read, which is made when there is none. Fails for a PostgreSQL database, beside which there is no place: several
 * services may work with it, and need the same.
 *
 * @param told `ATTAIN_SECRET` of the environment, or `null`
 * @example
 * const secret = await signingSecret('.attain/attain.sqlite', null); // kept in .attain/attain-secret
 */
export async function signingSecret(database: string, told: string | null): Promise<Result<string>> {
  if (told !== null) return ok(told);
  if (isPostgresAddress(database)) {
    const hint = '`openssl rand -base64 48` makes one; all services of one database need the same';
    return failed([
      problem('missing-value', 'ATTAIN_SECRET is not set in the environment', {
        field: 'ATTAIN_SECRET',
        hint,
      }),
    ]);
  }
  const { dir, name } = parse(database);
  const path = join(dir, `${name}-secret`);
  await writeFile(path, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    },
  );
  return ok(await readFile(path, 'utf8'));
}
