const numbered = new Map<string, string>();

/** Texts kept; what the store says are some hundreds. */
const KEPT_TEXTS = 1_000;

/**
 * A statement with `?` for its parameters as PostgreSQL takes it, with `$1`, `$2` …; a question mark between
 * quotes stays.
 *
 * @example
 * numberedPlaceholders(`select '?' from "team" where "id" = ?`) // `select '?' from "team" where "id" = $1`
 */
export function numberedPlaceholders(sql: string): string {
  const known = numbered.get(sql);
  if (known !== undefined) return known;
  let count = 0;
  const text = sql.replace(/'[^']*'|"[^"]*"|\?/g, (part) => {
    if (part !== '?') return part;
    count += 1;
    return `$${count}`;
  });
  if (numbered.size === KEPT_TEXTS) numbered.clear();
  numbered.set(sql, text);
  return text;
}
