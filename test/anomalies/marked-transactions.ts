import { writeSync } from 'node:fs';
import SqliteHandle from 'better-sqlite3';

// Is loaded into the compiled program before it starts: says on file descriptor 3, whose other end outlives it, when a
// transaction that writes begins and when it is committed, so that it is known what a kill landed in.

/** What a line of the process says. */
export type TransactionMark = 'begun' | 'committed';

const MARKS: Readonly<Record<string, TransactionMark>> = {
  'begin immediate': 'begun',
  commit: 'committed',
};

/** Whether the transaction that was begun last writes. */
let writes = false;

/** What of a handle is looked at: that it makes statements, which are run. */
interface Preparing {
  prepare(sql: string): { run(...parameters: readonly unknown[]): unknown };
}

const handles: Preparing = SqliteHandle.prototype;
const { prepare } = handles;

handles.prepare = function prepareMarked(this: Preparing, sql) {
  const statement = prepare.call(this, sql);
  const mark = MARKS[sql];
  if (mark !== undefined) {
    const run = statement.run.bind(statement);
    statement.run = (...parameters) => {
      const done = run(...parameters);
      say(mark);
      return done;
    };
  }
  return statement;
};

/** A transaction that only reads is committed too, and of no matter. */
function say(mark: TransactionMark): void {
  if (mark === 'begun') writes = true;
  if (writes) writeSync(3, `${mark}\n`);
  if (mark === 'committed') writes = false;
}
