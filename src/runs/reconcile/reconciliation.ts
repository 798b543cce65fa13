import { inScope, inScopeIn, type PayeeScope } from '../../access/scope.js';
import { addDays, type CivilDate } from '../../calendar/civil-date.js';
import { DealStreams } from '../../engine/events/deal-events.js';
import type { Plan } from '../../engine/plan.js';
import { indexRecords, type RecordIndex } from '../../engine/record-index.js';
import type { Closing } from '../../ledger/closed-statement.js';
import type { PostedStatement } from '../../ledger/posted-statement.js';
import type { PayeeResults } from '../../ledger/reconcile/payee-results.js';
import type { TracedPart } from '../../ledger/reconcile/traced-part.js';
import type { Company } from '../../records/company.js';
import type { RuleBook } from '../../rules/rule-book.js';
import { latestChange } from '../../store/change.js';
import { readClosings } from '../../store/closings.js';
import type { Executor } from '../../store/executor.js';
import { payeesOfRun, readPayeeStatements } from '../../store/payee-statements.js';
import { itemsOfClosings } from '../../store/payout-items.js';
import { readReceipts } from '../../store/read-receipts.js';
import { readRecordSet } from '../../store/read-record-set.js';
import { recordIds } from '../../store/record-ids.js';
import { publishedRun, type Run } from '../../store/runs.js';
import { rulesOfRun } from '../rules-of-run.js';

/** So many deals are held in memory at a time, and so many receipts. */
export const DEALS_AT_A_TIME = 2_000;

/**
 * What was posted and the records it was posted from, to be held against each other. Everything is read part by
 * part, so that memory stays bounded however many deals there are. What was posted is that of the published run, in which
 * closed statements stand as they were closed.
 */
export class Reconciliation {
  /** The batch that pays a statement, by the number of its closing and its payee. */
  readonly #payouts = new Map<string, number>();

  private constructor(
    readonly executor: Executor,
    readonly scope: PayeeScope,
    readonly run: Run,
    readonly book: RuleBook,
    /** The version of a plan with a hash. */
    readonly planOf: (hash: string) => Plan,
    /** The change after which records are read. */
    readonly asOfChange: number,
    readonly closings: ReadonlyMap<string, Closing>,
  ) {}

  /**
   * Opens what the published run posted; `null` before there is one.
   *
   * @param records as the run knew them, or as they are now
   *
   * @example
   * const reconciliation = await Reconciliation.open(db, scope, 'ofRun');
   */
  static async open(
    executor: Executor,
    scope: PayeeScope,
    records: 'ofRun' | 'now',
  ): Promise<Reconciliation | null> {
    const run = await publishedRun(executor);
    if (run === null) return null;
    const { book } = await rulesOfRun(executor, run);
    const asOfChange = records === 'ofRun' ? run.change : await executor.read(latestChange);
    const closings = await readClosings(executor);
    const planOf = await plansOf(executor, run, closings);
    const byPeriod = new Map(closings.map((each) => [periodKey({ ...each, period: each.period.id }), each]));
    return new Reconciliation(executor, scope, run, book, planOf, asOfChange, byPeriod);
  }

  get company(): Company {
    return this.book.company;
  }

  /** The first day that the run did not know. */
  get through(): CivilDate {
    return addDays(this.run.through, 1);
  }

  /** What was posted for everybody whom the scope shows, one payee after the other. */
  async *results(): AsyncGenerator<PayeeResults> {
    for (const payee of await payeesOfRun(this.executor, this.run.id)) {
      const results = await this.resultsOf(payee);
      if (results !== null) yield results;
    }
  }

  /** What was posted for a payee; `null` where the scope does not show it. */
  async resultsOf(payee: string): Promise<PayeeResults | null> {
    if (!inScope(this.scope, payee)) return null;
    return { payee, ...(await readPayeeStatements(this.executor, this.run.id, payee)) };
  }

  /** The statements among what was posted for a payee that the scope shows, by their periods. */
  shownOf({ payee, statements }: PayeeResults): readonly PostedStatement[] {
    return statements.filter(({ period }) => inScopeIn(this.scope, payee, period));
  }

  /** The change after which the records were read that a statement was posted from. */
  changeOf({ period, currency }: PostedStatement): number {
    const closing = this.closings.get(periodKey({ currency, period: period.id }));
    return closing?.change ?? this.run.change;
  }

  /** The number of the closing that posted a statement; `null` where it is open. */
  closingOf({ period, currency }: PostedStatement): number | null {
    return this.closings.get(periodKey({ currency, period: period.id }))?.number ?? null;
  }

  /** Reads which batches of pay hold which closed statements, for {@link paidBy} to name them. */
  async withPayouts(): Promise<this> {
    const numbers = [...this.closings.values()].map(({ number }) => number);
    for (const { batch, closing, payee, freedAs } of await itemsOfClosings(this.executor, numbers)) {
      if (freedAs === null) this.#payouts.set(`${closing} ${payee}`, batch);
    }
    return this;
  }

  /** What pays a statement: the batch of pay that holds it; else the statement itself, and its closing. */
  paidBy(statement: Pick<TracedPart, 'payee' | 'period' | 'currency'>): string {
    const { payee, period, currency } = statement;
    const closing = this.closings.get(periodKey(statement))?.number;
    const batch = closing === undefined ? undefined : this.#payouts.get(`${closing} ${payee}`);
    if (batch !== undefined) return `payout ${batch}`;
    const name = `statement ${payee} ${period} ${currency}`;
    return closing === undefined ? name : `${name}, closing ${closing}`;
  }

  /** Some deals with all that hangs on them, after the change unless another one is said. */
  async deals(ids: readonly string[], asOfChange = this.asOfChange): Promise<DealStreams> {
    const records = await readRecordSet(this.executor, { asOfChange, deals: ids });
    return new DealStreams(indexRecords(records), this.company, this.through);
  }

  /** All deals, so many at a time, in the order of ids. */
  async *allDeals(): AsyncGenerator<{ readonly ids: readonly string[]; readonly streams: DealStreams }> {
    for await (const ids of this.#allIds('deal')) yield { ids, streams: await this.deals(ids) };
  }

  /** All deals with nothing but the shares of them, so many at a time, in the order of ids. */
  async *allShares(): AsyncGenerator<{ readonly ids: readonly string[]; readonly index: RecordIndex }> {
    const { executor, asOfChange } = this;
    for await (const ids of this.#allIds('deal')) {
      const records = await readRecordSet(executor, { asOfChange, deals: ids, withShares: 'only' });
      yield { ids, index: indexRecords(records) };
    }
  }

  /** Some receipts with what they were used for. */
  async receipts(ids: readonly string[]): Promise<RecordIndex> {
    return indexRecords(await readReceipts(this.executor, ids, this.asOfChange));
  }

  /** All receipts with what they were used for, so many at a time, in the order of ids. */
  async *allReceipts(): AsyncGenerator<RecordIndex> {
    for await (const ids of this.#allIds('receipt')) yield await this.receipts(ids);
  }

  #allIds(kind: 'deal' | 'receipt'): AsyncGenerator<readonly string[]> {
    return recordIds(this.executor, kind, { asOfChange: this.asOfChange, size: DEALS_AT_A_TIME });
  }
}

/** The id of a pay period says its frequency, so that with the currency it says the pay group. */
function periodKey({ currency, period }: { readonly currency: string; readonly period: string }): string {
  return `${currency} ${period}`;
}

/** The versions of plans of a run and of what was closed before, by their hashes. */
async function plansOf(
  executor: Executor,
  run: Run,
  closings: readonly Closing[],
): Promise<(hash: string) => Plan> {
  const plans = new Map<string, Plan>();
  const hashes = new Set<string>();
  for (const { id, change, rulesHash } of [run, ...closings.map((each) => ({ ...each, id: each.run }))]) {
    if (hashes.has(rulesHash)) continue;
    hashes.add(rulesHash);
    const { book } = await rulesOfRun(executor, { id, change, rulesHash });
    for (const { plan } of book.plans) plans.set(plan.hash, plan);
  }
  return (hash) => {
    const plan = plans.get(hash);
    if (plan === undefined) throw new Error(`No rules have a version ${hash} of any plan.`);
    return plan;
  };
}

/**
 * A list in parts of a size that memory has room for.
 *
 * @example
 * partsOf(['D-1', 'D-2']) // [['D-1', 'D-2']]
 */
export function partsOf(ids: readonly string[]): readonly (readonly string[])[] {
  const parts: (readonly string[])[] = [];
  for (let from = 0; from < ids.length; from += DEALS_AT_A_TIME) {
    parts.push(ids.slice(from, from + DEALS_AT_A_TIME));
  }
  return parts;
}
