import type { Database } from '../../store/executor.js';
import type { TaskContext } from './task.js';

/**
 * A handle for work that is kept with one transaction: once that is about to be committed, the work cannot be called off.
 *
 * @example
 * await runImport(settlingDatabase(db, context), task, context);
 */
export function settlingDatabase(db: Database, work: Pick<TaskContext, 'settle'>): Database {
  return {
    ...db,
    write: (transaction) =>
      db.write(async (trx) => {
        const done = await transaction(trx);
        work.settle();
        return done;
      }),
  };
}
