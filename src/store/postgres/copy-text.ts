import type { SqlRow } from '../executor.js';
import { refuseNul } from '../refused-text.js';

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * A row as a line of COPY's text format.
 *
 * @example
 * copyLine(['D-1', 100n, null]) // 'D-1\t100\t\\N\n'
 */
export function copyLine(values: SqlRow): string {
  let line = '';
  for (let position = 0; position < values.length; position += 1) {
    const value = values[position] ?? null;
    if (position > 0) line += '\t';
    line += value === null ? '\\N' : typeof value === 'string' ? escaped(value) : integer(value);
  }
  return `${line}\n`;
}

function integer(value: bigint): string {
  if (BigInt.asIntN(64, value) !== value)
    throw new RangeError(`${value} is beyond the integers of a database`);
  return value.toString();
}

/** Nearly no text has anything to escape. */
function escaped(text: string): string {
  if (!/[\0\\\n\r\t]/.test(text)) return text;
  refuseNul(text);
  return text.replace(/[\\\n\r\t]/g, (character) => ESCAPES[character] ?? character);
}
