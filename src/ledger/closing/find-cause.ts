import type { CivilDate } from '../../calendar/civil-date.js';
import { compareText, type RecordIndex } from '../../engine/record-index.js';
import { groupedBy } from '../grouped-by.js';
import { type ChangedInput, type ChangedKind, causeOf } from './changed-input.js';
import type { ClosedGroup, FigureSubject, FindCause, InputCause } from './payee-closing.js';

/** A changed input with the deals that it is about, and the first day on which it can have changed anything. */
interface PlacedInput {
  readonly input: ChangedInput;
  readonly deals: ReadonlySet<string>;
  readonly date: CivilDate | null;
}

/**
 * Names what changed a figure that belongs to a closed period: of all that was changed since, and that says
 * something of the days that are closed, what is nearest to it. First what is said of its own deal; then the
 * payee's quota, the plan, what plans the payee is on; then other deals of the payee, which move the position at
 * which this one is paid; then teams, and whatever else there is. Of several that are as near, the last changed.
 *
 * @param changes what was changed since the first of the closings that are asked about
 * @example
 * causeFinder(changes, index)(figure, group).source // 'split D-1 ada AE'
 */
export function causeFinder(changes: readonly ChangedInput[], index: RecordIndex): FindCause {
  const placed = changes.map((input) => placedIn(input, index)).sort(compareInputs);
  const known = new Map<ClosedGroup, PlacedChanges>();
  return (figure, group) => {
    const ofGroup = known.get(group) ?? placedChanges(placed.filter((each) => isSaidOf(each, group)));
    known.set(group, ofGroup);
    return nearestCause(figure, ofGroup, index) ?? programCause(group);
  };
}

/**
 * Names which of some changed inputs is nearest to a figure, whatever days they say something of; `null` of none.
 *
 * @example
 * nearestOf(changes, index)(figure)?.source // 'split D-1 ada AE'
 */
export function nearestOf(
  changes: readonly ChangedInput[],
  index: RecordIndex,
): (figure: FigureSubject) => InputCause | null {
  const placed = placedChanges(changes.map((input) => placedIn(input, index)).sort(compareInputs));
  return (figure) => nearestCause(figure, placed, index);
}

/**
 * What the program itself changed: where no input did, another version of it came to something else.
 *
 * @example
 * programCause(group).source // 'another version of the program'
 */
export function programCause({ change }: ClosedGroup): InputCause {
  return { cause: 'correction', change, source: 'another version of the program', date: null };
}

/** Kinds that bear on whole windows, those too that began before the first day that they say something of. */
const OF_WINDOWS: ReadonlySet<ChangedKind> = new Set(['quota', 'targetIncentive', 'absence', 'assignment']);

/** Kinds that say who is below whom. */
const OF_TEAMS: ReadonlySet<ChangedKind> = new Set(['team', 'teamParent', 'membership']);

function isSaidOf({ input, date }: PlacedInput, group: ClosedGroup): boolean {
  return input.change > group.change && (date === null || date < group.to || OF_WINDOWS.has(input.kind));
}

/** Changed inputs by what they are about, the last changed first. */
interface PlacedChanges {
  readonly all: readonly PlacedInput[];
  readonly byDeal: ReadonlyMap<string, readonly PlacedInput[]>;
  readonly byPayee: ReadonlyMap<string | null, readonly PlacedInput[]>;
  /** About no deal and no payee. */
  readonly general: readonly PlacedInput[];
}

function placedChanges(all: readonly PlacedInput[]): PlacedChanges {
  const pairs = all.flatMap((each) => [...each.deals].map((deal) => ({ deal, each })));
  return {
    all,
    byDeal: new Map(
      [...groupedBy(pairs, ({ deal }) => deal)].map(([deal, own]) => [deal, own.map(({ each }) => each)]),
    ),
    byPayee: groupedBy(all, ({ input }) => input.payee),
    general: all.filter(({ input, deals }) => input.payee === null && deals.size === 0),
  };
}

function nearestCause(figure: FigureSubject, changes: PlacedChanges, index: RecordIndex): InputCause | null {
  const deals = new Set([figure.deal ?? [], figure.deals, index.dealsByPayee.get(figure.payee) ?? []].flat());
  const candidates = [
    ...[...deals].flatMap((deal) => changes.byDeal.get(deal) ?? []),
    ...(changes.byPayee.get(figure.payee) ?? []),
    ...changes.general,
  ].sort(compareInputs);
  const near = nearness(figure, index);
  const found = near.map((isNear) => candidates.find(isNear)).find((each) => each !== undefined);
  // What is said of deals is likelier to move what others earn on them than what is not.
  const input = (found ?? changes.all.find((each) => each.deals.size > 0) ?? changes.all[0])?.input;
  if (input === undefined) return null;
  const { change, source, date } = input;
  return { cause: causeOf(input, figure.isGone), change, source, date };
}

type Nearness = (placed: PlacedInput) => boolean;

/** What is near to a figure, the nearest first. */
function nearness(figure: FigureSubject, index: RecordIndex): readonly Nearness[] {
  const { payee, plan, convertedFrom } = figure;
  const own = new Set([...(figure.deal === null ? [] : [figure.deal]), ...figure.deals]);
  const held = new Set(index.dealsByPayee.get(payee) ?? []);
  const ofOwnDeal =
    (...kinds: readonly ChangedKind[]): Nearness =>
    ({ input, deals }) =>
      kinds.includes(input.kind) && intersects(deals, own);
  const ofPayee =
    (...kinds: readonly ChangedKind[]): Nearness =>
    ({ input }) =>
      kinds.includes(input.kind) && input.payee === payee;
  const ofPlan: Nearness = ({ input }) => input.kind === 'plan' && input.plan === plan;
  const assigned = ofPayee('assignment');
  return [
    (each) => each.input.isNew && ofOwnDeal('deal')(each),
    (each) => each.input.payee === payee && ofOwnDeal('split')(each),
    ofOwnDeal('deal', 'split', 'amendment'),
    ofOwnDeal('revenueSchedule', 'milestone', 'revenueEntry'),
    ofOwnDeal('invoiceLine', 'receipt', 'application', 'refund', 'creditNote', 'writeOff'),
    ({ input }) => convertedFrom !== null && input.currencies.includes(convertedFrom),
    ...(figure.isGone ? [assigned, ofPlan] : []),
    ofPayee('quota', 'targetIncentive', 'absence', 'objectiveScore', 'poolWeight'),
    ofPlan,
    assigned,
    ({ deals, input }) => input.kind === 'deal' && input.isNew && intersects(deals, held),
    ({ input }) => input.deal !== null && input.payee === payee,
    ({ deals }) => intersects(deals, held),
    ofPayee('payee', 'membership'),
    ({ input }) => input.kind === 'company' || input.kind === 'territories',
    ({ input }) => OF_TEAMS.has(input.kind),
  ];
}

function intersects(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  for (const each of one) if (other.has(each)) return true;
  return false;
}

function placedIn(input: ChangedInput, index: RecordIndex): PlacedInput {
  return { input, deals: dealsOf(input, index), date: input.date ?? dateOf(input, index) };
}

function dealsOf({ deal, invoice, receipt }: ChangedInput, index: RecordIndex): ReadonlySet<string> {
  if (deal !== null) return new Set([deal]);
  const applied = receipt === null ? [] : (index.applicationsByReceipt.get(receipt) ?? []);
  const invoices = [...(invoice === null ? [] : [invoice]), ...applied.map((each) => each.invoice)];
  return new Set(
    invoices.flatMap((each) => (index.invoiceLinesByInvoice.get(each) ?? []).map((line) => line.deal)),
  );
}

/** What is of no day of its own counts from the day of its receipt, or of its deal. */
function dateOf({ deal, receipt, isNew }: ChangedInput, index: RecordIndex): CivilDate | null {
  if (receipt !== null) return index.receipts.get(receipt)?.date ?? null;
  if (deal === null || !isNew) return null;
  return index.deals.get(deal)?.closeDate ?? null;
}

/** The last changed first; of one change, in the order of what things are called. */
function compareInputs({ input: a }: PlacedInput, { input: b }: PlacedInput): number {
  return b.change - a.change || compareText(a.source, b.source);
}
