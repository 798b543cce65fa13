import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isPostgresAddress } from '../store/postgres/is-postgres-address.js';
import { withoutPassword } from '../store/postgres/without-password.js';
import { type Session, withDatabaseAt } from './session.js';

/**
 * Adds `attain init`: makes the database, or brings the one there is up to date.
 *
 * @example
 * addInitCommand(session);
 */
export function addInitCommand(session: Session): void {
  session.program
    .command('init')
    .description('make the database, or bring the one there is up to date')
    .action(async () => {
      const { database: name } = session.options;
      const existed = isPostgresAddress(name) || existsSync(name);
      if (!existed) await mkdir(dirname(name), { recursive: true });
      await withDatabaseAt(name, async () => undefined);
      const database = withoutPassword(name);
      session.print({ database, created: !existed }, () =>
        existed
          ? `The database ${database} is up to date.`
          : `Made the database ${database}.\nNext: attain check rules, then attain import <folder>.`,
      );
    });
}
