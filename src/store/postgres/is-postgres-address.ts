/**
 * Whether what names a database is the address of one of PostgreSQL, not the path of a file of SQLite.
 *
 * @example
 * isPostgresAddress('postgres://localhost/attain') // true
 */
export function isPostgresAddress(name: string): boolean {
  return /^postgres(ql)?:\/\//i.test(name);
}
