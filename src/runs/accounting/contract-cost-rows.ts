import {
  type AccountingPeriod,
  type AccountingSpan,
  accountingPeriods,
} from '../../ledger/accounting/accounting-period.js';
import { type ContractBalance, contractBalance } from '../../ledger/accounting/contract-balance.js';
import type { CapitalisedContract } from '../../ledger/accounting/contract-costs.js';
import { type Month, monthsAfter } from '../../ledger/accounting/month.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import { problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import type { Executor } from '../../store/executor.js';
import type { AccountingMonths } from './read-accounting.js';
import { rowsCsv } from './rows-csv.js';
import { type FiguresQuestion, withFigures } from './with-figures.js';

const AMOUNTS = ['opening', 'additions', 'amortisation', 'impairment', 'closing'] as const;

const COLUMNS = ['payee', 'deal', 'plan', 'component', 'region', 'currency', ...AMOUNTS] as const;

/** What became of what was capitalised for a deal of what one component pays a payee; amounts are decimal text. */
export type ContractCostRow = Readonly<Record<(typeof COLUMNS)[number], string>>;

/** Which contracts are asked for. */
export interface ContractRowsQuestion extends FiguresQuestion {
  readonly by: AccountingSpan;
  /** The period that is told, of those that are summed by; all so far when left out. */
  readonly period?: string | undefined;
  /** Only what was capitalised in this month. */
  readonly cohort?: Month | undefined;
  readonly currency?: string | undefined;
}

/** A place in the list of contracts: behind how many, of which results. */
export interface ContractPlace {
  readonly run: number;
  readonly skip: number;
}

/** A part of the list of contracts, what all of them sum to, and where the part begins. */
export interface ContractCostRows {
  readonly rows: readonly ContractCostRow[];
  /** How many there are in all. */
  readonly count: number;
  /** By currency, in the order in which they come. */
  readonly totals: readonly ({ readonly currency: string } & Readonly<
    Record<(typeof AMOUNTS)[number], string>
  >)[];
  readonly place: ContractPlace;
}

/**
 * What contract costs sum, contract by contract: a row for each payee, component and deal. Fails before the first
 * run, for a period that there is not, and where other results are shown than when the list was begun.
 *
 * @example
 * const found = await contractCostRows(db, { scope, by: 'quarter', period: '2026-Q1', limit: 51 });
 */
export async function contractCostRows(
  executor: Executor,
  {
    after,
    limit,
    ...question
  }: ContractRowsQuestion & { readonly after?: ContractPlace | undefined; readonly limit: number },
): Promise<Result<ContractCostRows>> {
  const list = new ContractList(question);
  return withFigures(executor, { ...question, takeContract: list.take }, true, ({ run, ...known }) => {
    const place = { run: run.id, skip: after?.skip ?? 0 };
    if (after !== undefined && after.run !== place.run) {
      const hint = 'begin again without a cursor';
      const message = 'the results that the cursor leads through have changed';
      return failed([problem('cursor-expired', message, { field: 'cursor', hint })]);
    }
    if (monthsAsked(question, known) === null) return noSuchPeriod(question);
    const rows = list.rows.slice(place.skip, place.skip + limit);
    return ok({ rows, count: list.rows.length, totals: list.totals(), place });
  });
}

/**
 * All of them as CSV. Fails as {@link contractCostRows} does.
 *
 * @example
 * await contractCostRowsText(db, { scope, by: 'month', cohort: '2026-03' });
 */
export async function contractCostRowsText(
  executor: Executor,
  question: ContractRowsQuestion,
): Promise<Result<string>> {
  const found = await contractCostRows(executor, { ...question, limit: Number.MAX_SAFE_INTEGER });
  return found.ok ? ok(rowsCsv(COLUMNS, found.value.rows)) : found;
}

function noSuchPeriod({ period, by }: ContractRowsQuestion): Result<never> {
  const expected = `a ${by} of which something is calculated`;
  return failed([problem('not-found', `there is no period ${period}`, { field: 'period', expected })]);
}

/** The months that are asked for; `null` where there is no such period. */
function monthsAsked(
  { by, period }: ContractRowsQuestion,
  { first, last, company }: AccountingMonths,
): Pick<AccountingPeriod, 'from' | 'to'> | null {
  const end = monthsAfter(last, 1);
  const all = { from: first ?? end, to: end };
  if (period === undefined) return all;
  const periods = first === null ? [] : accountingPeriods(first, last, by, company);
  const found = periods.find(({ id }) => id === period);
  // What is scheduled after the last month that is known has not happened.
  return found === undefined ? null : { from: found.from, to: found.to < end ? found.to : end };
}

/** Takes contracts one by one, and keeps of each what is asked for. */
class ContractList {
  readonly rows: ContractCostRow[] = [];
  readonly #sums = new Map<string, ContractBalance>();
  #months: ReturnType<typeof monthsAsked> | undefined;

  constructor(readonly question: ContractRowsQuestion) {}

  readonly take = (contract: CapitalisedContract, known: AccountingMonths): void => {
    const { entitlement, region, deal } = contract;
    const { payee, plan, component, currency } = entitlement;
    const asked = this.question;
    this.#months ??= monthsAsked(asked, known);
    if (this.#months === null || (asked.currency !== undefined && asked.currency !== currency)) return;
    const balance = contractBalance(contract, this.#months, asked.cohort);
    if (balance === null) return;
    this.rows.push({ payee, deal, plan, component, region, currency, ...amountsOf(balance, currency) });
    const sum = this.#sums.get(currency);
    this.#sums.set(currency, sum === undefined ? balance : added(sum, balance));
  };

  totals(): ContractCostRows['totals'] {
    return [...this.#sums].map(([currency, sum]) => ({ currency, ...amountsOf(sum, currency) }));
  }
}

function added(a: ContractBalance, b: ContractBalance): ContractBalance {
  return {
    opening: a.opening + b.opening,
    additions: a.additions + b.additions,
    amortisation: a.amortisation + b.amortisation,
    impairment: a.impairment + b.impairment,
    closing: a.closing + b.closing,
  };
}

function amountsOf(balance: ContractBalance, currency: string) {
  return {
    opening: formatMinorUnits(balance.opening, currency),
    additions: formatMinorUnits(balance.additions, currency),
    amortisation: formatMinorUnits(balance.amortisation, currency),
    impairment: formatMinorUnits(balance.impairment, currency),
    closing: formatMinorUnits(balance.closing, currency),
  };
}
