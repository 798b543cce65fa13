/**
 * How PostgreSQL makes lines of a sealed table, and one text of the lines of many rows.
 *
 * @example
 * POSTGRES_LINES.line(['"id"', 'cast("amount" as text)']) // array_to_json(array["id", cast("amount" as text)])::text
 */
export const POSTGRES_LINES = Object.freeze({
  line: (values: readonly string[]): string => `array_to_json(array[${values.join(', ')}])::text`,
  packed: (line: string, order: string): string => `string_agg(${line}, chr(10) order by ${order})`,
});
