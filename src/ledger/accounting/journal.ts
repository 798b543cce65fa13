import { addDays, type CivilDate } from '../../calendar/civil-date.js';
import { compareText } from '../../engine/record-index.js';
import type { AccountRole } from './account-role.js';
import type { AccrualTotal } from './accrual-totals.js';
import { daysOfMonth, type Month } from './month.js';
import type { RollForward } from './roll-forward.js';

/** What an entry is about, in the order in which those of a month are listed. */
export const ENTRY_KINDS = [
  'reversal',
  'payment',
  'capitalisation',
  'amortisation',
  'impairment',
  'accrual',
] as const;

/** What an entry is about. */
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** One side of an entry, for a plan and a region; minor units, one of the two zero and none below. */
export interface JournalLine {
  readonly role: AccountRole;
  readonly plan: string;
  /** Empty where it is not known. */
  readonly region: string;
  readonly debit: bigint;
  readonly credit: bigint;
}

/** An entry of a journal: what its lines debit is what they credit, for each plan and region too. */
export interface JournalEntry {
  /** Such as `2026-03-USD-accrual`. */
  readonly id: string;
  readonly date: CivilDate;
  readonly kind: EntryKind;
  readonly currency: string;
  readonly lines: readonly JournalLine[];
}

/**
 * The entries of a month, in the order of currencies and then of their kinds: on its first day what the
 * month before accrued is reversed, on its last day all else. An entry of which nothing is left is left out.
 *
 * @param accruals of the month, by plan and region; sums over plans are not looked at
 * @param costs likewise
 *
 * @example
 * journalOf('2026-03', accrualTotals(accruals), rollForward(cells, months, '2026-03'))[0]?.id
 * // '2026-03-USD-reversal'
 */
export function journalOf(
  month: Month,
  accruals: readonly AccrualTotal[],
  costs: readonly RollForward[],
): readonly JournalEntry[] {
  const postings = [
    ...accruals.flatMap((each) =>
      each.month === month && each.plan !== null && each.region !== null
        ? accrualPostings(each, each.plan, each.region)
        : [],
    ),
    ...costs.flatMap((each) =>
      each.period === month && each.plan !== null && each.region !== null
        ? costPostings(each, each.plan, each.region)
        : [],
    ),
  ].filter(({ amount }) => amount !== 0n);
  const currencies = [...new Set(postings.map(({ currency }) => currency))].sort(compareText);
  return currencies.flatMap((currency) =>
    ENTRY_KINDS.flatMap((kind) => {
      const own = postings.filter((each) => each.currency === currency && each.kind === kind);
      return own.length === 0 ? [] : [entryOf(month, currency, kind, own)];
    }),
  );
}

/** An amount from one account to another; below zero the other way round. */
interface Posting {
  readonly kind: EntryKind;
  readonly currency: string;
  readonly plan: string;
  readonly region: string;
  readonly debit: AccountRole;
  readonly credit: AccountRole;
  readonly amount: bigint;
}

function accrualPostings(accrual: AccrualTotal, plan: string, region: string): readonly Posting[] {
  const { currency, reversed, paid, advanced, accrued } = accrual;
  const of = { currency, plan, region };
  return [
    { ...of, kind: 'reversal', debit: 'accruedCommission', credit: 'commissionExpense', amount: reversed },
    { ...of, kind: 'payment', debit: 'commissionExpense', credit: 'payroll', amount: paid - advanced },
    { ...of, kind: 'payment', debit: 'drawAdvances', credit: 'payroll', amount: advanced },
    { ...of, kind: 'accrual', debit: 'commissionExpense', credit: 'accruedCommission', amount: accrued },
  ];
}

function costPostings(cost: RollForward, plan: string, region: string): readonly Posting[] {
  const { currency, additions, amortisation, impairment } = cost;
  const of = { currency, plan, region };
  return [
    { ...of, kind: 'capitalisation', debit: 'contractCosts', credit: 'commissionExpense', amount: additions },
    { ...of, kind: 'amortisation', debit: 'amortisation', credit: 'contractCosts', amount: amortisation },
    { ...of, kind: 'impairment', debit: 'impairment', credit: 'contractCosts', amount: impairment },
  ];
}

function entryOf(
  month: Month,
  currency: string,
  kind: EntryKind,
  postings: readonly Posting[],
): JournalEntry {
  const { from, to } = daysOfMonth(month);
  const lines = postings.flatMap(({ plan, region, debit, credit, amount }): readonly JournalLine[] => {
    const [to, by] = amount < 0n ? [credit, debit] : [debit, credit];
    const size = amount < 0n ? -amount : amount;
    return [
      { role: to, plan, region, debit: size, credit: 0n },
      { role: by, plan, region, debit: 0n, credit: size },
    ];
  });
  const date = kind === 'reversal' ? from : addDays(to, -1);
  return { id: `${month}-${currency}-${kind}`, date, kind, currency, lines };
}
