import { type CauseFamily, FAMILY_OF } from '../../ledger/closing/cause-steps.js';
import type { ChangedInput } from '../../ledger/closing/changed-input.js';
import { RECORD_KINDS, type RecordKind } from '../../records/record-kinds.js';
import type { RecordSet } from '../../records/record-set.js';
import type { RuleBook } from '../../rules/rule-book.js';
import { sourceOf } from '../../store/changed-inputs.js';
import type { Transaction } from '../../store/executor.js';
import { readRecordSet } from '../../store/read-record-set.js';
import { PeopleRecords } from '../incremental/people-records.js';
import { readStoredRules } from '../stored-rules.js';

/** What some payees are calculated from, as it was at one time. */
export interface PastInputs {
  readonly book: RuleBook;
  readonly records: RecordSet;
}

/** Whose records are read, and which deals. */
export interface PastQuestion {
  readonly people: readonly string[];
  /** In order; of no matter where territories give deals, which shows only from all. */
  readonly deals: readonly string[];
}

/**
 * Reads data and rules as they were after changes. What does not belong to deals is read again only where it was
 * changed in between.
 */
export class PastReader {
  readonly #ofPeople: readonly number[];
  readonly #ofRules: readonly number[];
  #people: { readonly change: number; readonly records: PeopleRecords } | null = null;
  #rules: { readonly change: number; readonly book: RuleBook | null } | null = null;

  /** @param changes what was changed since the first time that is asked about, at the least */
  constructor(
    readonly trx: Transaction,
    changes: readonly ChangedInput[],
  ) {
    const isOf = (families: readonly CauseFamily[]) => {
      const of = changes.filter(({ kind }) => families.includes(FAMILY_OF[kind]));
      return [...new Set(of.map(({ change }) => change))].sort((one, other) => one - other);
    };
    this.#ofPeople = isOf(['targets', 'people', 'rates']);
    this.#ofRules = isOf(['rules']);
  }

  /** The rules after a change; `null` where this version of the program does not take them. */
  async rulesAfter(change: number): Promise<RuleBook | null> {
    const since = lastOf(this.#ofRules, change);
    if (this.#rules?.change !== since) {
      const found = await readStoredRules(this.trx, { asOfChange: change });
      this.#rules = { change: since, book: found.ok ? found.value.book : null };
    }
    return this.#rules.book;
  }

  /** People, teams, targets, quotas and rates after a change; no deals. */
  async peopleAfter(change: number): Promise<PeopleRecords> {
    const since = lastOf(this.#ofPeople, change);
    if (this.#people?.change !== since) {
      const organization = await readRecordSet(this.trx, { asOfChange: change, payees: [] });
      this.#people = { change: since, records: new PeopleRecords(organization) };
    }
    return this.#people.records;
  }

  /** All that is asked for after a change; `null` where this version of the program does not take the rules. */
  async inputsAfter(change: number, { people, deals }: PastQuestion): Promise<PastInputs | null> {
    const book = await this.rulesAfter(change);
    if (book === null) return null;
    const known = await this.peopleAfter(change);
    const everyDeal = book.territories !== null;
    const ofDeals = await readRecordSet(
      this.trx,
      everyDeal ? { asOfChange: change } : { asOfChange: change, deals },
    );
    const teams = known.organization.team.map(({ id }) => id);
    const own = known.of(people, teams);
    const kinds = (Object.keys(RECORD_KINDS) as RecordKind[]).filter((kind) => !OF_DEALS.has(kind));
    return { book, records: { ...ofDeals, ...picked(own, kinds) } };
  }
}

/** Kinds that hang on deals. */
const OF_DEALS: ReadonlySet<RecordKind> = new Set(kindsOf(['splits', 'deals', 'cash']));

/** What of a change is taken over. */
export interface TakenOver {
  /** Only this family of what the change did; all of its records where this is left out. */
  readonly family?: CauseFamily;
  /** What is changed again later, and is taken over only then, by what it is called. */
  readonly later: ReadonlySet<string>;
}

/**
 * What was before a change, with some of what the change did. Rules are changed by changes of their own.
 *
 * @example
 * takenOver(before, after, { family: 'splits', later: new Set() }).records.split // those of after
 */
export function takenOver(before: PastInputs, after: PastInputs, { family, later }: TakenOver): PastInputs {
  if (family === 'rules') return { ...before, book: after.book };
  const kinds = family === undefined ? (Object.keys(RECORD_KINDS) as RecordKind[]) : kindsOf([family]);
  const changed = kinds.map((kind) => [kind, recordsOf(kind, before, after, later)]);
  return { ...before, records: { ...before.records, ...Object.fromEntries(changed) } };
}

function recordsOf(kind: RecordKind, before: PastInputs, after: PastInputs, later: ReadonlySet<string>) {
  if (later.size === 0) return after.records[kind];
  const isLater = (record: object) => later.has(sourceOf(kind, record));
  const changed: readonly object[] = after.records[kind];
  const kept: readonly object[] = before.records[kind];
  return [...changed.filter((each) => !isLater(each)), ...kept.filter(isLater)];
}

function kindsOf(families: readonly CauseFamily[]): readonly RecordKind[] {
  const kinds = Object.keys(RECORD_KINDS) as RecordKind[];
  return kinds.filter((kind) => families.includes(FAMILY_OF[kind]));
}

function picked(records: RecordSet, kinds: readonly RecordKind[]): Partial<RecordSet> {
  return Object.fromEntries(kinds.map((kind) => [kind, records[kind]]));
}

/** The last of some changes that is not later than one; 0 of none. */
function lastOf(changes: readonly number[], change: number): number {
  return changes.findLast((each) => each <= change) ?? 0;
}
