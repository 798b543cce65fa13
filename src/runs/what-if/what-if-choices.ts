import { inScope, inScopeIn, type PayeeScope } from '../../access/scope.js';
import { payeesManagedBy } from '../../access/subtree.js';
import { addDays, type CivilDate } from '../../calendar/civil-date.js';
import type { Plan } from '../../engine/plan.js';
import { compareText } from '../../engine/record-index.js';
import { ok, type Result } from '../../problems/result.js';
import type { Company } from '../../records/company.js';
import type { Deal } from '../../records/record-kinds.js';
import type { Executor, Transaction } from '../../store/executor.js';
import { RecordReader } from '../../store/record-reader.js';
import type { Run } from '../../store/runs.js';
import { readTeamRecords } from '../../store/team-records.js';
import { type NamedPayee, payeeOfNow } from '../named-payee.js';
import { requireRun } from '../require-run.js';
import { rulesOfRun } from '../rules-of-run.js';
import { type FactOffer, factOffers } from './fact-offers.js';

/** What can be supposed of a payee's deals, so that it can be offered. */
export interface WhatIfChoices {
  readonly payee: NamedPayee;
  /** The last calculated day. */
  readonly through: CivilDate;
  /** In which the plan of the payee pays. */
  readonly currency: string;
  readonly company: Company;
  /** The fields of a deal that the plan counts, such as `tcv`, and those that count people's units. */
  readonly amounts: readonly string[];
  /** What the conditions of the plan read of a deal. */
  readonly facts: readonly FactOffer[];
  /** Whether anything depends on the cash that comes in, and on the revenue that is recognized. */
  readonly readsCash: boolean;
  readonly readsRevenue: boolean;
  /** The deals of the payee and of whom the payee is credited for, open ones first, then the latest; so many at most. */
  readonly deals: readonly Deal[];
  /** Whether the payee may have further deals: by territories, by teams, or more than are told. */
  readonly hasOtherDeals: boolean;
  /** Whether deals of others count for the payee, and who of them the scope shows. */
  readonly isCreditedForOthers: boolean;
  /** Whether deals that the payee sells count for the payee. */
  readonly isCreditedForOwn: boolean;
  readonly people: readonly NamedPayee[];
}

/** So many deals, and so many people, are offered. */
const MOST_OFFERED = 200;

/**
 * What a payee's what-if can be filled in with, as the shown run knows it. Fails as `whatIf` does for whom the scope
 * does not show on the last calculated day, and before the first run.
 *
 * @example
 * const choices = await whatIfChoices(db, scope, 'ada');
 * choices.ok && choices.value.amounts // ['acv']
 */
export async function whatIfChoices(
  executor: Executor,
  scope: PayeeScope,
  payee: string,
): Promise<Result<WhatIfChoices>> {
  return executor.read(async (trx) => {
    const run = await requireRun(trx);
    if (!run.ok) return run;
    const named = await payeeOfNow(trx, scope, payee, run.value);
    if (!named.ok) return named;
    const { book } = await rulesOfRun(trx, run.value);
    const plans = await plansOfNow(trx, payee, run.value, book.plans);
    const measures = plans.flatMap((plan) => plan.measures);
    const triggers = plans.flatMap(({ components }) =>
      components.flatMap(({ release }) => release.map(({ trigger }) => trigger.on)),
    );
    const isCreditedForOthers = measures.some(({ credit }) => credit.kind === 'team');
    const people = isCreditedForOthers ? await peopleOf(trx, scope, payee, run.value) : [];
    const isShown = ({ closeDate }: Deal) =>
      inScopeIn(scope, payee, { from: closeDate, to: addDays(closeDate, 1) });
    const all = await dealsOf(trx, [payee, ...people.map(({ id }) => id)], run.value, book.company);
    const deals = all.filter(isShown);
    return ok({
      payee: named.value,
      through: run.value.through,
      currency: plans[0]?.currency ?? book.company.homeCurrency,
      company: book.company,
      amounts: amountsOf(plans),
      facts: factOffers(plans, deals, book.company),
      readsCash: measures.some(({ basis }) => basis === 'collected') || triggers.includes('collected'),
      readsRevenue: measures.some(({ basis }) => basis === 'recognized') || triggers.includes('recognized'),
      deals: deals.slice(0, MOST_OFFERED),
      hasOtherDeals: deals.length > MOST_OFFERED || book.territories !== null || isCreditedForOthers,
      isCreditedForOthers,
      isCreditedForOwn: measures.some(({ credit }) => credit.kind === 'own' || credit.self),
      people: people.slice(0, MOST_OFFERED),
    });
  });
}

/** The versions of the plans that a payee is on from the last calculated day on; the latest ones come first. */
async function plansOfNow(
  trx: Transaction,
  payee: string,
  { change, through }: Run,
  versions: readonly { readonly plan: Plan }[],
): Promise<readonly Plan[]> {
  const assignments = await new RecordReader(trx, change).where('assignment', 'payee', [payee]);
  const on = new Set(assignments.filter(({ to }) => to === null || to > through).map(({ plan }) => plan));
  return versions
    .map(({ plan }) => plan)
    .filter(({ id, effective }) => on.has(id) && effective.to > through)
    .sort((a, b) => compareText(b.effective.from, a.effective.from));
}

async function dealsOf(
  trx: Transaction,
  payees: readonly string[],
  { change }: Run,
  { stages }: Company,
): Promise<readonly Deal[]> {
  const reader = new RecordReader(trx, change);
  const splits = await reader.where('split', 'payee', [...new Set(payees)].sort(compareText));
  const ids = [...new Set(splits.map(({ deal }) => deal))].sort(compareText);
  const deals = ids.length === 0 ? [] : await reader.where('deal', 'id', ids);
  const place = (deal: Deal) => (isOpen(deal, stages) ? 0 : 1);
  return [...deals].sort((a, b) => place(a) - place(b) || compareText(b.closeDate, a.closeDate));
}

/**
 * Whether a deal is still worked on: neither won nor lost.
 *
 * @example
 * isOpen({ stage: 'proposal' }, company.stages) // true
 */
export function isOpen({ stage }: Pick<Deal, 'stage'>, stages: Company['stages']): boolean {
  const known = stages.find(({ id }) => id === stage);
  return known !== undefined && !known.won && known.probability !== '0';
}

function amountsOf(plans: readonly Plan[]): readonly string[] {
  const named = plans.flatMap(({ measures }) =>
    measures.flatMap(({ amount }) => {
      if (amount.kind === 'field') return [amount.field];
      return amount.kind === 'count' || amount.kind === 'amount' ? [] : [amount.kind];
    }),
  );
  // What is counted as it is paid or recognized has a value too, which shares of it are held against.
  return named.length > 0 ? [...new Set(named)] : ['tcv'];
}

async function peopleOf(
  trx: Transaction,
  scope: PayeeScope,
  payee: string,
  { change }: Run,
): Promise<readonly NamedPayee[]> {
  const managed = payeesManagedBy(await readTeamRecords(trx, payee), payee);
  const ids = [...managed.keys()].filter((id) => inScope(scope, id)).sort(compareText);
  if (ids.length === 0) return [];
  const found = await new RecordReader(trx, change).where('payee', 'id', ids);
  return found.map(({ id, name }) => ({ id, name })).sort((a, b) => compareText(a.name, b.name));
}
