import type { CreditColumns } from '../engine/fold/credit-payee.js';
import { paidBefore } from '../engine/fold/deal-cash.js';
import { type FoldShare, reachedOf } from '../engine/fold/fold-release.js';
import { InputText } from '../engine/fold/input-text.js';
import type { ReleasedEntitlement } from '../engine/fold/release-folder.js';
import type { ReleasedRows } from '../engine/fold/released-rows.js';
import { divideExactly, MOST_EXACT } from '../engine/fold/safe-number.js';
import { minorDigits } from '../money/currency.js';
import { formatPercent, type Ratio, ratio } from '../money/ratio.js';
import { bytesOf, ReleaseList } from './release-list.js';

const MOST_OPEN_INVOICES = 3;

/** The pieces of text that are the same in all entries. */
const PIECES = {
  amount: bytesOf('","'),
  shares: bytesOf('",['),
  comma: bytesOf(','),
  nextText: bytesOf('","'),
  beginReached: bytesOf('["'),
  endText: bytesOf('"'),
  endCash: bytesOf('"]'),
  open: bytesOf('",[["'),
  nextOpen: bytesOf('],["'),
  endOpen: bytesOf(']]]'),
  notInvoiced: bytesOf('",null]'),
  endShares: bytesOf(']]'),
} as const;

/**
 * Writes what statements say of releases, as `writeReleases` does, from columns.
 *
 * @example
 * const releases = new FoldedReleases(columns);
 * releases.open(released, rows);
 * releases.write(place, 20260401, text) // what is held
 */
export class FoldedReleases {
  readonly #held = new ReleaseList('held', new InputText());
  readonly #heads = new Map<string, Uint8Array>();
  #released: readonly OpenRelease[] = [];
  #rows: ReleasedRows | null = null;

  constructor(readonly columns: CreditColumns) {}

  /** Begins the statements of a payee. */
  open(released: readonly ReleasedEntitlement[], rows: ReleasedRows): void {
    this.#released = released.map((each) => ({
      released: each,
      terms: this.#termsOf(each),
      next: each.firstRow,
    }));
    this.#rows = rows;
  }

  /**
   * Writes the lists of a statement, each followed by a comma; nothing for one that is empty.
   *
   * @param period the place of its period, after that of the statement before
   * @param through the first day that is not known at its end
   * @returns what is held in all, in minor units
   */
  write(period: number, through: number, text: InputText): number {
    if (this.#released.length === 0) return 0;
    this.#writePayables(period, text);
    const releases = new ReleaseList('releases', text);
    this.#held.text.clear();
    this.#held.begin();
    let heldInAll = 0;
    for (const each of this.#released) {
      const rows = this.#rows;
      if (rows === null) break;
      for (; each.next < each.released.endRow && rows.period[each.next] === period; each.next += 1) {
        const [payable, held] = [rows.payable[each.next] ?? 0, rows.held[each.next] ?? 0];
        const first = payable === 0 ? this.#held : releases;
        const shares = this.#writeDeal(each, rows, through, payable === 0 ? held : payable, first);
        if (payable !== 0 && held !== 0) {
          this.#beginDeal(each, rows, held, this.#held);
          this.#held.text.addAll(text.bytes.subarray(shares));
        }
        heldInAll += held;
      }
    }
    releases.end();
    this.#held.end();
    text.addAll(this.#held.text.bytes);
    return heldInAll;
  }

  #writePayables(period: number, text: InputText): void {
    let isFirst = true;
    for (const { released } of this.#released) {
      const amount = released.payable[period] ?? 0;
      if (amount === 0 && released.isSilent[period] !== 1) continue;
      text.add(`${isFirst ? '"payables":[' : ','}[${released.entitlement},"${amount}"]`);
      isFirst = false;
    }
    if (!isFirst) text.add('],');
  }

  /** @returns where in the text its shares begin */
  #writeDeal(
    each: OpenRelease,
    rows: ReleasedRows,
    through: number,
    amount: number,
    list: ReleaseList,
  ): number {
    const { text } = list;
    this.#beginDeal(each, rows, amount, list);
    const start = text.length;
    const [deal, cash] = [rows.deal[each.next] ?? 0, rows.cash[each.next] ?? 0];
    text.addAll(PIECES.shares);
    for (const [place, share] of each.terms.shares.entries()) {
      if (place > 0) text.addAll(PIECES.comma);
      if (share.on === 'booked') this.#writeBooked(deal, through, text);
      else this.#writeCollected(share.atLeast, each, deal, cash, through, text);
    }
    text.addAll(PIECES.endShares);
    return start;
  }

  #beginDeal({ terms, next }: OpenRelease, rows: ReleasedRows, amount: number, list: ReleaseList): void {
    const { text } = list;
    const { bytes, starts } = this.columns.deals.keys.packed;
    const deal = rows.deal[next] ?? 0;
    list.beginDeal(terms.head);
    text.addJson(bytes, starts[deal] ?? 0, starts[deal + 1] ?? 0);
    text.addAll(PIECES.amount);
    text.addMinor(amount, terms.digits);
  }

  /** The day, below zero where it is still to come. */
  #writeBooked(deal: number, through: number, text: InputText): void {
    const day = this.columns.deals.closeDay[deal] ?? 0;
    text.addNumber(day < through ? day : -day);
  }

  #writeCollected(
    atLeast: Ratio | null,
    { released: { release } }: OpenRelease,
    deal: number,
    cash: number,
    through: number,
    text: InputText,
  ): void {
    const value = this.columns.deals.values?.[release.against ?? 'tcv'][deal] ?? 0;
    text.addAll(PIECES.beginReached);
    writePercent(reachedOf(atLeast, cash, value), value, text);
    text.addAll(PIECES.nextText);
    text.addNumber(cash);
    text.addAll(PIECES.nextText);
    text.addNumber(value);
    this.#writeWaits(deal, cash < value, through, text);
  }

  /** Which invoices are open, or that there is still to be one. */
  #writeWaits(deal: number, isShort: boolean, through: number, text: InputText): void {
    const { cash } = this.columns;
    if (cash === null) return;
    const { invoices, firstOf, line } = cash;
    const { bytes, starts } = invoices.ids;
    let open = 0;
    const end = firstOf[deal + 1] ?? 0;
    for (let place = firstOf[deal] ?? 0; place < end && open < MOST_OPEN_INVOICES; place += 1) {
      const number = line[place] ?? 0;
      if ((invoices.date[number] ?? 0) >= through) continue;
      const left = (invoices.amount[number] ?? 0) - paidBefore(cash, place, through);
      if (left <= 0) continue;
      text.addAll(open === 0 ? PIECES.open : PIECES.nextOpen);
      open += 1;
      const invoice = invoices.invoice[number] ?? 0;
      text.addJson(bytes, starts[invoice] ?? 0, starts[invoice + 1] ?? 0);
      text.addAll(PIECES.nextText);
      text.addNumber(left);
      text.addAll(PIECES.endText);
      const dueDate = invoices.dueDate[number] ?? 0;
      if (dueDate === 0) continue;
      text.addAll(PIECES.comma);
      text.addNumber(dueDate);
    }
    if (open > 0) text.addAll(PIECES.endOpen);
    else text.addAll(isShort ? PIECES.notInvoiced : PIECES.endCash);
  }

  #termsOf({ segment, component, release: { shares } }: ReleasedEntitlement): Terms {
    const { currency } = segment.plan;
    const terms = shares.map(({ share, on, atLeast }) => [
      ...[formatPercent(share), on, ...(on === 'collected' ? [currency] : [])],
      ...(atLeast === null ? [] : [`; payable from ${formatPercent(atLeast)} on`]),
    ]);
    const written = JSON.stringify([segment.assignment, component.component.id, terms]);
    return { head: this.#headOf(`${written.slice(0, -1)},[["`), shares, digits: minorDigits(currency) };
  }

  /** Heads that read the same are the same: what follows on each other with one stands together. */
  #headOf(text: string): Uint8Array {
    const known = this.#heads.get(text) ?? bytesOf(text);
    this.#heads.set(text, known);
    return known;
  }
}

/** An entitlement of the payee whose statements are written. */
interface OpenRelease {
  readonly released: ReleasedEntitlement;
  readonly terms: Terms;
  /** The next row. */
  next: number;
}

/** What is the same in all that is said of a component. */
interface Terms {
  /** What stands before the deals. */
  readonly head: Uint8Array;
  readonly shares: readonly FoldShare[];
  readonly digits: number;
}

/** Writes a part of a whole as a percent with at most two decimals. */
function writePercent(part: number, whole: number, text: InputText): void {
  if (part === 0 || part === whole) {
    text.addAll(part === 0 ? NOTHING : ALL);
    return;
  }
  if (part * 10_000 > MOST_EXACT) {
    text.add(formatPercent(ratio(BigInt(part), BigInt(whole))));
    return;
  }
  const hundredths = divideExactly(part * 10_000, whole, 'half-even');
  const digits = hundredths % 100 === 0 ? 0 : hundredths % 10 === 0 ? 1 : 2;
  text.addMinor(hundredths / 10 ** (2 - digits), digits);
  text.addAll(PERCENT);
}

const NOTHING = bytesOf('0%');
const ALL = bytesOf('100%');
const PERCENT = bytesOf('%');
