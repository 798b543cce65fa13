import { hash } from 'node:crypto';
import type { CivilDate } from '../../calendar/civil-date.js';
import type { PayeeBook } from '../../engine/calculate.js';
import { Hierarchy } from '../../engine/credits/hierarchy.js';
import type { CreditColumns } from '../../engine/fold/credit-payee.js';
import type { TeamPosition } from '../../engine/fold/fold-gates.js';
import type { FoldPeriod } from '../../engine/fold/fold-period.js';
import type { FoldPlan } from '../../engine/fold/fold-plan.js';
import { foldedBook } from '../../engine/fold/folded-book.js';
import type { FoldedCreditTerms } from '../../engine/fold/folded-window.js';
import { PayeeFolder } from '../../engine/fold/payee-folder.js';
import { WindowFrames } from '../../engine/fold/window-frames.js';
import type { Basis } from '../../engine/measure.js';
import type { Cap } from '../../engine/modifiers/cap.js';
import type { Plan } from '../../engine/plan.js';
import { compareText, type RecordIndex } from '../../engine/record-index.js';
import { type Entitlement, segmentEntitlements } from '../../ledger/entitlement.js';
import { FoldedStatements } from '../../ledger/folded-statements.js';
import type { RunPeriod } from '../../ledger/run-period.js';
import type { SharedRoom } from '../../records/columns/shared-room.js';
import type { Company } from '../../records/company.js';
import type { FoldedResult } from '../../store/columns/write-folded-payees.js';
import type { FoldedShard } from '../../store/columns/write-folded-shard.js';
import { canBeFolded, type PersonOnPlans } from './people-on-plans.js';

/** What folding a run takes: all that was read, and how the run is numbered. */
export interface FoldingContext {
  readonly columns: CreditColumns;
  readonly plans: ReadonlyMap<Plan, FoldPlan>;
  readonly index: RecordIndex;
  readonly company: Company;
  readonly through: CivilDate;
  readonly periods: readonly RunPeriod[];
  /** The number of a payee's first entitlement. */
  readonly firstEntitlement: (payee: string) => number;
  /** The days on which anybody reads other people's measures, as teams do; `null` where nobody does. */
  readonly askedDays: Int32Array | null;
  /** How far teams have come, where that is known already. */
  readonly teamAt?: TeamPosition;
}

/** What folding some payees came to. */
export interface FoldedPeople {
  readonly shard: FoldedShard;
  readonly books: readonly PayeeBook[];
  /** Who is left to the engine. */
  readonly left: readonly PersonOnPlans[];
  /** How many of the people that is: fewer than were given where their statements say much. */
  readonly taken: number;
}

/** What statements may say before a shard is written. */
const MOST_BYTES = 1 << 21;

/**
 * Folds payees, shard after shard.
 *
 * @example
 * const { shard, left, taken } = new FoldPeople(context).fold(people.slice(0, 500));
 */
export class FoldPeople {
  readonly #folder: PayeeFolder;
  readonly #statements: FoldedStatements;
  readonly #bookTerms: FoldedCreditTerms;
  readonly #periods = new Map<string, readonly FoldPeriod[]>();

  constructor(readonly context: FoldingContext) {
    const { columns, plans, company, through, index, teamAt } = context;
    const frames = new WindowFrames(company, through);
    this.#folder = new PayeeFolder({ columns, plans, frames, hierarchy: new Hierarchy(index), teamAt });
    this.#bookTerms = { scale: this.#folder.scale, askedDays: context.askedDays ?? new Int32Array(0) };
    this.#statements = new FoldedStatements(company, through, this.#folder.scale, columns);
  }

  /**
   * Folds some people, and what they come to is a shard.
   *
   * @param room memory in which the shard is made, so that it can be sent to another thread with the texts that its lines
   *   name; of its own, and without them, where there is none
   */
  fold(people: readonly PersonOnPlans[], room: SharedRoom | null = null): FoldedPeople {
    const results: FoldedResult[] = [];
    const books: PayeeBook[] = [];
    const left: PersonOnPlans[] = [];
    const bases: Basis[] = [];
    const caps: (Cap | null)[] = [];
    const [some] = people;
    const firstEntitlement = some === undefined ? 0 : this.context.firstEntitlement(some.payee);
    this.#folder.lines.clear();
    this.#statements.clear();
    let taken = 0;
    for (const person of people) {
      if (this.#statements.size > MOST_BYTES) break;
      taken += 1;
      const entitlements = this.#entitlementsOf(person);
      for (const { number, basis } of entitlements) bases[number - firstEntitlement] = basis;
      caps.push(...this.#capsOf(person));
      const folded = this.#fold(person, entitlements, books);
      if (folded === null) left.push(person);
      else results.push(folded);
    }
    room?.clear();
    const lines = room === null ? this.#folder.lines.copy() : this.#folder.lines.copyTo(room);
    const statements = {
      totals: this.#statements.copyTotals(room),
      documents: this.#statements.copyDocuments(room),
    };
    return { shard: { results, lines, statements, firstEntitlement, bases, caps }, books, left, taken };
  }

  #fold(
    person: PersonOnPlans,
    entitlements: readonly Entitlement[],
    books: PayeeBook[],
  ): FoldedResult | null {
    const { plans, index, columns, askedDays } = this.context;
    const { payee, segments } = person;
    if (!canBeFolded(person, plans)) return null;
    const id = Buffer.from(payee);
    const periods = this.#periodsOf(person);
    const folded = this.#folder.fold({
      payee,
      number: columns.payees.find(id, 0, id.length),
      segments,
      quotas: index.quotasByPayee.get(payee) ?? [],
      entitlement: entitlements[0]?.number ?? 0,
      periods,
    });
    if (folded === null) return null;
    if (askedDays !== null) books.push(foldedBook(payee, segments, folded.measures, this.#bookTerms));
    for (const each of index.targetIncentivesByPayee.get(payee) ?? []) {
      this.#folder.inputs.add(
        `incentive|${each.from}|${each.to ?? '-'}|${each.amount}|${each.currency ?? '-'}\n`,
      );
    }
    this.#statements.add(periods, folded, this.#folder.rows);
    return {
      payee,
      name: index.payees.get(payee)?.name ?? payee,
      inputsHash: hash('sha256', this.#folder.inputs.bytes),
      currency: segments[0]?.plan.currency ?? '',
      entitlements,
      statements: periods.length,
    };
  }

  #entitlementsOf({ payee, segments }: PersonOnPlans): readonly Entitlement[] {
    let next = this.context.firstEntitlement(payee);
    return segments.flatMap((segment) => {
      const own = segmentEntitlements(segment, next);
      next += own.length;
      return own;
    });
  }

  /** The caps of a payee's components, in the order of the entitlements. */
  #capsOf({ segments }: PersonOnPlans): readonly (Cap | null)[] {
    return segments.flatMap(({ plan }) =>
      [...plan.components].sort((a, b) => compareText(a.id, b.id)).map(({ cap }) => cap),
    );
  }

  /** The periods of a payee's statements: those of the pay calendar, from the first day on a plan. */
  #periodsOf({ segments }: PersonOnPlans): readonly FoldPeriod[] {
    const [some] = segments;
    if (some === undefined) return [];
    const frequency = some.plan.payFrequency;
    const first = segments.reduce((day, { from }) => (from < day ? from : day), some.from);
    const key = `${frequency} ${first}`;
    const known = this.#periods.get(key);
    if (known !== undefined) return known;
    const periods = this.context.periods.filter((each) => each.frequency === frequency && each.to > first);
    this.#periods.set(key, periods);
    return periods;
  }
}
