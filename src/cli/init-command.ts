import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
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
      const { database } = session.options;
      const existed = existsSync(database);
      await mkdir(dirname(database), { recursive: true });
      await withDatabaseAt(database, async () => undefined);
      session.print({ database, created: !existed }, () =>
        existed
          ? `The database ${database} is up to date.`
          : `Made the database ${database}.\nNext: attain check rules, then attain import <folder>.`,
      );
    });
}
