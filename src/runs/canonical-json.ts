import { createHash } from 'node:crypto';

/**
 * A value as JSON in the one form in which it is hashed: no blanks, keys sorted by code unit, bigints as
 * texts, members that are `undefined` left out.
 *
 * @example
 * canonicalJson({ b: 1n, a: [null] }) // '{"a":[null],"b":"1"}'
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'bigint') return `"${value}"`;
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}

/**
 * SHA-256 of a value in its canonical form, in hexadecimal.
 *
 * @example
 * contentHashOf({ a: 1 }) === contentHashOf({ a: 1 }) // true, whatever the order of keys
 */
export function contentHashOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}
