import { type BaseEvent, compareEvents, type DealEvent, type ReversalPart } from './deal-event.js';

interface Open {
  readonly key: string;
  left: bigint;
}

/**
 * Tells of each event that takes back what exactly it takes back: the events it names first, then the latest
 * of the deal. What finds nothing left to take back stands for itself.
 *
 * @example
 * linkReversals([booking, reduction])[1].parts // [{ target: booking.key, amount: -3_000n }]
 */
export function linkReversals(events: readonly BaseEvent[]): readonly DealEvent[] {
  const open: Open[] = [];
  return [...events].sort(compareAddingFirst).map((event) => {
    const { key, date, amount } = event;
    if (amount >= 0n) {
      open.push({ key, left: amount });
      return { key, date, amount, parts: [] };
    }
    return { key, date, amount, parts: takeBack(event, open) };
  });
}

/** On one date what adds comes first, so that what is taken back on the day it came finds it. */
function compareAddingFirst(a: BaseEvent, b: BaseEvent): number {
  if (a.date !== b.date || a.amount < 0n === b.amount < 0n) return compareEvents(a, b);
  return a.amount < 0n ? 1 : -1;
}

function takeBack({ amount, names }: BaseEvent, open: readonly Open[]): readonly ReversalPart[] {
  const parts: ReversalPart[] = [];
  let wanted = -amount;
  const take = (target: Open): void => {
    const taken = target.left < wanted ? target.left : wanted;
    if (taken === 0n) return;
    target.left -= taken;
    wanted -= taken;
    parts.push({ target: target.key, amount: -taken });
  };
  for (const name of names) {
    const named = open.find(({ key }) => key === name);
    if (named !== undefined) take(named);
  }
  for (let place = open.length - 1; place >= 0 && wanted > 0n; place -= 1) {
    const target = open[place];
    if (target !== undefined) take(target);
  }
  return wanted === 0n ? parts : [...parts, { target: null, amount: -wanted }];
}
