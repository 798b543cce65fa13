import { closeDatabase, IMPORT_CACHE, openDatabase } from '../../store/database.js';
import type { Database } from '../../store/executor.js';
import { KeptDatabase } from './kept-database.js';
import { settlingDatabase } from './settling-database.js';
import type { Task, TaskContext, TaskResult } from './task.js';

const calculated = new KeptDatabase(async (db) => {
  const { readAhead } = await import('../incremental/read-ahead.js');
  return readAhead(db);
});

/**
 * Does a task, with a database handle of its own where it needs one. Throws the reason of the signal where that
 * ends it, and whatever the database fails with; what is wrong with the data is in the result.
 *
 * @example
 * await runTask({ kind: 'check', files }, { onProgress: () => undefined, signal, settle });
 */
export async function runTask(task: Task, context: TaskContext): Promise<TaskResult> {
  // A thread is started for its first task: what that does not need would only make it wait.
  switch (task.kind) {
    case 'calculate': {
      const { runCalculation } = await import('./run-calculation.js');
      return calculated.use(task.database, (db) => runCalculation(db, task, context));
    }
    case 'import': {
      const { runImport } = await import('./run-import.js');
      return withDatabase(task.database, (db) => runImport(settlingDatabase(db, context), task, context));
    }
    case 'check': {
      const { checkRuleFiles } = await import('../../rules/check-rules.js');
      return checkRuleFiles(task.files);
    }
    case 'examples': {
      const { reportExamples } = await import('../report-examples.js');
      return reportExamples(task.files);
    }
    case 'publish': {
      const { publishRuleFiles } = await import('../publish-rules.js');
      const { database, files, actor, reason, expects } = task;
      const options = {
        actor,
        ...(reason !== null && { reason }),
        ...(expects !== undefined && { expects }),
      };
      return withDatabase(database, (db) => publishRuleFiles(db, files, options));
    }
    case 'step': {
      const { runStep } = await import('./steps.js');
      return withDatabase(task.database, (db) => runStep(db, task.name, task.request));
    }
    case 'report': {
      const { runReport } = await import('./reports.js');
      return withDatabase(task.database, (db) => runReport(db, task.name, task.request));
    }
    case 'books': {
      const { runBooks } = await import('./run-books.js');
      return withDatabase(task.database, (db) => runBooks(settlingDatabase(db, context), task));
    }
    case 'compare': {
      const { runComparison } = await import('./run-comparison.js');
      return withDatabase(task.database, (db) => runComparison(db, task, context));
    }
  }
}

async function withDatabase<T>(address: string, work: (db: Database) => Promise<T>): Promise<T> {
  const db = await openDatabase(address, IMPORT_CACHE);
  try {
    return await work(db);
  } finally {
    await closeDatabase(db);
  }
}
