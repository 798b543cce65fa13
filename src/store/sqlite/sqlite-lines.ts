/**
 * How SQLite makes lines of a sealed table, and one text of the lines of many rows.
 *
 * @example
 * SQLITE_LINES.line(['"id"', 'cast("amount" as text)']) // json_array("id", cast("amount" as text))
 */
export const SQLITE_LINES = Object.freeze({
  line: (values: readonly string[]): string => `json_array(${values.join(', ')})`,
  /**
   * In the order in which the rows are read, which the caller sees to. As bytes: a text of SQLite would be decoded, and
   * be encoded again to be hashed.
   */
  packed: (line: string, _order: string): string => `cast(group_concat(${line}, char(10)) as blob)`,
});
