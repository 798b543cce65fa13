/** Statements kept prepared; what the store says are some hundreds. */
const MOST_KEPT = 1_000;

/**
 * Prepares each text once, and gives the same statement for it again: to prepare a short one takes longer than to run
 * it.
 *
 * @param most how many are kept at a time
 *
 * @example
 * const prepared = keptStatements((sql) => handle.prepare(sql));
 * prepared('select 1') === prepared('select 1') // true
 */
export function keptStatements<Statement>(
  prepare: (sql: string) => Statement,
  most = MOST_KEPT,
): (sql: string) => Statement {
  const kept = new Map<string, Statement>();
  return (sql) => {
    const known = kept.get(sql);
    if (known !== undefined) return known;
    const statement = prepare(sql);
    // A pragma may do what it does when it is prepared, and not when it is run.
    if (sql.startsWith('pragma')) return statement;
    if (kept.size >= most) kept.clear();
    kept.set(sql, statement);
    return statement;
  };
}
