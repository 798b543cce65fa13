import type { DealEvent, ReversalPart } from '../events/deal-event.js';
import type { CountedEvents } from '../events/fx.js';

interface Open {
  readonly key: string;
  left: bigint;
}

/**
 * What a deal says as far as it counts.
 *
 * @param limit `null` where all of it does
 *
 * @example
 * withinLimit(streams.counted(deal, measure, plan), windfallLimits(segment, measure, context)(deal).limit)
 */
export function withinLimit(counted: CountedEvents, limit: bigint | null): CountedEvents {
  return limit === null ? counted : { ...counted, events: withinWindfall(counted.events, limit) };
}

/**
 * The events of a deal with what they count as where no more of the deal counts than a limit: as it stands after
 * each event, the deal counts in full up to the limit, and what an event counts is by how much that changes. So
 * what is taken back of a deal above the limit takes the excess back first, and a deal that is cancelled is left
 * with nothing.
 *
 * @returns the events in their order, without those that take nothing back any more
 *
 * @example
 * withinWindfall([booking(800n), addition(300n)], 1_000n).map(({ amount }) => amount) // [800n, 200n]
 */
export function withinWindfall(events: readonly DealEvent[], limit: bigint): readonly DealEvent[] {
  const open: Open[] = [];
  let stands = 0n;
  const changeBy = (amount: bigint): bigint => {
    const before = least(stands, limit);
    stands += amount;
    return least(stands, limit) - before;
  };
  return events.flatMap((event) => {
    if (event.parts.length === 0) {
      const amount = changeBy(event.amount);
      open.push({ key: event.key, left: amount });
      return [amount === event.amount ? event : { ...event, amount, whole: event.amount }];
    }
    const parts = event.parts.flatMap((part) =>
      part.target === null
        ? [{ target: null, amount: changeBy(part.amount) }]
        : takeBack(part.target, -changeBy(part.amount), open),
    );
    const amount = parts.reduce((sum, part) => sum + part.amount, 0n);
    return parts.length === 0 ? [] : [{ ...event, amount, parts }];
  });
}

/** Takes back what was counted: of the event that is named first, then of the latest. */
function takeBack(named: string, counted: bigint, open: readonly Open[]): readonly ReversalPart[] {
  const parts: ReversalPart[] = [];
  let wanted = counted;
  const latestFirst = [...open].reverse();
  const own = latestFirst.filter(({ key }) => key === named);
  for (const target of [...own, ...latestFirst.filter(({ key }) => key !== named)]) {
    const taken = least(target.left, wanted);
    if (taken === 0n) continue;
    target.left -= taken;
    wanted -= taken;
    parts.push({ target: target.key, amount: -taken });
  }
  return parts;
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
