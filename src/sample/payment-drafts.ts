import { addDays, type CivilDate } from '../calendar/civil-date.js';
import { divideRounded } from '../money/rounding.js';
import { telescope } from '../money/share-out.js';
import type { CreditNote, WriteOff } from '../records/record-kinds.js';
import type { Invoice } from './invoicing.js';
import type { Random } from './random.js';
import { NOT_YET } from './sample-constants.js';
import { TEXTBOOK_PAYMENTS } from './textbook-deals.js';

/** Cash that comes in for one invoice. */
export interface Payment {
  readonly invoice: Invoice;
  readonly date: CivilDate;
  /** Minor units, tax included. */
  readonly amount: bigint;
  /** Whether it settles all that was open. */
  readonly isFull: boolean;
}

/** What became of an invoice. */
export interface Settlement {
  readonly payments: readonly Payment[];
  readonly creditNote: Omit<CreditNote, 'id'> | null;
  readonly writeOff: Omit<WriteOff, 'id'> | null;
}

/** How an invoice is paid: the parts in percent with the days after it is due, and days until the rest is lost. */
interface Habit {
  readonly parts: readonly (readonly [percent: bigint, days: number])[];
  readonly givenUpAfter: number | null;
}

/**
 * Draws what becomes of an invoice: paid in time or late, in one, two or three parts, short, or never; credited
 * in part; credited in full where the contract is cancelled before the cash is in.
 *
 * @example
 * const { payments } = settle(invoice, undefined, random);
 */
export function settle(invoice: Invoice, cancelled: CivilDate | undefined, random: Random): Settlement {
  const shown = TEXTBOOK_PAYMENTS.get(invoice.contract.deal.id)?.[invoice.place];
  if (shown !== undefined) {
    const payments = shown.map(({ after, amount }) => ({
      invoice,
      date: addDays(invoice.date, after),
      amount,
      isFull: amount === grossOf(invoice),
    }));
    return { payments, creditNote: null, writeOff: null };
  }
  const habit = habitOf(random);
  const credited = random.chance(2) ? creditOf(invoice, random) : null;
  const owed = grossOf(invoice) - (credited === null ? 0n : grossPart(invoice, credited.amount));
  const known = paymentsOf(invoice, owed, habit).filter(({ date }) => date < NOT_YET);
  if (cancelled !== undefined && !known.some(({ date }) => date < cancelled)) {
    const creditNote = { ...documentOf(invoice), date: cancelled, amount: netOf(invoice) };
    return { payments: [], creditNote, writeOff: null };
  }
  const payments = known.filter(({ date }) => cancelled === undefined || date < cancelled);
  return {
    payments,
    creditNote: credited,
    writeOff: writeOffOf(invoice, payments, habit, credited?.amount ?? 0n),
  };
}

function habitOf(random: Random): Habit {
  const soon = random.between(-12, 6);
  const late = random.between(8, 75);
  const first = BigInt(random.between(30, 70));
  return random.weighted<Habit>([
    [{ parts: [[100n, soon]], givenUpAfter: null }, 64],
    [{ parts: [[100n, late]], givenUpAfter: null }, 20],
    [
      {
        parts: [
          [first, soon],
          [100n - first, late],
        ],
        givenUpAfter: null,
      },
      8,
    ],
    [
      {
        parts: [
          [40n, soon],
          [35n, late],
          [25n, late + 30],
        ],
        givenUpAfter: null,
      },
      3,
    ],
    [{ parts: [[BigInt(random.between(90, 97)), late]], givenUpAfter: 110 }, 2],
    [{ parts: [], givenUpAfter: random.chance(70) ? 150 : null }, 3],
  ]);
}

function paymentsOf(invoice: Invoice, owed: bigint, { parts }: Habit): readonly Payment[] {
  const amounts = telescope(
    owed,
    parts.map(([percent]) => percent),
    100n,
    'down',
  );
  return parts.map(([, days], index) => {
    const due = addDays(invoice.dueDate, days);
    const amount = amounts[index] ?? 0n;
    return {
      invoice,
      date: due > invoice.date ? due : addDays(invoice.date, 1),
      amount,
      isFull: amount === grossOf(invoice),
    };
  });
}

function creditOf(invoice: Invoice, random: Random): Omit<CreditNote, 'id'> {
  const [first] = invoice.lines;
  const amount = ((first?.amount ?? 0n) * BigInt(random.between(5, 25))) / 100n;
  const date = addDays(invoice.date, random.between(3, 12));
  return { ...documentOf(invoice), line: '1', date: date < NOT_YET ? date : addDays(NOT_YET, -1), amount };
}

/** What is left of an invoice is given up when nothing has come for long. */
function writeOffOf(
  invoice: Invoice,
  payments: readonly Payment[],
  { givenUpAfter }: Habit,
  credited: bigint,
): Omit<WriteOff, 'id'> | null {
  const date = givenUpAfter === null ? NOT_YET : addDays(invoice.dueDate, givenUpAfter);
  const paid = payments.reduce((sum, { amount }) => sum + amount, 0n);
  const amount =
    netOf(invoice) - credited - divideRounded(paid * netOf(invoice), grossOf(invoice), 'half-even');
  if (date >= NOT_YET || amount <= 0n) return null;
  return { ...documentOf(invoice), date, amount };
}

function documentOf({ id, lines }: Invoice) {
  return { invoice: id, line: null, currency: lines[0]?.currency ?? null };
}

/**
 * The net amount of an invoice.
 *
 * @example
 * netOf(invoice) // 6_000_000n
 */
export function netOf({ lines }: Invoice): bigint {
  return lines.reduce((sum, { amount }) => sum + amount, 0n);
}

/**
 * The amount of an invoice with its tax.
 *
 * @example
 * grossOf(invoice) // 6_480_000n
 */
export function grossOf({ lines }: Invoice): bigint {
  return lines.reduce((sum, { amount, tax }) => sum + amount + (tax ?? 0n), 0n);
}

function grossPart(invoice: Invoice, net: bigint): bigint {
  return divideRounded(net * grossOf(invoice), netOf(invoice), 'half-even');
}
