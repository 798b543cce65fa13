import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { openDatabase } from '../../src/store/database.js';
import type { Connection, Database, Transaction } from '../../src/store/executor.js';
import { stepsOf, type WorkName } from './deadly-works.js';

// A process that does one work and is killed in it: from outside at any moment, or by itself at a chosen call of the
// database. What it is at goes to file descriptor 3, whose other end outlives it.

/** What the process is asked to do, as JSON on its standard input. */
export interface DeadlyOrder {
  readonly database: string;
  readonly added: string;
  readonly work: WorkName;
  /** The call of the database at which it kills itself, from 0; never when left out. */
  readonly dieAt?: number;
}

/** What a line of the process begins with; what follows is the name of the step, or a count of calls. */
export type Mark = 'begun' | 'posting' | 'ended' | 'calls';

let calls = 0;
let dieAt = -1;

function say(mark: Mark, what: string | number): void {
  writeSync(3, `${mark} ${what}\n`);
}

/** A moment between two calls of the database. */
function pass(): void {
  if (calls === dieAt) process.kill(process.pid, 'SIGKILL');
  calls += 1;
}

function counted(db: Database): Database {
  return {
    ...db,
    read: (work) => db.read((trx) => work(countedTransaction(trx))),
    write: (work) => db.write((trx) => work(countedTransaction(trx))),
  };
}

function countedTransaction(trx: Transaction): Transaction {
  const { connection, sqlite } = trx;
  const own: Transaction = {
    get queries() {
      pass();
      return trx.queries;
    },
    connection: countedConnection(connection),
    sqlite:
      sqlite === null
        ? null
        : {
            prepare(sql) {
              pass();
              return sqlite.prepare(sql);
            },
            kept(sql) {
              pass();
              return sqlite.kept(sql);
            },
          },
    postgres: trx.postgres,
    read: (work) => work(own),
  };
  return own;
}

function countedConnection(connection: Connection): Connection {
  return {
    rows(sql, parameters) {
      pass();
      return connection.rows(sql, parameters);
    },
    run(sql, parameters) {
      pass();
      return connection.run(sql, parameters);
    },
    stream(sql, parameters) {
      pass();
      return connection.stream(sql, parameters);
    },
    bulkInsert(table, columns) {
      if (table === 'ledger_transaction') say('posting', calls);
      pass();
      const insert = connection.bulkInsert(table, columns);
      return {
        add(values) {
          pass();
          return insert.add(values);
        },
        end() {
          pass();
          return insert.end();
        },
      };
    },
  };
}

async function main(): Promise<void> {
  const [line] = await once(process.stdin, 'data');
  process.stdin.destroy();
  const order: DeadlyOrder = JSON.parse(String(line));
  dieAt = order.dieAt ?? -1;
  const db = counted(await openDatabase(order.database));
  for (const { name, run } of stepsOf(order.work, order.added)) {
    say('begun', name);
    const problems = await run(db);
    if (problems.length > 0) throw new Error(JSON.stringify(problems));
    say('ended', name);
  }
  say('calls', calls);
  await db.close();
}

await main();
