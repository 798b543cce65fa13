import { dayNumber, dayOfNumber } from '../calendar/day-number.js';
import type { CollectedReason, OpenInvoicePart, ReleaseReason } from '../engine/payables/release-reason.js';
import type { PostedRelease, PostedShare } from './posted-release.js';
import type { PriorPeriodAdjustment } from './prior-period-adjustment.js';

/** What follows on each other of one component with the same terms, as it is stored: the terms, and deal by deal. */
export type WrittenReleases = readonly [
  assignment: string,
  component: string,
  terms: readonly WrittenTerms[],
  deals: readonly WrittenDeal[],
];

/** What all deals have in common in a share: the currency of the cash it waits for, and what is said after it. */
type WrittenTerms = readonly [share: string, on: string, currency?: string | null, more?: string];

type WrittenDeal = readonly [
  deal: string | null,
  amount: string,
  shares: readonly WrittenShare[],
  adjusts?: PriorPeriodAdjustment,
];

/**
 * How far a share has come. Where it waits for the close date this is the day, below zero where it is still to come,
 * after how far it has come where that is not all or nothing. Where it waits for cash this is how far it has come,
 * what came in and what that is held against, with the invoices that are open, or `null` where there is still to be
 * one. Anything else is told in words.
 */
type WrittenShare =
  | number
  | readonly [reached: string, because: string | number]
  | readonly [reached: string, cash: string, whole: string, open?: readonly WrittenInvoice[] | null];

type WrittenInvoice = readonly [invoice: string, left: string, due?: number];

/**
 * Writes what is held, or became payable, in short: what follows on each other with the same terms says these once.
 *
 * @example
 * writeReleases(posted.held)[0]?.[3] // [['D-1', '50.00', [20260210, ['40%', '4000', '10000']]]]
 */
export function writeReleases(releases: readonly PostedRelease[]): readonly WrittenReleases[] {
  const groups: (readonly [string, string, readonly WrittenTerms[], WrittenDeal[]])[] = [];
  let known = '';
  for (const { assignment, component, deal, amount, shares, adjusts } of releases) {
    const terms = shares.map(termsOf);
    const key = JSON.stringify([assignment, component, terms]);
    if (key !== known) groups.push([assignment, component, terms, []]);
    known = key;
    const written = shares.map(writtenShare);
    groups
      .at(-1)?.[3]
      .push(adjusts === undefined ? [deal, amount, written] : [deal, amount, written, adjusts]);
  }
  return groups;
}

/**
 * Reads what {@link writeReleases} wrote, or what was written as it is shown before there was a shorter form.
 *
 * @example
 * readReleases(writeReleases(posted.held)) // what is held
 */
export function readReleases(
  written: readonly (WrittenReleases | PostedRelease)[],
): readonly PostedRelease[] {
  return written.flatMap((each): readonly PostedRelease[] => {
    if (!isInShort(each)) return [each];
    const [assignment, component, terms, deals] = each;
    return deals.map(([deal, amount, given, adjusts]) => {
      const shares = terms.flatMap((own, place) => readShare(own, given[place]));
      const release = { assignment, component, deal, amount, shares };
      return adjusts === undefined ? release : { ...release, adjusts };
    });
  });
}

function isInShort(each: WrittenReleases | PostedRelease): each is WrittenReleases {
  return Array.isArray(each);
}

function termsOf({ share, on, because }: PostedShare): WrittenTerms {
  if (typeof because === 'string') return [share, on];
  const currency = because.on === 'collected' ? because.currency : null;
  if (because.more !== '') return [share, on, currency, because.more];
  return currency === null ? [share, on] : [share, on, currency];
}

function writtenShare({ reached, because }: PostedShare): WrittenShare {
  if (typeof because === 'string') return [reached, because];
  if (because.on === 'booked') {
    const day = because.isBooked ? dayNumber(because.date) : -dayNumber(because.date);
    return reached === reachedBy(day) ? day : [reached, day];
  }
  const { cash, whole, waitsFor } = because;
  if (waitsFor === null) return [reached, `${cash}`, `${whole}`];
  return [reached, `${cash}`, `${whole}`, waitsFor === 'invoice' ? null : waitsFor.map(writtenInvoice)];
}

function writtenInvoice({ invoice, left, dueDate }: OpenInvoicePart): WrittenInvoice {
  return dueDate === null ? [invoice, `${left}`] : [invoice, `${left}`, dayNumber(dueDate)];
}

/** What has been booked has come all the way unless something else holds it up. */
function reachedBy(day: number): string {
  return day > 0 ? '100%' : '0%';
}

function readShare(terms: WrittenTerms, written: WrittenShare | undefined): readonly PostedShare[] {
  if (written === undefined) return [];
  const [share, on] = terms;
  if (typeof written === 'number') {
    return [{ share, on, reached: reachedBy(written), because: bookedOn(written, terms) }];
  }
  return [{ share, on, reached: written[0], because: reasonOf(written, terms) }];
}

function reasonOf(written: Exclude<WrittenShare, number>, terms: WrittenTerms): ReleaseReason {
  if (written.length === 2) {
    const [, because] = written;
    return typeof because === 'string' ? because : bookedOn(because, terms);
  }
  const [, cash, whole, open] = written;
  const [, , currency, more = ''] = terms;
  const amounts = { cash: BigInt(cash), whole: BigInt(whole) };
  return { on: 'collected', currency: currency ?? '', ...amounts, waitsFor: waitsForOf(open), more };
}

function waitsForOf(open: readonly WrittenInvoice[] | null | undefined): CollectedReason['waitsFor'] {
  if (open === undefined) return null;
  if (open === null) return 'invoice';
  return open.map(([invoice, left, due]) => ({
    invoice,
    left: BigInt(left),
    dueDate: due === undefined ? null : dayOfNumber(due),
  }));
}

function bookedOn(day: number, [, , , more = '']: WrittenTerms): ReleaseReason {
  return { on: 'booked', date: dayOfNumber(Math.abs(day)), isBooked: day > 0, more };
}
