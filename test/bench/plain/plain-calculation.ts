import type { Database } from 'better-sqlite3';
import { COMPONENTS, INSERT_RUN, publishing, runValues } from '../compared-run.js';
import { openPlainly } from '../open-plainly.js';
import { type Component, creditDeals, type PlainCredit } from './credit-deals.js';
import { type Amount, Money } from './decimal.js';
import { earnWindow, type PlainEarning } from './earn-window.js';
import { quarterOf } from './quarters.js';
import { ResultWriter } from './result-writer.js';
import type { PayeeRow, QuotaRow } from './rows.js';

/**
 * The calculation as one would write it first: row objects, maps, json-rules-engine for the conditions,
 * decimal.js for the money, one insert a row. It writes the same results into the same tables.
 *
 * @example
 * await calculatePlainly('plain.sqlite');
 */
export async function calculatePlainly(path: string): Promise<void> {
  const db = openPlainly(path);
  try {
    const credits = groupedByPayee(await creditDeals(db));
    const quotas = quotasByWindow(db);
    const payees = db.prepare<[], PayeeRow>('select id, name from payee order by id').all();
    db.transaction(() => {
      const run = Number(
        db
          .prepare(INSERT_RUN)
          .pluck()
          .get(...runValues('plain')),
      );
      const writer = new ResultWriter(db, run);
      writer.periods();
      for (const payee of payees) {
        const earnings = COMPONENTS.map(({ component }) =>
          earningsOf(payee.id, component, credits.get(payee.id) ?? [], quotas),
        );
        writer.payee(payee, earnings);
      }
      for (const sql of publishing(run)) db.exec(sql);
    })();
  } finally {
    db.close();
  }
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

function quotasByWindow(db: Database): ReadonlyMap<string, Amount> {
  const rows = db.prepare<[], QuotaRow>(
    `select payee, "from", amount from quota where quota = 'new-business'`,
  );
  return new Map(
    rows.all().map(({ payee, from, amount }) => [`${payee}/${from}`, new Money(amount).times(100)]),
  );
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
