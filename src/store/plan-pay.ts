import type { PayFrequency } from '../calendar/pay-period.js';
import { payableByDefault } from '../ledger/render-statement.js';
import { readStatementDocument } from '../ledger/statement-document.js';
import { readChosenRun } from './chosen-run.js';
import type { Executor, Transaction } from './executor.js';

/** What a component of a plan came to in a pay period, over all who are on the plan; in minor units. */
export interface ComponentPay {
  readonly component: string;
  readonly currency: string;
  readonly earned: bigint;
  readonly payable: bigint;
  /** How many payees it brought anything. */
  readonly payees: number;
}

/** What a plan paid in a pay period. */
export interface PlanPay {
  readonly period: { readonly id: string; readonly from: string; readonly to: string };
  readonly frequency: PayFrequency;
  /** In the order of components and currencies; those that came to nothing are left out. */
  readonly components: readonly ComponentPay[];
}

/**
 * What the components of a plan came to in the last pay period that the published run knows, over all payees; `null`
 * where nobody was on the plan in any.
 *
 * @example
 * (await readPlanPay(db, 'enterprise-ae'))?.components[0]?.earned // 4_120_000n
 */
export async function readPlanPay(executor: Executor, plan: string): Promise<PlanPay | null> {
  return executor.read(async (trx) => {
    const run = await readChosenRun(trx, {});
    if (run === null) return null;
    const [last] = await trx.connection.rows(
      `select p."number", p."frequency", p."id", p."from", p."to" from "run_period" p
       where p."run" = ? and exists (
         select 1 from "entitlement" e where e."run" = p."run" and e."plan" = ? and e."frequency" = p."frequency"
           and e."segment_from" < p."to")
       order by p."to" desc limit 1`,
      [BigInt(run.id), plan],
    );
    if (last === undefined) return null;
    const [number, frequency, id, from, to] = last;
    const parts = await partsOf(trx, { run: BigInt(run.id), plan, period: BigInt(number ?? 0n) });
    return {
      period: { id: String(id), from: String(from), to: String(to) },
      frequency: frequency as PayFrequency,
      components: summedUp(parts),
    };
  });
}

interface PlanPeriod {
  readonly run: bigint;
  readonly plan: string;
  readonly period: bigint;
}

/** What one entitlement came to in the period. */
interface Part {
  readonly component: string;
  readonly currency: string;
  readonly payee: string;
  readonly earned: bigint;
  readonly payable: bigint;
}

async function partsOf(trx: Transaction, { run, plan, period }: PlanPeriod): Promise<readonly Part[]> {
  const payables = await payablesOf(trx, { run, plan, period });
  const rows = await trx.connection.rows(
    `select e."number", e."payee", e."component", e."currency", e."released", cast(coalesce(sum(l."amount"), 0) as bigint)
     from "entitlement" e
     left join "line" l on l."run" = e."run" and l."entitlement" = e."number" and l."period" = ?
     where e."run" = ? and e."plan" = ?
     group by e."number", e."payee", e."component", e."currency", e."released"`,
    [period, run, plan],
  );
  return rows.map(([number, payee, component, currency, released, amount]) => {
    const earned = BigInt(amount ?? 0n);
    const byDefault = payableByDefault({ released: BigInt(released ?? 0n) === 1n }, earned);
    return {
      ...{ component: String(component), currency: String(currency), payee: String(payee), earned },
      payable: payables.get(Number(number)) ?? byDefault,
    };
  });
}

/** What statements say became payable, by the numbers of entitlements. */
async function payablesOf(
  trx: Transaction,
  { run, plan, period }: PlanPeriod,
): Promise<ReadonlyMap<number, bigint>> {
  const documents = await trx.connection.rows(
    `select s."document" from "statement" s where s."run" = ? and s."period" = ? and s."payee" in (
       select e."payee" from "entitlement" e where e."run" = ? and e."plan" = ?)`,
    [run, period, run, plan],
  );
  return new Map(
    documents.flatMap(([document]) =>
      readStatementDocument(String(document)).payables.map(
        (each) => [each.entitlement, each.amount] as const,
      ),
    ),
  );
}

function summedUp(parts: readonly Part[]): readonly ComponentPay[] {
  const sums = new Map<string, { component: string; currency: string; earned: bigint; payable: bigint }>();
  const payees = new Map<string, Set<string>>();
  for (const { component, currency, payee, earned, payable } of parts) {
    if (earned === 0n && payable === 0n) continue;
    const key = `${component}\u0000${currency}`;
    const sum = sums.get(key) ?? { component, currency, earned: 0n, payable: 0n };
    sums.set(key, { ...sum, earned: sum.earned + earned, payable: sum.payable + payable });
    payees.set(key, (payees.get(key) ?? new Set()).add(payee));
  }
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, sum]) => ({ ...sum, payees: payees.get(key)?.size ?? 0 }));
}
