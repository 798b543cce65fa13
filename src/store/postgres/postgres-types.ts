import pg, { type CustomTypesConfig } from 'pg';

const INTEGERS: ReadonlySet<number> = new Set([
  pg.types.builtins.INT2,
  pg.types.builtins.INT4,
  pg.types.builtins.INT8,
]);

/**
 * How values of PostgreSQL come to us: every integer as a bigint, as from SQLite, and with them the sums of
 * integers, which PostgreSQL makes numeric; a numeric with a fraction stays text.
 *
 * @example
 * new pg.Pool({ connectionString, types: POSTGRES_TYPES })
 */
export const POSTGRES_TYPES: CustomTypesConfig = Object.freeze({
  getTypeParser(type: number) {
    if (INTEGERS.has(type)) return BigInt;
    if (type === pg.types.builtins.NUMERIC) return integerOrText;
    return pg.types.getTypeParser(type);
  },
});

function integerOrText(text: string): bigint | string {
  return /^-?\d+$/.test(text) ? BigInt(text) : text;
}
