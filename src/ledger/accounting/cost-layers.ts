import type { Duration } from '../../calendar/duration.js';
import type { Proration } from '../../calendar/proration.js';
import { divideRounded } from '../../money/rounding.js';
import { shareOut, telescope } from '../../money/share-out.js';
import { benefitRange, benefitWeights } from './benefit-weights.js';
import type { ContractCost, CostMovement } from './cost-movement.js';
import { type Month, monthOf } from './month.js';

/** What is left of one month's addition. */
interface Layer {
  readonly cohort: Month;
  /** The addition less what was taken back of it. */
  gross: bigint;
  balance: bigint;
  /** What is to be amortised in this month and in each that follows. */
  ahead: bigint[];
}

type Movement = { -readonly [Key in keyof CostMovement]: CostMovement[Key] };

/** The additions to the cost of one contract, taken through the months one after the other. */
export class CostLayers {
  readonly #cost: ContractCost;
  readonly #layers: Layer[] = [];
  readonly #movements = new Map<Month, Movement>();
  #month: Month = '';
  #benefit: Duration;
  #spreadBy: Proration;

  constructor(cost: ContractCost) {
    this.#cost = cost;
    this.#benefit = cost.benefit;
    this.#spreadBy = cost.spread;
  }

  /** Whether nothing is left. */
  get isEmpty(): boolean {
    return this.#layers.every(({ balance }) => balance === 0n);
  }

  /** Begins a month, by what is estimated then. */
  open(month: Month): void {
    this.#month = month;
    const known = this.#cost.estimates.filter(({ from }) => monthOf(from) <= month);
    const { benefit, spread = this.#spreadBy } = known.at(-1) ?? this.#cost;
    const { count, unit } = this.#benefit;
    // What says the same changes nothing, not even where parts of cents fall.
    if (benefit.count === count && benefit.unit === unit && spread === this.#spreadBy) return;
    this.#benefit = benefit;
    this.#spreadBy = spread;
    for (const layer of this.#layers) this.#spread(layer);
  }

  /** Capitalises what was earned in the month; an amount below zero is taken back. */
  add(amount: bigint): void {
    if (amount < 0n) {
      this.#takeBack(-amount);
      return;
    }
    const layer: Layer = { cohort: this.#month, gross: amount, balance: amount, ahead: [] };
    this.#spread(layer);
    this.#layers.push(layer);
    this.#record(layer.cohort, { addition: amount });
  }

  /** Amortises the month's part of every layer. */
  amortise(): void {
    for (const layer of this.#layers) {
      const amortisation = layer.ahead.shift() ?? 0n;
      layer.balance -= amortisation;
      this.#record(layer.cohort, { amortisation });
    }
  }

  /** Gives up what is left. */
  impair(): void {
    for (const layer of this.#layers) {
      this.#record(layer.cohort, { impairment: layer.balance });
      layer.balance = 0n;
      layer.ahead = [];
    }
  }

  /** Ends the month, and says what happened in it. */
  close(): readonly CostMovement[] {
    const movements = [...this.#movements.values()]
      .filter(
        ({ addition, amortisation, impairment }) =>
          addition !== 0n || amortisation !== 0n || impairment !== 0n,
      )
      .sort((a, b) => (a.cohort < b.cohort ? -1 : 1));
    this.#movements.clear();
    return movements;
  }

  /** Every layer gives its part; what is more than was ever added is income at once. */
  #takeBack(amount: bigint): void {
    const gross = this.#layers.reduce((sum, layer) => sum + layer.gross, 0n);
    const taken = amount < gross ? amount : gross;
    const parts = this.#layers.map((layer) => ({ key: layer.cohort, weight: layer.gross }));
    const shares = taken === 0n ? new Map<Month, bigint>() : shareOut(taken, parts);
    for (const layer of this.#layers) this.#reduce(layer, shares.get(layer.cohort) ?? 0n);
    const beyond = amount - taken;
    this.#record(this.#month, { addition: -beyond, impairment: -beyond });
  }

  #reduce(layer: Layer, share: bigint): void {
    if (share === 0n) return;
    const gross = layer.gross - share;
    const balance = divideRounded(layer.balance * gross, layer.gross, 'half-even');
    this.#record(layer.cohort, { addition: -share, impairment: layer.balance - share - balance });
    layer.gross = gross;
    layer.balance = balance;
    this.#spread(layer);
  }

  /** Spreads what is left of a layer over what is left of the benefit. */
  #spread(layer: Layer): void {
    const spread = this.#spreadBy;
    const range = benefitRange(this.#cost.start, this.#benefit, spread);
    const weights = benefitWeights(range, this.#month, spread);
    const whole = weights.reduce((sum, weight) => sum + weight, 0n);
    layer.ahead = telescope(layer.balance, weights, whole, 'half-even');
  }

  #record(cohort: Month, parts: Partial<Omit<CostMovement, 'cohort' | 'month'>>): void {
    const nothing = { cohort, month: this.#month, addition: 0n, amortisation: 0n, impairment: 0n };
    const movement = this.#movements.get(cohort) ?? nothing;
    movement.addition += parts.addition ?? 0n;
    movement.amortisation += parts.amortisation ?? 0n;
    movement.impairment += parts.impairment ?? 0n;
    this.#movements.set(cohort, movement);
  }
}
