import type { Entitlement } from '../entitlement.js';
import type { PostedLine, PostedStatement } from '../posted-statement.js';
import { payableByDefault } from '../render-statement.js';
import { linesWithEntitlement, type PayeeResults, releaseKey, statedAmount } from './payee-results.js';

/** Something that became payable on a statement: a line that waits for nothing, or a release of a deal. */
export interface PayableItem {
  readonly statement: PostedStatement;
  readonly entitlement: Entitlement;
  readonly deal: string | null;
  /** `null` for a release, which may be of several lines. */
  readonly line: PostedLine | null;
  /** Minor units of the statement's currency. */
  readonly amount: bigint;
}

/** What became payable on the statements of a payee, asked for one after the other. */
export class PayableItems {
  readonly #results: PayeeResults;
  readonly #ofDeals = new Map<string, Entitlement>();
  /** What was released of each deal on the statements before. */
  readonly #released = new Map<string, bigint>();

  /**
   * @param results what was posted for the payee
   *
   * @example
   * new PayableItems(results).of(statement).map(({ amount }) => amount) // sums to what became payable
   */
  constructor(results: PayeeResults) {
    this.#results = results;
    for (const statement of results.statements) {
      for (const { line, entitlement } of linesWithEntitlement(results, statement)) {
        const { assignment, component } = entitlement;
        this.#ofDeals.set(releaseKey({ assignment, component, deal: line.deal }), entitlement);
      }
    }
  }

  /** What became payable on a statement, line by line and release by release; each statement once, in order. */
  of(statement: PostedStatement): readonly PayableItem[] {
    const lines = linesWithEntitlement(this.#results, statement)
      .filter(({ entitlement }) => !entitlement.released)
      .map(({ line, entitlement }) => ({
        statement,
        entitlement,
        deal: line.deal,
        line,
        amount: line.amount,
      }));
    const releases = this.#releases(statement);
    const all = [...releases, ...this.#takenBackWhole(statement, releases)];
    for (const { entitlement, deal, amount } of all) {
      const key = releaseKey({ ...entitlement, deal });
      this.#released.set(key, (this.#released.get(key) ?? 0n) + amount);
    }
    return [...lines, ...all];
  }

  /** What is earned by on a deal of a component that is released; where no line tells, by its latest version. */
  entitlementOf(place: {
    readonly assignment: string;
    readonly component: string;
    readonly deal: string | null;
  }): Entitlement | undefined {
    const { assignment, component } = place;
    return (
      this.#ofDeals.get(releaseKey(place)) ??
      this.#results.entitlements.findLast(
        (each) => each.assignment === assignment && each.component === component,
      )
    );
  }

  /** One for each deal of a component, also where two versions of a plan release it. */
  #releases(statement: PostedStatement): readonly PayableItem[] {
    const items = new Map<string, PayableItem>();
    for (const release of statement.releases) {
      const entitlement = this.entitlementOf(release);
      if (entitlement === undefined) continue;
      const key = releaseKey(release);
      const amount = statedAmount(release.amount, statement.currency) + (items.get(key)?.amount ?? 0n);
      items.set(key, { statement, entitlement, deal: release.deal, line: null, amount });
    }
    return [...items.values()];
  }

  /**
   * A statement names no release of a deal that earns nothing any more; what was released of it before is taken
   * back whole. Which deals these are shows from their lines, and it must be all that the component took back.
   */
  #takenBackWhole(statement: PostedStatement, releases: readonly PayableItem[]): readonly PayableItem[] {
    const told = new Set([
      ...releases.map(({ entitlement, deal }) => releaseKey({ ...entitlement, deal })),
      ...statement.held.map(releaseKey),
    ]);
    return this.#missing(statement, releases).flatMap(({ assignment, component, amount }) => {
      const gone = new Map<string, PayableItem>();
      for (const { line, entitlement } of linesWithEntitlement(this.#results, statement)) {
        if (entitlement.assignment !== assignment || entitlement.component !== component) continue;
        const key = releaseKey({ ...entitlement, deal: line.deal });
        const before = this.#released.get(key) ?? 0n;
        if (before === 0n || told.has(key)) continue;
        gone.set(key, { statement, entitlement, deal: line.deal, line: null, amount: -before });
      }
      const items = [...gone.values()];
      return items.reduce((sum, item) => sum + item.amount, 0n) === amount ? items : [];
    });
  }

  /** What became payable by components that are released and no release tells. */
  #missing({ payables, ...statement }: PostedStatement, releases: readonly PayableItem[]) {
    const sums = new Map<string, { assignment: string; component: string; amount: bigint }>();
    const stated = new Map(payables.map(({ entitlement, amount }) => [entitlement, amount]));
    const add = ({ assignment, component }: Entitlement, amount: bigint): void => {
      const key = releaseKey({ assignment, component, deal: null });
      const known = sums.get(key) ?? { assignment, component, amount: 0n };
      known.amount += amount;
      sums.set(key, known);
    };
    for (const entitlement of this.#results.entitlements) {
      const { released, currency, frequency, number } = entitlement;
      if (!released || currency !== statement.currency || frequency !== statement.period.frequency) continue;
      add(entitlement, stated.get(number) ?? payableByDefault(entitlement, 0n));
    }
    for (const { entitlement, amount } of releases) add(entitlement, -amount);
    return [...sums.values()].filter(({ amount }) => amount !== 0n);
  }
}
