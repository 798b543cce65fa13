import { COMPONENTS } from '../compared-run.js';
import { type DatabaseReader, databaseReader } from '../places/database-reader.js';
import { type Component, creditDeals, type PlainCredit } from './credit-deals.js';
import { type Amount, Money } from './decimal.js';
import { earnWindow, type PlainEarning } from './earn-window.js';
import { insertRows } from './insert-rows.js';
import { quarterOf } from './quarters.js';
import { ResultWriter } from './result-writer.js';
import type { PayeeRow } from './rows.js';

/**
 * The calculation as one would write it first: row objects, maps, json-rules-engine for the conditions,
 * decimal.js for the money, one insert a row. It writes the same results into the same tables.
 *
 * @example
 * await calculatePlainly('plain.sqlite');
 */
export async function calculatePlainly(address: string): Promise<void> {
  const reader = databaseReader(address);
  const credits = groupedByPayee(await creditDeals(reader));
  const quotas = await quotasByWindow(reader);
  const payees = await payeesOf(reader);
  const planHash = await planHashOf(reader);
  await insertRows(address, async (insert) => {
    const writer = new ResultWriter(insert, planHash);
    await writer.periods();
    for (const payee of payees) {
      const earnings = COMPONENTS.map(({ component }) =>
        earningsOf(payee.id, component, credits.get(payee.id) ?? [], quotas),
      );
      await writer.payee(payee, earnings);
    }
  });
}

async function payeesOf(reader: DatabaseReader): Promise<readonly PayeeRow[]> {
  const payees: PayeeRow[] = [];
  for await (const batch of reader.rows('select id, name from payee order by id'))
    for (const [id, name] of batch) payees.push({ id: String(id), name: String(name) });
  return payees;
}

async function planHashOf(reader: DatabaseReader): Promise<string> {
  let found = '';
  for await (const batch of reader.rows(`select hash from rule_file where kind = 'plan'`))
    for (const [hash] of batch) found = String(hash);
  return found;
}

function groupedByPayee(credits: readonly PlainCredit[]): ReadonlyMap<string, readonly PlainCredit[]> {
  const groups = new Map<string, PlainCredit[]>();
  for (const credit of credits) {
    const known = groups.get(credit.payee);
    if (known === undefined) groups.set(credit.payee, [credit]);
    else known.push(credit);
  }
  return groups;
}

async function quotasByWindow(reader: DatabaseReader): Promise<ReadonlyMap<string, Amount>> {
  const quotas = new Map<string, Amount>();
  const sql = `select payee, "from", amount from quota where quota = 'new-business'`;
  for await (const batch of reader.rows(sql))
    for (const [payee, from, amount] of batch)
      quotas.set(`${payee}/${from}`, new Money(String(amount)).times(100));
  return quotas;
}

/** What a payee earned by a component, window by window. */
function earningsOf(
  payee: string,
  component: Component,
  credits: readonly PlainCredit[],
  quotas: ReadonlyMap<string, Amount>,
): readonly PlainEarning[] {
  const windows = new Map<string, PlainCredit[]>();
  for (const credit of credits) {
    if (credit.component !== component) continue;
    const window = quarterOf(credit.date);
    const known = windows.get(window);
    if (known === undefined) windows.set(window, [credit]);
    else known.push(credit);
  }
  return [...windows.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([window, own]) => earnWindow(component, own, quotas.get(`${payee}/${window}`) ?? new Money(0)));
}
