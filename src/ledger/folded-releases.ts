import type { CreditColumns } from '../engine/fold/credit-payee.js';
import { paidBefore } from '../engine/fold/deal-cash.js';
import { reachedOf } from '../engine/fold/fold-release.js';
import { InputText } from '../engine/fold/input-text.js';
import type { ReleasedEntitlement } from '../engine/fold/release-folder.js';
import type { ReleasedRows } from '../engine/fold/released-rows.js';
import { divideExactly, MOST_EXACT } from '../engine/fold/safe-number.js';
import { minorDigits } from '../money/currency.js';
import { formatPercent, type Ratio, ratio } from '../money/ratio.js';

const MOST_OPEN_INVOICES = 3;

/** The pieces of text that are the same in all entries. */
const PIECES = {
  amount: bytesOf('","amount":"'),
  shares: bytesOf('","shares":['),
  booked: bytesOf('100%","because":"booked on '),
  waitsForClose: bytesOf('0%","because":"waits for the close date '),
  because: bytesOf('","because":"'),
  collected: bytesOf(' collected; '),
  of: bytesOf(' of '),
  openWith: bytesOf(' open with '),
  due: bytesOf(', due '),
  next: bytesOf('; '),
  notInvoiced: bytesOf('not invoiced in full'),
  allPaid: bytesOf('all paid'),
  endShare: bytesOf('"}'),
  endShares: bytesOf(']}'),
  comma: bytesOf(','),
} as const;

/**
 * Writes what statements say of releases, as `releasesOf` and `heldOf` do, from columns.
 *
 * @example
 * const releases = new FoldedReleases(columns);
 * releases.open(released, rows);
 * releases.write(place, 20260401, text) // what is held
 */
export class FoldedReleases {
  readonly #held = new InputText();
  readonly #terms = new Map<string, Terms>();
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
    this.#held.clear();
    let [heldInAll, isFirst] = [0, true];
    for (const each of this.#released) {
      const rows = this.#rows;
      if (rows === null) break;
      for (; each.next < each.released.endRow && rows.period[each.next] === period; each.next += 1) {
        const [payable, held] = [rows.payable[each.next] ?? 0, rows.held[each.next] ?? 0];
        const start = payable === 0 ? this.#held : text;
        if (payable !== 0) {
          text.add(isFirst ? '"releases":[' : ',');
          isFirst = false;
        } else this.#beginHeld();
        const shares = this.#writeEntry(each, rows, through, payable === 0 ? held : payable, start);
        if (payable !== 0 && held !== 0) {
          this.#beginHeld();
          this.#writeHead(each, rows, held, this.#held);
          this.#held.addAll(text.bytes.subarray(shares));
        }
        heldInAll += held;
      }
    }
    if (!isFirst) text.add('],');
    if (this.#held.length > 0) {
      text.addAll(this.#held.bytes);
      text.add('],');
    }
    return heldInAll;
  }

  #beginHeld(): void {
    if (this.#held.length === 0) this.#held.add('"held":[');
    else this.#held.addAll(PIECES.comma);
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
  #writeEntry(
    each: OpenRelease,
    rows: ReleasedRows,
    through: number,
    amount: number,
    text: InputText,
  ): number {
    this.#writeHead(each, rows, amount, text);
    const start = text.length;
    const [deal, cash] = [rows.deal[each.next] ?? 0, rows.cash[each.next] ?? 0];
    text.addAll(PIECES.shares);
    for (const share of each.terms.shares) {
      text.addAll(share.head);
      if (share.on === 'booked') this.#writeBooked(deal, through, text);
      else this.#writeCollected(share, each, deal, cash, through, text);
      text.addAll(PIECES.endShare);
    }
    text.addAll(PIECES.endShares);
    return start;
  }

  #writeHead({ terms, next }: OpenRelease, rows: ReleasedRows, amount: number, text: InputText): void {
    const { bytes, starts } = this.columns.deals.keys.packed;
    const deal = rows.deal[next] ?? 0;
    text.addAll(terms.head);
    text.addJson(bytes, starts[deal] ?? 0, starts[deal + 1] ?? 0);
    text.addAll(PIECES.amount);
    text.addMinor(amount, terms.digits);
  }

  #writeBooked(deal: number, through: number, text: InputText): void {
    const day = this.columns.deals.closeDay[deal] ?? 0;
    text.addAll(day < through ? PIECES.booked : PIECES.waitsForClose);
    text.addDay(day);
  }

  #writeCollected(
    { atLeast, threshold }: WrittenShare,
    { released: { release }, terms }: OpenRelease,
    deal: number,
    cash: number,
    through: number,
    text: InputText,
  ): void {
    const value = this.columns.deals.values?.[release.against ?? 'tcv'][deal] ?? 0;
    writePercent(reachedOf(atLeast, cash, value), value, text);
    text.addAll(PIECES.because);
    writeShown(cash, terms, text);
    text.addAll(PIECES.of);
    writeShown(value, terms, text);
    text.addAll(PIECES.collected);
    this.#writeWaits(deal, cash < value, through, terms, text);
    text.addAll(threshold);
  }

  /** Which invoices are open, or what else is missing. */
  #writeWaits(deal: number, isShort: boolean, through: number, terms: Terms, text: InputText): void {
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
      if (open > 0) text.addAll(PIECES.next);
      open += 1;
      const invoice = invoices.invoice[number] ?? 0;
      text.addJson(bytes, starts[invoice] ?? 0, starts[invoice + 1] ?? 0);
      text.addAll(PIECES.openWith);
      writeShown(left, terms, text);
      const dueDate = invoices.dueDate[number] ?? 0;
      if (dueDate === 0) continue;
      text.addAll(PIECES.due);
      text.addDay(dueDate);
    }
    if (open === 0) text.addAll(isShort ? PIECES.notInvoiced : PIECES.allPaid);
  }

  #termsOf(released: ReleasedEntitlement): Terms {
    const { segment, component } = released;
    const key = `${segment.plan.hash}|${segment.assignment}|${component.component.id}`;
    const known = this.#terms.get(key) ?? readTerms(released);
    this.#terms.set(key, known);
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
  readonly head: Uint8Array;
  readonly shares: readonly WrittenShare[];
  /** A blank and the code of the currency. */
  readonly currency: Uint8Array;
  readonly digits: number;
}

interface WrittenShare {
  readonly on: 'booked' | 'collected';
  readonly atLeast: Ratio | null;
  readonly head: Uint8Array;
  /** What follows the reason where much must have come in for any of it. */
  readonly threshold: Uint8Array;
}

function readTerms({ segment, component, release }: ReleasedEntitlement): Terms {
  const { currency } = segment.plan;
  const assignment = JSON.stringify(segment.assignment);
  const id = JSON.stringify(component.component.id);
  return {
    head: bytesOf(`{"assignment":${assignment},"component":${id},"deal":"`),
    shares: release.shares.map(({ share, on, atLeast }, place) => ({
      on,
      atLeast,
      head: bytesOf(`${place === 0 ? '' : ','}{"share":"${formatPercent(share)}","on":"${on}","reached":"`),
      threshold: bytesOf(atLeast === null ? '' : `; payable from ${formatPercent(atLeast)} on`),
    })),
    currency: bytesOf(` ${currency}`),
    digits: minorDigits(currency),
  };
}

function writeShown(minor: number, { digits, currency }: Terms, text: InputText): void {
  text.addGroupedMinor(minor, digits);
  text.addAll(currency);
}

/** Writes a part of a whole as a percent with at most two decimals. */
function writePercent(part: number, whole: number, text: InputText): void {
  if (part * 10_000 > MOST_EXACT) {
    text.add(formatPercent(ratio(BigInt(part), BigInt(whole))));
    return;
  }
  const hundredths = divideExactly(part * 10_000, whole, 'half-even');
  const digits = hundredths % 100 === 0 ? 0 : hundredths % 10 === 0 ? 1 : 2;
  text.addMinor(hundredths / 10 ** (2 - digits), digits);
  text.addAll(PERCENT);
}

const PERCENT = bytesOf('%');

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
