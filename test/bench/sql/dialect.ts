/** Where the SQL of the databases differs. */
export interface Dialect {
  /** The function that gives the greater of two numbers. */
  readonly greater: string;
}

/** SQLite's SQL. */
export const SQLITE: Dialect = { greater: 'max' };

/** PostgreSQL's SQL. */
export const POSTGRES: Dialect = { greater: 'greatest' };
