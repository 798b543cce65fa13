import type { PayeeBook } from '../engine/calculate.js';
import type { ComponentBook } from '../engine/earnings/component-book.js';
import { entitlementKey } from './closing/gone-entitlements.js';
import type { Entitlement, Entitlements } from './entitlement.js';

/** What the statements of one payee are earned by, as it is numbered in the run: now, or only in closed periods. */
export class StatementEntitlements {
  readonly #byKey = new Map<string, Entitlement>();

  /** @param gone what closed periods were earned by and nothing is any more */
  constructor(
    readonly payee: PayeeBook,
    readonly entitlements: Entitlements,
    gone: readonly Entitlement[],
  ) {
    if (gone.length === 0) return;
    for (const each of gone) this.#byKey.set(entitlementKey(each), each);
  }

  /** That of a component. Throws where it is none of the run. */
  of(component: ComponentBook): Entitlement {
    const entitlement = this.entitlements.get(component);
    if (entitlement === undefined) {
      const { id } = component.component;
      throw new Error(`The component ${id} of ${this.payee.payee} is no entitlement of the run.`);
    }
    return entitlement;
  }

  /** The one that says the same as one that was closed. Throws where the run has none. */
  like(closed: Entitlement): Entitlement {
    const key = entitlementKey(closed);
    const found = this.#byKey.get(key) ?? this.#current(key);
    if (found === undefined) {
      throw new Error(`The closed component ${closed.component} of ${this.payee.payee} is not in the run.`);
    }
    return found;
  }

  #current(key: string): Entitlement | undefined {
    const components = this.payee.segments.flatMap((each) => each.components);
    const found = components
      .flatMap((each) => this.entitlements.get(each) ?? [])
      .find((each) => entitlementKey(each) === key);
    if (found !== undefined) this.#byKey.set(key, found);
    return found;
  }
}
