import { addDays } from '../../src/calendar/civil-date.js';
import { packageFile } from '../../src/runs/package-file.js';
import { numberedPlaceholders } from '../../src/store/postgres/numbered-placeholders.js';
import { THROUGH } from './workload/workload.js';

/**
 * The insert of the run that a compared program writes its results under; it gives the id back.
 *
 * @example
 * db.prepare(INSERT_RUN).pluck().get(...runValues('plain'));
 */
export const INSERT_RUN = `insert into run
  (through, change, rules_hash, inputs_hash, engine_version, status, started_at, actor)
  values (?, ?, ?, ?, ?, ?, ?, ?) returning id`;

/**
 * {@link INSERT_RUN} as PostgreSQL takes it.
 *
 * @example
 * await client.query(INSERT_RUN_IN_POSTGRES, [...runValues('sql')]);
 */
export const INSERT_RUN_IN_POSTGRES = numberedPlaceholders(INSERT_RUN);

/** The values of {@link INSERT_RUN}. */
export function runValues(program: string): readonly (string | number)[] {
  const started = new Date().toISOString();
  return [addDays(THROUGH, -1), 2, '', '', packageFile().version, 'running', started, program];
}

/**
 * What shows the results of a run in place of those shown before.
 *
 * @example
 * for (const sql of publishing(1)) db.exec(sql);
 */
export function publishing(run: number): readonly string[] {
  return [
    `update run set status = 'superseded' where status = 'published'`,
    `update run set status = 'published', finished_at = '${new Date().toISOString()}' where id = ${run}`,
    `insert into published (id, run) values (1, ${run}) on conflict (id) do update set run = excluded.run`,
  ];
}

/** The components of the plan as entitlements say them, in order of id. */
export const COMPONENTS = [
  { component: 'bookings', measure: 'new-business', basis: 'booked' },
  { component: 'renewals', measure: 'renewal-cash', basis: 'collected' },
] as const;
