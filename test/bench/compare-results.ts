import { createHash } from 'node:crypto';
import type { DatabaseReader } from './places/database-reader.js';

/** What results come to: equal results give equal digests. */
export interface ResultDigest {
  readonly lines: number;
  readonly statements: number;
  readonly digest: string;
}

const LINES = `select e.payee, e.component, l.window_from, p.id, l.date, l.deal, coalesce(l.event, ''),
    l.base, l.amount
  from line l
    join entitlement e on e.run = l.run and e.number = l.entitlement
    join run_period p on p.run = l.run and p.number = l.period
  where l.run = (select run from published)
  order by 1, 2, 3, 4, 5, 6, 7`;

const STATEMENTS = `select s.payee, p.id, s.currency, s.earned, s.payable, s.paid
  from statement s join run_period p on p.run = s.run and p.number = s.period
  where s.run = (select run from published)
  order by 1, 2, 3`;

/**
 * Digests all published lines and totals, in an order that is of the business and not of the database.
 *
 * @example
 * (await digestResults(databaseReader('plain.sqlite'))).digest
 */
export async function digestResults(reader: DatabaseReader): Promise<ResultDigest> {
  const hash = createHash('sha256');
  const counts = { lines: 0, statements: 0 };
  for (const [table, sql] of TABLES) {
    for await (const text of textsOf(reader, sql)) {
      hash.update(`${text}\n`);
      counts[table] += 1;
    }
  }
  return { ...counts, digest: hash.digest('hex') };
}

/**
 * Says where two databases first differ in lines or totals; `null` where they do not.
 *
 * @example
 * await firstDifference(databaseReader('product.sqlite'), databaseReader('plain.sqlite'));
 */
export async function firstDifference(one: DatabaseReader, other: DatabaseReader): Promise<string | null> {
  for (const [table, sql] of TABLES) {
    const others = textsOf(other, sql)[Symbol.asyncIterator]();
    for await (const text of textsOf(one, sql)) {
      const { value, done } = await others.next();
      if (done === true) return `${table}: ${text} is in the first alone`;
      if (value !== text) return `${table}: ${text} in the first is ${value} in the second`;
    }
    const { value, done } = await others.next();
    if (done !== true) return `${table}: ${value} is in the second alone`;
  }
  return null;
}

const TABLES = [
  ['lines', LINES],
  ['statements', STATEMENTS],
] as const;

async function* textsOf(reader: DatabaseReader, sql: string): AsyncGenerator<string> {
  for await (const batch of reader.rows(sql)) for (const row of batch) yield row.join('|');
}
