import type { RecordKind } from '../../records/record-kinds.js';
import { recordTable } from '../record-table.js';

/** Tables of two writers of one transaction must not be the same. */
let nextTable = 0;

/**
 * The statements by which a batch of records that lies in a temporary table, no key of it twice, is written
 * within a change.
 *
 * @example
 * await connection.run(givenStatements('deal', 7).createTable, []);
 */
export function givenStatements(kind: RecordKind, change: number) {
  const { name, versionName, columns, keyPositions, contentPositions } = recordTable(kind);
  nextTable += 1;
  const table = `given_${nextTable}`;
  const all = columns.map((column) => `"${column}"`);
  const key = keyPositions.map((position) => all[position]);
  const content = contentPositions.map((position) => all[position]);
  const listOf = (side: string) => all.map((column) => `${side}.${column}`).join(', ');
  const joined = key.map((column) => `t.${column} = g.${column}`).join(' and ');
  const isOther = content.map((column) => `t.${column} is distinct from g.${column}`).join(' or ') || 'false';
  // The limit keeps the planner from joining in another way than by looking up each given row, which is right
  // for a few thousand rows beside millions, and which it cannot know of a table that was just filled.
  const stored = (select: string) =>
    `"${table}" g cross join lateral (select ${select} from "${name}" t where ${joined} limit 1) s`;
  const insert = `insert into "${name}" (${all.join(', ')}, "change") select ${listOf('g')}, ${change}`;

  return {
    table,
    createTable: `create temporary table "${table}" on commit drop as
      select 0::bigint as "position", ${all.join(', ')} from "${name}" limit 0`,
    emptyTable: `truncate "${table}"`,
    /** How many of the keys are stored, and how many of these with the same content. */
    countKnown: `select count(*), count(*) filter (where not s."other")
      from ${stored(`(${isOther}) as "other"`)}`,
    insertAll: `${insert} from "${table}" g order by ${key.map((column) => `g.${column}`).join(', ')}`,
    /** Inserts those whose key is new and returns their positions. */
    insertNew: `with "new" as (
        select g."position" from "${table}" g
        where not exists (select from "${name}" t where ${joined} offset 0)
      ), "inserted" as (
        ${insert} from "${table}" g where g."position" in (select "position" from "new")
      ) select "position" from "new"`,
    /** The positions of those stored with another content, and 1 where this change wrote that. */
    findOther: `select g."position", s."current" from ${stored(
      `(t."change" = ${change})::int as "current", (${isOther}) as "other"`,
    )} where s."other"`,
    // A content that this very change wrote was never the state after any change: it is no version.
    keepVersions: `insert into "${versionName}" (${all.join(', ')}, "from_change", "until_change")
      select ${all.map((column) => `s.${column}`).join(', ')}, s."change", ${change}
      from ${stored(`${listOf('t')}, t."change"`)}
      where g."position" = any (?::bigint[]) and s."change" <> ${change}`,
    correct: `update "${name}" t set ${[...content.map((column) => `${column} = g.${column}`), `"change" = ${change}`].join(', ')}
      from "${table}" g where ${joined} and g."position" = any (?::bigint[])`,
  };
}
