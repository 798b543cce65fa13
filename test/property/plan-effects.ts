import type { ComponentDue } from '../../src/engine/due.js';
import type { MECHANISMS } from '../../src/engine/mechanisms/registry.js';
import { LINE_KINDS } from '../../src/engine/mechanisms/window-outcome.js';
import type { MODIFIERS, PLAN_MODIFIERS } from '../../src/engine/modifiers/registry.js';
import type { ReleaseTrigger } from '../../src/engine/modifiers/release-trigger.js';
import type { StatementTotals } from '../../src/ledger/posted-statement.js';

/** What each modifier of a component leaves behind that nothing else does. */
const OF_MODIFIERS = {
  gate: ['line gate'],
  multiplier: ['line multiplier'],
  cap: ['limit cap of component'],
  floor: ['limit floor of component'],
  release: ['held'],
  clawback: ['line clawback'],
} as const satisfies Record<keyof typeof MODIFIERS, readonly string[]>;

/** The same of the modifiers of a whole plan. */
const OF_PLAN_MODIFIERS = {
  cap: ['limit cap of plan'],
  floor: ['limit floor of plan'],
  draw: ['drawn', 'recovered'],
  guarantee: ['guaranteed'],
  payCap: ['carried by a pay cap'],
} as const satisfies Record<keyof typeof PLAN_MODIFIERS, readonly string[]>;

const MECHANISM_NAMES = {
  commission: true,
  bonus: true,
  spiff: true,
  matrix: true,
  objectives: true,
  pool: true,
  contest: true,
} as const satisfies Record<keyof typeof MECHANISMS, true>;

const TRIGGERS = {
  booked: true,
  recognized: true,
  collected: true,
  after: true,
  date: true,
  dateOf: true,
  condition: true,
} as const satisfies Record<ReleaseTrigger['on'], true>;

/** Every effect that plans must have had: of each mechanism, each modifier and each trigger of a release. */
export const REGISTERED_EFFECTS: readonly string[] = [
  ...Object.keys(MECHANISM_NAMES).map((kind) => `pays ${kind}`),
  ...Object.values(OF_MODIFIERS).flat(),
  ...Object.values(OF_PLAN_MODIFIERS).flat(),
  ...Object.keys(TRIGGERS).map((on) => `released ${on}`),
];

/** What is counted besides: the kinds of lines that were posted, and what was waited for. */
const OTHER_EFFECTS: readonly string[] = [
  ...LINE_KINDS.map((kind) => `line ${kind}`),
  ...Object.keys(TRIGGERS).map((on) => `held back ${on}`),
];

/** Counts what plans do to money, and not what they say. */
export class PlanEffects {
  readonly #counts = new Map<string, number>(
    [...REGISTERED_EFFECTS, ...OTHER_EFFECTS].map((name) => [name, 0]),
  );

  /** By name, in order; those that never came about are 0. */
  get counts(): ReadonlyMap<string, number> {
    return this.#counts;
  }

  /** Takes what is due of components. */
  addDue(components: readonly ComponentDue[]): void {
    for (const { component, lines, payables } of components) {
      for (const { kind, amount, limits = [] } of lines) {
        if (amount !== 0n) this.#add(`line ${kind}`);
        if (amount !== 0n) this.#add(`pays ${component.component.mechanism.kind}`);
        for (const { by, of, amount: moved } of limits) if (moved !== 0n) this.#add(`limit ${by} of ${of}`);
      }
      for (const { earned, payable, shares } of payables) {
        if (earned !== payable) this.#add('held');
        for (const { on, ratio } of earned === 0n ? [] : shares)
          this.#add(`${ratio.numerator === 0n ? 'held back' : 'released'} ${on}`);
      }
    }
  }

  /** Takes what a pay period of a plan comes to. */
  addTotals(totals: StatementTotals, hasPayCap: boolean): void {
    for (const name of ['drawn', 'recovered', 'guaranteed'] as const)
      if (totals[name] !== 0n) this.#add(name);
    if (hasPayCap && totals.carried > 0n) this.#add('carried by a pay cap');
  }

  #add(name: string): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }
}
