import type { CreditColumns } from '../../engine/fold/credit-payee.js';
import type { LineColumns } from '../../engine/fold/folded-lines.js';
import { fewColumns } from '../../store/columns/few-columns.js';
import type { Transaction } from '../../store/executor.js';
import type { TouchedPayees } from './touched-payees.js';

/** So many deals are remembered at most, by some 200 bytes each with what hangs on them. */
const MOST_DEALS = 400_000;

/** Columns of some people's deals, and what the run has that was folded over them. */
export interface KnownDeals {
  /** Whose deals they are. */
  readonly key: string;
  readonly columns: CreditColumns;
  /**
   * By payee the lines that the run has now: they name deals by their numbers in the columns. There are none of who was
   * written otherwise since, by the engine or over other columns.
   */
  readonly lines: ReadonlyMap<string, LineColumns>;
}

interface KeptDeals extends KnownDeals {
  readonly lines: Map<string, LineColumns>;
}

/**
 * The columns that people who belong together are folded over, from one change to the next: so that of all deals
 * below a manager only the one is read that changed.
 *
 * @example
 * await columns.bringUp(trx, touched);
 * const known = columns.of(payees) ?? columns.keep(payees, read);
 * columns.keepLines('ada', known, shard.lines);
 */
export class KnownColumns {
  readonly #known = new Map<string, KeptDeals>();
  /** By payee the one of them that has the lines. */
  readonly #withLines = new Map<string, KeptDeals>();
  #deals = 0;

  /** Whether there is little room left: what else is remembered would soon be in the place of what was before. */
  get isFull(): boolean {
    return this.#deals > MOST_DEALS * 0.75;
  }

  /** Brings what is known up to what was touched, and forgets what is to be read anew for it. */
  async bringUp(trx: Transaction, touched: TouchedPayees): Promise<void> {
    for (const [key, { columns }] of this.#known) {
      if (!isConcerned(columns, touched)) continue;
      if (!(touched.areDealsAlone && (await isCorrected(trx, columns, touched)))) this.#forget(key);
    }
  }

  /** What is known of people; `undefined` where it is to be read. */
  of(payees: readonly string[]): KnownDeals | undefined {
    return this.#known.get(keyOf(payees));
  }

  /** Remembers what was read of people. */
  keep(payees: readonly string[], columns: CreditColumns): KnownDeals {
    const key = keyOf(payees);
    const known = { key, columns, lines: new Map<string, LineColumns>() };
    // What one payee has is read as fast as it would be found.
    if (payees.length === 1) return known;
    this.#known.set(key, known);
    this.#deals += columns.deals.count;
    for (const [each] of this.#known) {
      if (this.#deals <= MOST_DEALS) break;
      this.#forget(each);
    }
    return known;
  }

  /** Remembers the lines of a payee that were folded over some deals, and written in place of all before. */
  keepLines(payee: string, deals: KnownDeals, lines: LineColumns): void {
    this.forgetLines([payee]);
    const kept = this.#known.get(deals.key);
    if (kept !== deals) return;
    kept.lines.set(payee, lines);
    this.#withLines.set(payee, kept);
  }

  /** Forgets the lines of payees of whom others were written. */
  forgetLines(payees: Iterable<string>): void {
    for (const payee of payees) {
      this.#withLines.get(payee)?.lines.delete(payee);
      this.#withLines.delete(payee);
    }
  }

  #forget(key: string): void {
    const known = this.#known.get(key);
    if (known === undefined) return;
    this.#deals -= known.columns.deals.count;
    this.#known.delete(key);
    this.forgetLines([...known.lines.keys()]);
  }
}

/** No id has a line break. */
function keyOf(payees: readonly string[]): string {
  return payees.join('\n');
}

function isConcerned({ payees, deals }: CreditColumns, touched: TouchedPayees): boolean {
  return (
    touched.deals.some((deal) => isKnown(deals.keys, deal)) ||
    [...touched.payees].some((payee) => isKnown(payees, payee))
  );
}

function isKnown(keys: CreditColumns['payees'], text: string): boolean {
  const bytes = Buffer.from(text);
  return keys.find(bytes, 0, bytes.length) >= 0;
}

async function isCorrected(
  trx: Transaction,
  { deals }: CreditColumns,
  touched: TouchedPayees,
): Promise<boolean> {
  for (const deal of touched.deals) {
    if (!isKnown(deals.keys, deal)) continue;
    const query = { kind: 'deal', columns: deals.columns, where: 'id', values: [deal] } as const;
    if (!deals.correct(await fewColumns(trx, query))) return false;
  }
  return true;
}
