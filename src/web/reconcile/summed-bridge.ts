import { BRIDGES, type BridgeName } from '../../ledger/reconcile/bridge.js';
import type { BridgeRowDocument } from '../../runs/reconcile/reconcile-bridge.js';
import { sumAmounts } from './sum-amounts.js';

/** A bridge of several months together: what happened in all of them, and what is left at the end of the last. */
export interface SummedBridge {
  readonly bridge: BridgeName;
  readonly currency: string;
  readonly amounts: Readonly<Record<string, string>>;
  readonly closing: string;
  readonly unexplained: string;
}

const NAMES = Object.keys(BRIDGES) as readonly BridgeName[];

/**
 * Rows of months summed up by bridge, in the order of bridges; a bridge without a row is left out.
 *
 * @param rows of one currency, in the order of months
 * @example
 * summedBridges(bridge.rows.filter(({ currency }) => currency === 'USD')).map(({ bridge }) => bridge)
 */
export function summedBridges(rows: readonly BridgeRowDocument[], currency: string): readonly SummedBridge[] {
  return NAMES.flatMap((bridge) => {
    const own = rows.filter((row) => row.bridge === bridge);
    const last = own.at(-1);
    if (last === undefined) return [];
    const { whole, parts } = BRIDGES[bridge];
    const sum = (term: string) =>
      sumAmounts(
        own.map(({ amounts }) => amounts[term] ?? '0'),
        currency,
      );
    return [
      {
        bridge,
        currency,
        amounts: Object.fromEntries([...whole, ...parts].map((term) => [term, sum(term)])),
        closing: last.closing,
        unexplained: sumAmounts(
          own.map(({ unexplained }) => unexplained),
          currency,
        ),
      },
    ];
  });
}
