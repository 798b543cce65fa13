/**
 * An entry of the audit trail, with what it wrote.
 *
 * @example
 * recordAddress(17) // '/audit-trail/17'
 */
export function recordAddress(number: number): string {
  return `/audit-trail/${number}`;
}
