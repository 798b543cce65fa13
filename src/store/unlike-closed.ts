import type { SqlRow, Transaction } from './executor.js';

/** A run, and the number of the last closing that counts. */
export interface RunAndClosing {
  readonly run: number;
  readonly closing: number;
}

/**
 * Whose statements of closed periods in a run are not those that were closed, in every figure, line and word: one is
 * missing or there is one more, a total or a line differs, or what is held is told otherwise.
 *
 * @example
 * (await unlikeClosed(trx, { run: 7, closing: 3 })).has('ada') // false
 */
export async function unlikeClosed(
  trx: Transaction,
  { run, closing }: RunAndClosing,
): Promise<ReadonlySet<string>> {
  const unlike = new Set<string>();
  const asked = [BigInt(run), BigInt(closing)];
  for (const sql of [OTHER_STATEMENTS, MORE_STATEMENTS, OTHER_LINES, OTHER_NUMBER_OF_LINES]) {
    for (const [payee] of await trx.connection.rows(sql, asked)) unlike.add(String(payee));
  }
  for (let number = 1; number <= closing; number += 1) {
    for (const payee of await otherDocuments(trx, { run, closing: number })) unlike.add(payee);
  }
  return unlike;
}

const ASKED = '(select cast(? as bigint) as "run", cast(? as bigint) as "last") a';

/** Closings with the run's period of each. SQLite goes through what is joined so in this order. */
const CLOSINGS = `${ASKED} cross join "closing" k cross join "run_period" p`;
const OF_CLOSINGS = `k."number" <= a."last"
  and p."run" = a."run" and p."id" = k."period" and p."frequency" = k."frequency"`;

const TOTALS = [
  ...(['earned', 'held', 'payable', 'drawn', 'guaranteed', 'adjusted', 'recovered'] as const),
  ...(['carried_in', 'carried', 'paid'] as const),
];

const OTHER_STATEMENTS = `select distinct c."payee" from ${CLOSINGS} cross join "closed_statement" c
  where ${OF_CLOSINGS} and c."closing" = k."number" and not exists (
    select 1 from "statement" s
      where s."run" = a."run" and s."payee" = c."payee" and s."period" = p."number"
        and s."currency" = c."currency" and s."status" = 'complete'
        and ${TOTALS.map((total) => `s."${total}" = c."${total}"`).join(' and ')})`;

const MORE_STATEMENTS = `select distinct s."payee" from ${CLOSINGS} cross join "statement" s
  where ${OF_CLOSINGS} and s."run" = a."run" and s."period" = p."number" and s."currency" = k."currency"
    and not exists (
      select 1 from "closed_statement" c where c."closing" = k."number" and c."payee" = s."payee")`;

const dayNumberOf = (column: string) => `cast(replace(${column}, '-', '') as bigint)`;

/** The key of a line's event, of which a run writes no more than does not follow from the deal. */
const EVENT = `case
  when l."event" = ':' or (l."event" is null and l."deal" is null) then null
  when l."event" like ':%' then substr(l."event", 2)
  else e."basis" || ':' || l."deal" || ':' || coalesce(l."event", 'booking') end`;

const OTHER_LINES = `select distinct c."payee" from ${CLOSINGS} cross join "closed_line" c
  where ${OF_CLOSINGS} and c."closing" = k."number" and not exists (
    select 1 from "entitlement" e join "line" l on l."run" = e."run" and l."entitlement" = e."number"
      where e."run" = a."run" and e."payee" = c."payee" and e."assignment" = c."assignment"
        and e."segment_from" = c."segment_from" and e."component" = c."component"
        and e."plan_hash" = c."plan_hash" and e."currency" = k."currency"
        and l."window_from" = ${dayNumberOf('c."window_from"')} and l."period" = p."number"
        and l."number" = c."number" and l."kind" = c."kind" and l."amount" = c."amount"
        and l."window_to" = ${dayNumberOf('c."window_to"')} and l."date" = ${dayNumberOf('c."date"')}
        and l."share" is not distinct from c."share" and l."base" is not distinct from c."base"
        and coalesce(l."credited", l."base") is not distinct from c."credited"
        and l."deal" is not distinct from c."deal" and l."detail" is not distinct from c."detail"
        and ${EVENT} is not distinct from c."event")`;

/** As every closed line has its like, there is one more where there are more. */
const OTHER_NUMBER_OF_LINES = `select r."payee"
  from (select e."payee", a."last", count(*) as "lines"
      from ${ASKED} cross join "entitlement" e cross join "line" l
        cross join "run_period" p cross join "closing" k
      where ${OF_CLOSINGS} and e."run" = a."run" and e."currency" = k."currency"
        and l."run" = e."run" and l."entitlement" = e."number" and l."period" = p."number"
      group by e."payee", a."last") r
  where r."lines" <> (
    select count(*) from "closed_line" c where c."payee" = r."payee" and c."closing" <= r."last")`;

const DOCUMENTS = `select c."payee", s."document", c."remainder" from ${CLOSINGS} cross join "closed_statement" c
  cross join "statement" s
  where ${OF_CLOSINGS} and k."number" = a."last" and c."closing" = k."number"
    and s."run" = a."run" and s."payee" = c."payee" and s."period" = p."number"
    and s."currency" = c."currency" and s."document" <> c."remainder"`;

/** Whose statement of one closing is told in other words. */
async function otherDocuments(trx: Transaction, at: RunAndClosing): Promise<readonly string[]> {
  const asked = [BigInt(at.run), BigInt(at.closing)];
  const documents = await trx.connection.rows(DOCUMENTS, asked);
  if (documents.length === 0) return [];
  const now = namesOf(
    await trx.connection.rows(`${ENTITLEMENTS} from "entitlement" where "run" = ?`, asked.slice(0, 1)),
  );
  const closed = namesOf(
    await trx.connection.rows(
      `${ENTITLEMENTS} from "closed_entitlement" where "closing" = ?`,
      asked.slice(1),
    ),
  );
  return documents.flatMap(([payee, written, remainder]) => {
    const isLike = named(payee, written, now) === named(payee, remainder, closed);
    return isLike ? [] : [String(payee)];
  });
}

const ENTITLEMENTS = 'select "payee", "number", "assignment", "segment_from", "component"';

/** What each number of a payee stands for. */
function namesOf(rows: readonly SqlRow[]): ReadonlyMap<string, string> {
  return new Map(rows.map(([payee, number, ...name]) => [`${payee}\u0000${number}`, name.join('\u0000')]));
}

/** A document that names what is numbered otherwise in each run: so the same is the same text. */
function named(
  payee: SqlRow[number] | undefined,
  document: unknown,
  names: ReadonlyMap<string, string>,
): string {
  const read: Readonly<Record<string, unknown>> & {
    readonly payables?: readonly (readonly [number, string])[];
  } = JSON.parse(String(document));
  const payables = read.payables?.map(([number, amount]) => [names.get(`${payee}\u0000${number}`), amount]);
  return JSON.stringify(Object.entries({ ...read, payables }).sort(([a], [b]) => (a < b ? -1 : 1)));
}
