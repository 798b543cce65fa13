import { compareText } from '../../engine/record-index.js';
import {
  BRIDGES,
  type BridgeAmounts,
  type BridgeName,
  type BridgeSpan,
  type BridgeSubject,
  unexplainedOf,
} from './bridge.js';

/** One row of a bridge, in minor units of its currency. */
export interface BridgeRow {
  readonly bridge: BridgeName;
  readonly span: string;
  readonly currency: string;
  /** The deal, where rows are told by deal; else `null`, as for what belongs to none. */
  readonly deal: string | null;
  /** What happened in the span, by the names of the terms; of what is left, how it changed. */
  readonly amounts: BridgeAmounts;
  /** What is left at the end of the span. */
  readonly closing: bigint;
  /** What the two sides differ by. */
  readonly unexplained: bigint;
}

/** What of a row is not explained, by what it stems from. */
export interface UnexplainedSubject {
  readonly bridge: BridgeName;
  readonly span: string;
  readonly currency: string;
  readonly subject: string;
  readonly amount: bigint;
}

interface MutableRow {
  readonly bridge: BridgeName;
  readonly span: BridgeSpan;
  readonly currency: string;
  readonly deal: string | null;
  readonly amounts: Record<string, bigint>;
  closing: bigint;
}

/** As many subjects of what is not explained are named; the rows have all of it. */
const MOST_NAMED = 1_000;

/** Adds subject after subject up to the rows of bridges. What it keeps grows with the rows, not with the subjects. */
export class BridgeBook {
  readonly #rows = new Map<string, MutableRow>();
  readonly #named: UnexplainedSubject[] = [];

  /**
   * @param spans what rows are told for
   * @param byDeal whether each deal has rows of its own
   *
   * @example
   * const book = new BridgeBook(monthSpans({ from: '2026-01-01', to: '2026-04-01' }), false);
   */
  constructor(
    readonly spans: readonly BridgeSpan[],
    readonly byDeal: boolean,
  ) {}

  /** Adds what a subject comes to in each span; nothing where nothing happened and nothing is left. */
  add(subject: BridgeSubject): void {
    let known: { readonly day: string; readonly amounts: BridgeAmounts } | null = null;
    for (const span of this.spans) {
      const opening = known?.day === span.from ? known.amounts : subject.before(span.from);
      const closing = subject.before(span.to);
      known = { day: span.to, amounts: closing };
      this.#addSpan(subject, span, opening, closing);
    }
  }

  /** In the order of bridges, spans, currencies and deals. */
  rows(): readonly BridgeRow[] {
    const names = Object.keys(BRIDGES);
    return [...this.#rows.values()]
      .map((row) => ({ ...row, unexplained: unexplainedOf(row.bridge, row.amounts) }))
      .sort(
        (a, b) =>
          names.indexOf(a.bridge) - names.indexOf(b.bridge) ||
          compareText(a.span.from, b.span.from) ||
          compareText(a.currency, b.currency) ||
          compareText(a.deal ?? '', b.deal ?? ''),
      )
      .map(({ span, ...row }) => ({ ...row, span: span.id }));
  }

  /** What is not explained, in the order in which it was found. */
  unexplained(): readonly UnexplainedSubject[] {
    return this.#named;
  }

  #addSpan(subject: BridgeSubject, span: BridgeSpan, opening: BridgeAmounts, closing: BridgeAmounts): void {
    const { bridge, currency, name } = subject;
    const { whole, parts, balance } = BRIDGES[bridge];
    const moved = Object.fromEntries(
      [...whole, ...parts].map((term) => [term, (closing[term] ?? 0n) - (opening[term] ?? 0n)]),
    );
    const left = closing[balance] ?? 0n;
    if (left === 0n && Object.values(moved).every((amount) => amount === 0n)) return;
    const row = this.#row(subject, span);
    for (const [term, amount] of Object.entries(moved))
      row.amounts[term] = (row.amounts[term] ?? 0n) + amount;
    row.closing += left;
    const amount = unexplainedOf(bridge, moved);
    if (amount === 0n || this.#named.length === MOST_NAMED) return;
    this.#named.push({ bridge, span: span.id, currency, subject: name, amount });
  }

  #row({ bridge, currency, deal }: BridgeSubject, span: BridgeSpan): MutableRow {
    const shown = this.byDeal ? deal : null;
    const key = [bridge, span.id, currency, shown ?? ''].join('\u0000');
    const known = this.#rows.get(key);
    if (known !== undefined) return known;
    const made = { bridge, span, currency, deal: shown, amounts: {}, closing: 0n };
    this.#rows.set(key, made);
    return made;
  }
}
