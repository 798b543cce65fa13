import { inScope, inScopeIn, type PayeeScope } from '../access/scope.js';
import { addDays, type CivilDate } from '../calendar/civil-date.js';
import type { ClosedRange } from '../calendar/date-range.js';
import { type Calculation, calculate } from '../engine/calculate.js';
import { type CreditingExplanation, explainCrediting } from '../engine/explain/explain-crediting.js';
import { compareText } from '../engine/record-index.js';
import { Decimal } from '../money/decimal.js';
import { formatPercent, ratioFromDecimal } from '../money/ratio.js';
import { SHARE_PLACES } from '../records/field.js';
import type { Deal } from '../records/record-kinds.js';
import type { Executor, Transaction } from '../store/executor.js';
import { readRecordSet } from '../store/read-record-set.js';
import { RecordReader } from '../store/record-reader.js';
import { publishedRun, type Run } from '../store/runs.js';
import { rulesOfRun } from './rules-of-run.js';
import { type ShareOfDeal, sharesOfDeal } from './shares-of-deal.js';

/** A share of a deal, its range as it was given, and the territory that gave it where none was loaded. */
interface DealShare {
  readonly payee: string;
  readonly role: string;
  /** A percent, such as `"60%"`. */
  readonly share: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly territory: string | null;
}

/** How a deal was credited to one payee, measure by measure and event by event. */
interface PayeeCrediting {
  readonly payee: string;
  readonly name: string;
  readonly crediting: readonly CreditingExplanation[];
}

/** How a deal was credited, as JSON. */
export interface DealExplanationDocument {
  readonly deal: string;
  readonly name: string | null;
  readonly account: string | null;
  readonly stage: string | null;
  readonly closeDate: string;
  readonly splits: readonly DealShare[];
  readonly payees: readonly PayeeCrediting[];
}

/**
 * Tells how a deal was credited in the published run: for each payee who holds a share or rolls one up, or
 * for the one asked for, which measures took it and which condition failed with which value where one did
 * not. Of a deal that nobody holds a share of, there are no payees. `null` before the first run, where there is
 * no such deal or payee, and where the scope shows nobody of those who hold a share or roll one up on that day.
 *
 * @example
 * const explained = await explainDeal(db, scope, 'D-1', 'ada');
 */
export async function explainDeal(
  executor: Executor,
  scope: PayeeScope,
  dealId: string,
  payee?: string,
): Promise<DealExplanationDocument | null> {
  const run = await publishedRun(executor);
  if (run === null) return null;
  const read = await executor.read((trx) => readDeal(trx, run, dealId));
  if (read === null) return null;
  const { calculation, deal, splits } = read;
  const asked = payee === undefined ? concerned(calculation, splits) : [payee];
  // Whoever does not see everybody learns of no deal that is none of theirs.
  const known = new Set(scope.all ? asked : concerned(calculation, splits));
  const payees: PayeeCrediting[] = [];
  for (const id of asked.filter((each) => inScope(scope, each) && known.has(each))) {
    const book = calculation.payees.find((each) => each.payee === id);
    if (book === undefined) continue;
    const all = await explainCrediting(calculation, book, deal);
    const crediting = all.filter(({ date }) => inScopeIn(scope, id, dayOf(date ?? deal.closeDate)));
    if (crediting.length === 0 && all.length > 0) continue;
    payees.push({ payee: id, name: calculation.crediting.index.payees.get(id)?.name ?? id, crediting });
  }
  const isNobodys = payee === undefined && splits.length === 0 && scope.all;
  if (payees.length === 0 && !isNobodys) return null;
  const { id, name, account, stage, closeDate } = deal;
  const named = new Set(payees.map((each) => each.payee));
  const shown = splits.filter((split) => scope.all || named.has(split.payee)).map(dealShare);
  return { deal: id, name, account, stage, closeDate, splits: shown, payees };
}

function dayOf(date: CivilDate): ClosedRange {
  return { from: date, to: addDays(date, 1) };
}

async function readDeal(trx: Transaction, run: Run, dealId: string) {
  const asOfChange = run.change;
  const [deal]: readonly Deal[] = await new RecordReader(trx, asOfChange).where('deal', 'id', [dealId]);
  if (deal === undefined) return null;
  const { company, plans: versions, territories } = (await rulesOfRun(trx, run)).book;
  const splits = await sharesOfDeal(trx, run, deal);
  const holders = [...new Set(splits.map((split) => split.payee))].sort(compareText);
  // By whom a deal is read shows from the shares that are loaded alone.
  const selection = territories === null ? { asOfChange, payees: holders } : { asOfChange };
  const records = await readRecordSet(trx, selection);
  const withDeal = { ...records, deal: [deal] };
  const through = addDays(run.through, 1);
  return {
    calculation: calculate({ company, versions, territories, records: withDeal, through }),
    deal,
    splits,
  };
}

/** Whoever holds a share, and whoever rolls up what they hold. */
function concerned({ crediting, payees }: Calculation, splits: readonly ShareOfDeal[]): readonly string[] {
  const holders = new Set(splits.map(({ payee }) => payee));
  const rollingUp = payees
    .filter(({ segments }) => segments.some(({ measures }) => measures.some(rollsUp)))
    .filter(({ payee }) => crediting.hierarchy.everUnder(payee).some((under) => holders.has(under)));
  return [...new Set([...holders, ...rollingUp.map(({ payee }) => payee)])].sort(compareText);
}

function rollsUp({ measure }: { readonly measure: { readonly credit: { readonly kind: string } } }): boolean {
  return measure.credit.kind === 'team';
}

function dealShare({ payee, role, share, from, to, territory }: ShareOfDeal): DealShare {
  const shown = formatPercent(ratioFromDecimal(new Decimal(share)), SHARE_PLACES);
  return { payee, role, share: shown, from, to, territory };
}
