import type { CivilDate } from '../../calendar/civil-date.js';
import type { RecordIndex } from '../../engine/record-index.js';
import type { ChangedInput } from './changed-input.js';
import type { ChangesBySubject } from './changes-by-subject.js';
import type { ClosedGroup } from './payee-closing.js';

/** Whom a payee's pay depends on. */
export interface DependsOn {
  readonly payee: string;
  /** The payee, and everybody whose deals or measures count for the payee now or did when something was closed. */
  readonly people: ReadonlySet<string>;
  /** The plans that one of them is or was on. */
  readonly plans: ReadonlySet<string>;
}

/** What changed inputs are looked for in. */
export interface InputsContext {
  readonly changes: ChangesBySubject;
  /** The records of the people as they are now, with all their deals. */
  readonly index: RecordIndex;
}

/** What changed that may concern a payee, and all the deals that matter to the payee. */
export interface ConcerningInputs {
  /** Each once, in the order in which it was recorded. */
  readonly inputs: readonly ChangedInput[];
  readonly deals: ReadonlySet<string>;
}

/**
 * What has been changed since a pay group was closed last that can have changed what a payee was due by then: rather
 * too much than too little, since what has no effect is found to have none.
 *
 * @example
 * concerningInputs({ payee: 'ann', people: new Set(['ann']), plans }, group, context).inputs.length // 2
 */
export function concerningInputs(
  who: DependsOn,
  group: ClosedGroup,
  context: InputsContext,
): ConcerningInputs {
  const { changes, index } = context;
  const people = [...who.people];
  const ofPeople = people.flatMap((each) => changes.byPayee.get(each) ?? []);
  const deals = new Set([
    ...people.flatMap((each) => index.dealsByPayee.get(each) ?? []),
    ...ofPeople.flatMap(({ deal }) => deal ?? []),
  ]);
  const ofDeals = [...deals].flatMap((deal) => ofDeal(deal, group, context));
  const inputs = [
    ...changes.general.filter((input) => isGeneralOf(input, who, group)),
    ...ofPeople.filter(({ kind }) => kind !== 'split'),
    ...ofDeals,
  ].filter(({ change }) => change > group.change);
  return { inputs: [...new Set(inputs)].sort((a, b) => a.change - b.change), deals };
}

function isGeneralOf(
  { kind, payee, plan, date }: ChangedInput,
  { payee: own, people, plans }: DependsOn,
  group: ClosedGroup,
): boolean {
  const isOfClosedDays = date === null || date < group.to;
  if (kind === 'plan') return plan === null || plans.has(plan);
  if (kind === 'fxRate') return isOfClosedDays;
  if (kind === 'teamParent') return isOfClosedDays && people.size > 1;
  if (kind === 'membership') return isOfClosedDays && (payee === own || people.size > 1);
  return true;
}

/** What was changed of a deal and of its cash, so far as it says something of the days that are closed. */
function ofDeal(deal: string, group: ClosedGroup, context: InputsContext): readonly ChangedInput[] {
  const { changes, index } = context;
  const own = changes.byDeal.get(deal) ?? [];
  const invoices = new Set([
    ...(index.invoicesByDeal.get(deal) ?? []),
    ...own.flatMap(({ invoice }) => invoice ?? []),
  ]);
  const ofInvoices = [...invoices].flatMap((each) => changes.byInvoice.get(each) ?? []);
  const receipts = new Set([
    ...[...invoices].flatMap((each) => (index.applicationsByInvoice.get(each) ?? []).map((on) => on.receipt)),
    ...ofInvoices.flatMap(({ receipt }) => receipt ?? []),
  ]);
  const ofReceipts = [...receipts].flatMap((each) => changes.byReceipt.get(each) ?? []);
  const found = [...own, ...ofInvoices, ...ofReceipts];
  if (found.length === 0) return [];
  const since = firstDay(deal, own, context);
  return found.filter((input) => dayOf(input, since, context) < group.to);
}

/** The first day of which an input says something; the empty text where that is not known. */
function dayOf({ kind, date, invoice, receipt }: ChangedInput, since: CivilDate, context: InputsContext) {
  const { index } = context;
  if (kind === 'deal' || kind === 'revenueSchedule') return since;
  // A deposit is cash before there is a line for it.
  if (kind === 'invoiceLine') return earliest([date ?? since, ...cashDays(invoice, index)]);
  if (receipt !== null) return date ?? index.receipts.get(receipt)?.date ?? '';
  return date ?? since;
}

/** The first day on which a deal did or does anything. */
function firstDay(deal: string, own: readonly ChangedInput[], { index }: InputsContext): CivilDate {
  return earliest([
    ...own.flatMap(({ date }) => date ?? []),
    ...[index.deals.get(deal)?.closeDate ?? []].flat(),
    ...(index.revenueEntriesByDeal.get(deal) ?? []).map(({ date }) => date),
    ...(index.milestonesByDeal.get(deal) ?? []).map(({ date }) => date),
    ...(index.invoicesByDeal.get(deal) ?? []).flatMap((each) => cashDays(each, index)),
  ]);
}

function cashDays(invoice: string | null, index: RecordIndex): readonly CivilDate[] {
  const applied = invoice === null ? [] : (index.applicationsByInvoice.get(invoice) ?? []);
  return applied.flatMap(({ receipt }) => index.receipts.get(receipt)?.date ?? []);
}

function earliest(days: readonly CivilDate[]): CivilDate {
  return days.reduce((first, day) => (first === '' || day < first ? day : first), '');
}
