import type {
  Absence,
  Amendment,
  Application,
  Assignment,
  CreditNote,
  Deal,
  FxRate,
  InvoiceLine,
  Membership,
  Milestone,
  ObjectiveScore,
  Payee,
  PoolWeight,
  Quota,
  Receipt,
  Refund,
  RevenueEntry,
  RevenueSchedule,
  Split,
  TargetIncentive,
  Team,
  TeamParent,
  WriteOff,
} from '../records/record-kinds.js';
import type { RecordSet } from '../records/record-set.js';

/** The input records of a calculation by what they are looked up by; each list is in the order of its key. */
export interface RecordIndex {
  readonly payees: ReadonlyMap<string, Payee>;
  readonly teams: ReadonlyMap<string, Team>;
  readonly teamParents: readonly TeamParent[];
  readonly memberships: readonly Membership[];
  readonly membershipsByPayee: ReadonlyMap<string, readonly Membership[]>;
  readonly membershipsByTeam: ReadonlyMap<string, readonly Membership[]>;
  readonly assignmentsByPayee: ReadonlyMap<string, readonly Assignment[]>;
  readonly targetIncentivesByPayee: ReadonlyMap<string, readonly TargetIncentive[]>;
  readonly absencesByPayee: ReadonlyMap<string, readonly Absence[]>;
  readonly quotasByPayee: ReadonlyMap<string, readonly Quota[]>;
  readonly quotasByTeam: ReadonlyMap<string, readonly Quota[]>;
  readonly scoresByPayee: ReadonlyMap<string, readonly ObjectiveScore[]>;
  /** The weights in pools, by pool and payee as {@link poolKey} joins them. */
  readonly poolWeights: ReadonlyMap<string, readonly PoolWeight[]>;
  readonly deals: ReadonlyMap<string, Deal>;
  readonly amendmentsByDeal: ReadonlyMap<string, readonly Amendment[]>;
  readonly splitsByDeal: ReadonlyMap<string, readonly Split[]>;
  readonly dealsByPayee: ReadonlyMap<string, readonly string[]>;
  readonly schedulesByDeal: ReadonlyMap<string, readonly RevenueSchedule[]>;
  readonly milestonesByDeal: ReadonlyMap<string, readonly Milestone[]>;
  readonly revenueEntriesByDeal: ReadonlyMap<string, readonly RevenueEntry[]>;
  readonly invoiceLinesByInvoice: ReadonlyMap<string, readonly InvoiceLine[]>;
  readonly invoicesByDeal: ReadonlyMap<string, readonly string[]>;
  readonly receipts: ReadonlyMap<string, Receipt>;
  readonly applicationsByReceipt: ReadonlyMap<string, readonly Application[]>;
  readonly applicationsByInvoice: ReadonlyMap<string, readonly Application[]>;
  readonly refundsByReceipt: ReadonlyMap<string, readonly Refund[]>;
  readonly creditNotesByInvoice: ReadonlyMap<string, readonly CreditNote[]>;
  readonly writeOffsByInvoice: ReadonlyMap<string, readonly WriteOff[]>;
  readonly fxRates: ReadonlyMap<string, readonly FxRate[]>;
}

/**
 * Indexes the records of a calculation. Nothing depends on the order in which records come: every list is
 * put in the order of its business key.
 *
 * @example
 * const index = indexRecords({ ...EMPTY_RECORD_SET, deal: [deal], split: [split] });
 */
export function indexRecords(records: RecordSet): RecordIndex {
  return {
    payees: keyed(records.payee, ({ id }) => id),
    teams: keyed(records.team, ({ id }) => id),
    teamParents: records.teamParent,
    memberships: records.membership,
    membershipsByPayee: grouped(
      records.membership,
      ({ payee }) => payee,
      ({ from, team, as }) => [from, team, as],
    ),
    membershipsByTeam: grouped(
      records.membership,
      ({ team }) => team,
      ({ payee, from, as }) => [payee, from, as],
    ),
    assignmentsByPayee: grouped(
      records.assignment,
      ({ payee }) => payee,
      ({ plan, from }) => [plan, from],
    ),
    targetIncentivesByPayee: grouped(
      records.targetIncentive,
      ({ payee }) => payee,
      ({ from }) => [from],
    ),
    absencesByPayee: grouped(
      records.absence,
      ({ payee }) => payee,
      ({ from }) => [from],
    ),
    quotasByPayee: grouped(
      records.quota,
      ({ payee }) => payee,
      ({ quota, from }) => [quota, from],
    ),
    quotasByTeam: grouped(
      records.quota,
      ({ team }) => team,
      ({ quota, from }) => [quota, from],
    ),
    poolWeights: grouped(
      records.poolWeight,
      ({ pool, payee }) => poolKey(pool, payee),
      ({ from }) => [from],
    ),
    scoresByPayee: grouped(
      records.objectiveScore,
      ({ payee }) => payee,
      ({ objective, from, scoredOn }) => [objective, from, scoredOn],
    ),
    deals: keyed(records.deal, ({ id }) => id),
    amendmentsByDeal: grouped(
      records.amendment,
      ({ deal }) => deal,
      ({ date, id }) => [date, id],
    ),
    ...indexSplits(records.split),
    schedulesByDeal: grouped(
      records.revenueSchedule,
      ({ deal }) => deal,
      ({ from }) => [from],
    ),
    milestonesByDeal: grouped(
      records.milestone,
      ({ deal }) => deal,
      ({ date, id }) => [date, id],
    ),
    revenueEntriesByDeal: grouped(
      records.revenueEntry,
      ({ deal }) => deal,
      ({ date, id }) => [date, id],
    ),
    invoiceLinesByInvoice: grouped(
      records.invoiceLine,
      ({ invoice }) => invoice,
      ({ line }) => [line],
    ),
    invoicesByDeal: invoicesByDeal(records.invoiceLine),
    receipts: keyed(records.receipt, ({ id }) => id),
    applicationsByReceipt: grouped(records.application, ({ receipt }) => receipt, applicationOrder),
    applicationsByInvoice: grouped(records.application, ({ invoice }) => invoice, applicationOrder),
    refundsByReceipt: grouped(
      records.refund,
      ({ receipt }) => receipt,
      ({ date, id }) => [date, id],
    ),
    creditNotesByInvoice: grouped(
      records.creditNote,
      ({ invoice }) => invoice,
      ({ date, id }) => [date, id],
    ),
    writeOffsByInvoice: grouped(
      records.writeOff,
      ({ invoice }) => invoice,
      ({ date, id }) => [date, id],
    ),
    fxRates: grouped(
      records.fxRate,
      ({ from, to }) => `${from}/${to}`,
      ({ date }) => [date],
    ),
  };
}

/**
 * Indexes splits alone: those of each deal, and the deals of each payee.
 *
 * @example
 * const index = { ...known, ...indexSplits([...splits, ...others]) };
 */
export function indexSplits(splits: readonly Split[]): Pick<RecordIndex, 'splitsByDeal' | 'dealsByPayee'> {
  return {
    splitsByDeal: grouped(
      splits,
      ({ deal }) => deal,
      ({ payee, role, from }) => [payee, role, from],
    ),
    dealsByPayee: dealsByPayee(splits),
  };
}

/**
 * What the weights of a payee in a pool are looked up by.
 *
 * @example
 * index.poolWeights.get(poolKey('hours', 'ada'))
 */
export function poolKey(pool: string, payee: string): string {
  return `${pool}\u0000${payee}`;
}

/** Compares two texts by code unit, as every order in the engine does. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function applicationOrder({ receipt, invoice, line, id }: Application): readonly (string | null)[] {
  return [receipt, invoice, line, id];
}

function keyed<Record>(
  records: readonly Record[],
  key: (record: Record) => string,
): ReadonlyMap<string, Record> {
  return new Map(
    [...records].sort((a, b) => compareText(key(a), key(b))).map((record) => [key(record), record]),
  );
}

function grouped<Record>(
  records: readonly Record[],
  group: (record: Record) => string | null,
  order: (record: Record) => readonly (string | null)[],
): ReadonlyMap<string, readonly Record[]> {
  const groups = new Map<string, Record[]>();
  for (const record of records) {
    const key = group(record);
    if (key === null) continue;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [record]);
    else known.push(record);
  }
  for (const list of groups.values()) list.sort((a, b) => compareKeys(order(a), order(b)));
  return groups;
}

function compareKeys(a: readonly (string | null)[], b: readonly (string | null)[]): number {
  for (let place = 0; place < a.length; place += 1) {
    const order = compareText(a[place] ?? '', b[place] ?? '');
    if (order !== 0) return order;
  }
  return 0;
}

function dealsByPayee(splits: readonly Split[]): ReadonlyMap<string, readonly string[]> {
  return distinct(splits.map(({ payee, deal }) => [payee, deal]));
}

function invoicesByDeal(lines: readonly InvoiceLine[]): ReadonlyMap<string, readonly string[]> {
  return distinct(lines.map(({ deal, invoice }) => [deal, invoice]));
}

function distinct(pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, readonly string[]> {
  const sets = new Map<string, Set<string>>();
  for (const [key, value] of pairs) {
    const known = sets.get(key);
    if (known === undefined) sets.set(key, new Set([value]));
    else known.add(value);
  }
  return new Map([...sets].map(([key, values]) => [key, [...values].sort(compareText)]));
}
