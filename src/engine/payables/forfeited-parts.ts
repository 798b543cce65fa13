import type { WindowResult } from '../earnings/window-result.js';
import type { DueInWindow, dueByWindow } from './due-by-window.js';

/** What is forfeited of a deal in a window. */
export interface ForfeitedPart {
  /** `''` for what belongs to no deal. */
  readonly deal: string;
  /** Whether it was earned too late, or else was earned in time and not payable in time. */
  readonly isLate: boolean;
  /** What it is forfeited of, in minor units. */
  readonly earned: bigint;
  /** What of it is not forfeited, as so much is owed on the deal. */
  readonly setOff: bigint;
  /** Below zero. */
  readonly amount: bigint;
}

/**
 * What is forfeited of each window, in the order of the windows: all that was earned too late, and of the rest what
 * was not payable in time. What is taken back of a window later takes what was forfeited of it first. What is owed on a
 * deal is never forfeited: it goes on being owed, and is set off against what is forfeited of the same deal.
 *
 * @param windows what is earned as it stands now, as a release sees it
 * @param stand what was earned and payable in each window on the first day on which nothing becomes payable any more
 * @example
 * forfeitedParts(windows, stand)[0]?.[0]?.amount // -50_00n
 */
export function forfeitedParts(
  windows: readonly WindowResult[],
  stand: ReturnType<typeof dueByWindow>,
): readonly (readonly ForfeitedPart[])[] {
  const debts = new Map<string, Debt>();
  const lost = windows.map(({ own, earned }) =>
    [...earned].map(([deal, amount]) => {
      const then = stand.get(own.window.from)?.get(deal) ?? NOTHING;
      const stays = least(amount, most(then.due, 0n));
      const debt = debts.get(deal) ?? { owed: 0n, stays: 0n };
      debt.owed += most(least(then.due, 0n) - stays, 0n);
      debt.stays += stays;
      debts.set(deal, debt);
      return { deal, earned: amount, then, amount: amount - stays };
    }),
  );
  return lost.map((parts) => parts.flatMap((part) => setOff(part, debts.get(part.deal) ?? NO_DEBT)));
}

interface LostPart {
  readonly deal: string;
  readonly earned: bigint;
  readonly then: DueInWindow;
  /** What of it is forfeited unless something is owed. */
  readonly amount: bigint;
}

/** What is owed on a deal in windows of its own, and what stays of all of its windows; changed as it is set off. */
interface Debt {
  /** What came to be owed since, or was not to be taken back yet. */
  owed: bigint;
  stays: bigint;
}

/** Sets off what is owed: what was earned too late against all that is, the rest against what was not owed then. */
function setOff({ deal, earned, then, amount }: LostPart, debt: Debt): readonly ForfeitedPart[] {
  const late = least(amount, most(earned - then.earned, 0n));
  const lateSetOff = least(late, most(debt.owed, -debt.stays));
  debt.owed = most(debt.owed - lateSetOff, 0n);
  const heldSetOff = least(amount - late, debt.owed);
  debt.owed -= heldSetOff;
  debt.stays += lateSetOff + heldSetOff;
  const parts = [
    { deal, isLate: true, earned: late, setOff: lateSetOff, amount: lateSetOff - late },
    { deal, isLate: false, earned: earned - late, setOff: heldSetOff, amount: heldSetOff + late - amount },
  ];
  return parts.filter((part) => part.amount !== 0n);
}

const NO_DEBT: Debt = Object.freeze({ owed: 0n, stays: 0n });
const NOTHING: DueInWindow = Object.freeze({ earned: 0n, due: 0n });

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function most(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
