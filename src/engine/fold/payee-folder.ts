import { dayNumber, dayOfNumber } from '../../calendar/day-number.js';
import { windowContaining } from '../../calendar/fiscal-calendar.js';
import { SHARE_PLACES } from '../../records/field.js';
import type { Quota } from '../../records/record-kinds.js';
import type { Hierarchy } from '../credits/hierarchy.js';
import type { Segment } from '../credits/segment.js';
import type { TimeSpan } from '../modifiers/line-limit.js';
import type { Plan } from '../plan.js';
import { type CreditColumns, type Crediting, creditingOf, creditPayee } from './credit-payee.js';
import { addCredits, addReleaseInputs, addSegment, addTeamReadings } from './describe-inputs.js';
import { CappedSpans } from './fold-cap.js';
import { type GateReading, gateReadings, type TeamPosition } from './fold-gates.js';
import { type FoldWindow, foldMarginal, type ShareScale } from './fold-marginal.js';
import type { FoldPeriod } from './fold-period.js';
import type { FoldComponent, FoldPlan } from './fold-plan.js';
import { FoldedLines } from './folded-lines.js';
import type { FoldedMeasure } from './folded-measure.js';
import { InputText } from './input-text.js';
import { type LineGroup, numberLines, type PeriodTotals } from './line-numbers.js';
import { MeasureEntries } from './measure-entries.js';
import { measureStandings } from './measure-standings.js';
import { type ReleasedEntitlement, ReleaseFolder } from './release-folder.js';
import { ReleasedRows } from './released-rows.js';
import { exactNumber, MOST_EXACT } from './safe-number.js';
import { TeamSplits } from './team-splits.js';
import type { WindowFrames } from './window-frames.js';

/** What folding looks at besides the payee. */
export interface FoldContext {
  readonly columns: CreditColumns;
  readonly plans: ReadonlyMap<Plan, FoldPlan>;
  readonly frames: WindowFrames;
  /** Who is in whose teams, which tells what roll-ups credit. */
  readonly hierarchy: Hierarchy;
  /** How far teams have come, where that is known already. */
  readonly teamAt?: TeamPosition | undefined;
}

/** A payee to be folded: segments in the engine's order, all of one currency and pay calendar. */
export interface PayeeToFold {
  readonly payee: string;
  /** The payee's number in the splits. */
  readonly number: number;
  readonly segments: readonly Segment[];
  readonly quotas: readonly Quota[];
  /** The number of the first entitlement; those of segments and components follow. */
  readonly entitlement: number;
  /** The periods of the payee's statements, in order. */
  readonly periods: readonly FoldPeriod[];
}

/** A payee's part of a folded shard. */
export interface FoldedPayee extends PeriodTotals {
  readonly measures: readonly FoldedMeasure[];
  /** The components that have a release, in the order of their entitlements. */
  readonly released: readonly ReleasedEntitlement[];
}

/**
 * Folds payee after payee: credits, then each component's lines in order. Nothing of it is kept between payees
 * but the lines, and the text of what the last payee's result was made from.
 *
 * @example
 * const folder = new PayeeFolder(context);
 * const folded = folder.fold(payee);
 * if (folded === null) leaveToEngine(payee);
 */
export class PayeeFolder {
  readonly lines = new FoldedLines();
  /** What the payee that was folded last is credited, as it is hashed. */
  readonly inputs = new InputText();
  readonly scale: ShareScale;
  readonly #entries: MeasureEntries[] = [];
  readonly #creditings = new Map<FoldPlan, readonly Crediting[]>();
  /** What releases did for the payee that was folded last. */
  readonly rows = new ReleasedRows();
  readonly #releases: ReleaseFolder;
  readonly #team: TeamSplits;

  constructor(readonly context: FoldContext) {
    const places = context.columns.splits.sharePlaces;
    this.scale = { whole: 10 ** places, unit: 10 ** (SHARE_PLACES - places) };
    const { columns, hierarchy } = context;
    this.#releases = new ReleaseFolder(columns, this.scale, this.lines, this.rows);
    this.#team = new TeamSplits(hierarchy, columns.payees, columns.splits);
  }

  /** Folds a payee; `null` where the columns or exact numbers do not do, and then no line is left. */
  fold(payee: PayeeToFold): FoldedPayee | null {
    const first = this.lines.count;
    const folded = this.#foldAll(payee);
    if (folded === null) this.lines.cut(first);
    return folded;
  }

  #foldAll(payee: PayeeToFold): FoldedPayee | null {
    this.inputs.clear();
    this.rows.clear();
    const segments: FoldedSegment[] = [];
    let entitlement = payee.entitlement;
    for (const segment of payee.segments) {
      const plan = this.context.plans.get(segment.plan);
      const folded = plan === undefined ? null : this.#foldSegment(payee, segment, plan, entitlement);
      if (plan === undefined || folded === null) return null;
      segments.push(folded);
      entitlement += plan.components.length;
    }
    const measures = segments.flatMap((each) => each.measures);
    const released = segments.flatMap((each) => each.released);
    const groups = segments.flatMap((each) => each.groups);
    const { earned, payable } = numberLines(this.lines, payee.periods, groups, released);
    const all = [...earned, ...payable].reduce((sum, amount) => sum + Math.abs(amount), 0);
    return all > MOST_EXACT ? null : { measures, earned, payable, released };
  }

  #foldSegment(
    payee: PayeeToFold,
    segment: Segment,
    plan: FoldPlan,
    entitlement: number,
  ): FoldedSegment | null {
    addSegment(this.inputs, segment);
    const measures: FoldedMeasure[] = [];
    for (const place of plan.measures.keys()) {
      const folded = this.#foldMeasure(payee, segment, plan, place);
      if (folded === null) return null;
      measures.push(folded);
      addCredits(this.inputs, this.context.columns, folded, this.#entriesAt(place));
    }
    const groups: LineGroup[] = [];
    const released: ReleasedEntitlement[] = [];
    const gates: (readonly GateReading[])[] = [];
    for (const [place, component] of plan.components.entries()) {
      const number = entitlement + place;
      const start = this.lines.count;
      const readings = this.#foldComponent(number, segment, component, measures);
      if (readings === null) return null;
      this.#nameLines(start, component, plan);
      gates.push(readings);
      const key = [segment.assignment, component.component.id, segment.from].join('\u0000');
      const end = this.lines.count;
      groups.push({ key, start, end, isReleased: component.release !== null });
    }
    for (const [place, component] of plan.components.entries()) {
      const { release } = component;
      addTeamReadings(this.inputs, component, gates[place] ?? []);
      const [measure, lines] = [measures[component.measure], groups[place]];
      if (release === null || measure === undefined || lines === undefined) continue;
      const entries = this.#entriesAt(component.measure);
      const { periods } = payee;
      const range = { firstLine: lines.start, endLine: lines.end };
      const given = { segment, component, release, measure, entries, periods, ...range };
      const done = this.#releases.fold(given);
      if (done === null) return null;
      released.push({ ...done, entitlement: entitlement + place });
      addReleaseInputs(this.inputs, this.context.columns, component, entries);
    }
    return { measures, groups, released };
  }

  #foldMeasure(payee: PayeeToFold, segment: Segment, plan: FoldPlan, place: number): FoldedMeasure | null {
    const measure = plan.measures[place]?.measure;
    if (measure === undefined) return null;
    const entries = this.#entriesAt(place);
    const { credit } = measure;
    if (credit.kind === 'team') this.#team.open(payee.payee, credit.self);
    const team = credit.kind === 'team' ? this.#team : null;
    if (!creditPayee(payee.number, team, segment, this.#creditingOf(plan, place), entries)) return null;
    const frame = this.context.frames.of(segment, measure);
    const quotas = frame.quotas(payee.quotas.filter(({ quota }) => quota === measure.quota));
    const { windows } = frame;
    const { through } = this.context.columns;
    const given = { segment, measure, windows, quotas, entries };
    return measureStandings(given, payee.periods, through, this.scale);
  }

  /** @returns what the gates have read, in order; `null` where that or the exact numbers do not do */
  #foldComponent(
    entitlement: number,
    { payee, plan: { rounding } }: Segment,
    { measure, table, cap, gates }: FoldComponent,
    measures: readonly FoldedMeasure[],
  ): readonly GateReading[] | null {
    const folded = measures[measure];
    if (folded === undefined) return null;
    const { scale } = this;
    const windows: FoldWindow[] = [];
    const source = { payee, measures, scale: scale.whole, teamAt: this.context.teamAt ?? null };
    for (const [place, own] of folded.windows.entries()) {
      const quota = folded.quotas[place]?.amount ?? 0n;
      const whole = table.overAttainment ? exactNumber(quota) : 1;
      const isOpen = folded.isOpen[place] === true;
      // Without a quota there is a problem to tell, or a rate of its own.
      if (whole === null || (whole === 0 && isOpen)) return null;
      const readings = gateReadings(isOpen ? gates : [], own, source);
      if (readings === null) return null;
      windows.push({ from: own.from, to: own.to, whole, readings });
    }
    const capped = cap === null ? null : new CappedSpans(cap, this.#spanEnd(cap.per));
    const terms = { entitlement, scale, rounding, capped };
    const isExact = foldMarginal(table, windows, this.#entriesAt(measure), terms, this.lines);
    return isExact ? windows.flatMap(({ readings }) => readings) : null;
  }

  /** Lines are of the credits in their order, whose texts were brought together when these were hashed. */
  #nameLines(first: number, { measure }: FoldComponent, { measures }: FoldPlan): void {
    const { ids, names } = this.#entriesAt(measure);
    const isBooked = measures[measure]?.measure.basis === 'booked';
    this.lines.name(first, ids, isBooked ? null : names);
  }

  /** Tells the first day after the span of a cap that contains a day; that of a plan has all days. */
  #spanEnd(per: TimeSpan): (day: number) => number {
    const { company } = this.context.frames;
    if (per === 'plan') return () => Number.POSITIVE_INFINITY;
    return (day) => dayNumber(windowContaining(per, dayOfNumber(day), company).to);
  }

  #creditingOf(plan: FoldPlan, measure: number): Crediting {
    const known = this.#creditings.get(plan);
    const all = known ?? plan.measures.map((each) => creditingOf(plan.plan, each, this.context.columns));
    if (known === undefined) this.#creditings.set(plan, all);
    const found = all[measure];
    if (found === undefined) throw new RangeError(`the plan ${plan.plan.id} has no measure ${measure}`);
    return found;
  }

  #entriesAt(place: number): MeasureEntries {
    const known = this.#entries[place];
    if (known !== undefined) return known;
    const made = new MeasureEntries();
    this.#entries[place] = made;
    return made;
  }
}

/** One segment of a payee after it was folded. */
interface FoldedSegment {
  readonly measures: readonly FoldedMeasure[];
  readonly groups: readonly LineGroup[];
  readonly released: readonly ReleasedEntitlement[];
}
