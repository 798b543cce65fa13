import type { Transaction } from './executor.js';

/** Days for which what a payee did is not known in full; all of them where there are none. */
export interface ResultGap {
  readonly payee: string;
  readonly days: { readonly from: string; readonly to: string } | null;
}

/** Payees looked for by one statement: many, or as many as one change concerns. */
const PAYEES_AT_A_TIME = 500;
const FEW_PAYEES = 20;

/**
 * When the results of some payees in a run are incomplete: the periods of incomplete statements, and all days where
 * a problem leaves somebody without any statement.
 *
 * @example
 * await readResultGaps(trx, 7, ['ada']) // [{ payee: 'ada', days: { from: '2026-01-01', to: '2026-02-01' } }]
 */
export async function readResultGaps(
  { connection }: Transaction,
  run: number,
  payees: readonly string[],
): Promise<readonly ResultGap[]> {
  const gaps: ResultGap[] = [];
  const size = payees.length > FEW_PAYEES ? PAYEES_AT_A_TIME : FEW_PAYEES;
  const { incomplete, withoutStatements } = selectsFor(size);
  for (let from = 0; from < payees.length; from += size) {
    const some = payees.slice(from, from + size);
    // Filled up with one of them, so that few statements serve any number.
    const asked = [BigInt(run), ...Array.from({ length: size }, (_, place) => some[place] ?? some[0] ?? '')];
    for (const [payee, first, end] of await connection.rows(incomplete, asked)) {
      gaps.push({ payee: String(payee), days: { from: String(first), to: String(end) } });
    }
    for (const [payee] of await connection.rows(withoutStatements, asked)) {
      gaps.push({ payee: String(payee), days: null });
    }
  }
  return gaps;
}

function selectsFor(size: number) {
  const list = Array.from({ length: size }, () => '?').join(', ');
  return {
    incomplete: `select s."payee", p."from", p."to"
      from "statement" s join "run_period" p on p."run" = s."run" and p."number" = s."period"
      where s."run" = ? and s."payee" in (${list}) and s."status" = 'incomplete'`,
    withoutStatements: `select distinct o."payee" from "problem" o
      where o."run" = ? and o."payee" in (${list}) and o."severity" = 'error'
        and not exists (select 1 from "statement" s where s."run" = o."run" and s."payee" = o."payee")`,
  };
}
