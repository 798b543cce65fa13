import { addDays, type CivilDate, LAST_DATE, later } from '../../calendar/civil-date.js';
import type { FiscalCalendar } from '../../calendar/fiscal-calendar.js';
import { payPeriodContaining } from '../../calendar/pay-period.js';
import { ratio } from '../../money/ratio.js';
import type { Segment } from '../credits/segment.js';
import { describeAmount } from '../describe-amount.js';
import { NO_DEAL } from '../earnings/deal-earnings.js';
import { scopedKey } from '../earnings/evaluated-window.js';
import type { WindowResult } from '../earnings/window-result.js';
import type { BookedWindow } from '../measures/measure-book.js';
import type { LineExplanation, Recorder } from '../mechanisms/recorder.js';
import type { EarningLine } from '../mechanisms/window-outcome.js';
import { dueByWindow } from './due-by-window.js';
import { type ForfeitedPart, forfeitedParts } from './forfeited-parts.js';
import type { Payable } from './payable.js';

/** What a component tells about itself, so that what was not payable in time can be taken out of it. */
interface ForfeitedComponent {
  readonly segment: Segment;
  /** Whether a window pays nothing before the whole of it is over. */
  readonly settlesAtEnd: boolean;
  /** What its windows come to as of a day, before anything is forfeited. */
  readonly windowsAt: (through: CivilDate) => readonly WindowResult[];
  /** What of windows is payable as of a day to who is still there. */
  readonly payablesAt: (windows: readonly WindowResult[], through: CivilDate) => readonly Payable[];
  /** Windows as a release sees deals: with what each of them earned in a window. */
  readonly earning: (windows: readonly WindowResult[]) => readonly WindowResult[];
}

/**
 * The first day on which nothing of a segment becomes payable any more. Where pay must find its payee employed, whole
 * pay periods are told apart: the one in which they leave before its last day pays nothing.
 *
 * @example
 * payableEnd(segment, company) // '2026-03-16', or '2026-03-01' where the period pays as a whole
 */
export function payableEnd(
  { payableTo, plan }: Pick<Segment, 'payableTo' | 'plan'>,
  calendar: FiscalCalendar,
): CivilDate {
  if (plan.mustBeEmployed?.when !== 'paid' || payableTo === LAST_DATE) return payableTo;
  return payPeriodContaining(plan.payFrequency, payableTo, calendar).from;
}

/**
 * Forfeits what somebody who left has earned and what was not payable in time: in each window a line for each deal that
 * takes it back. What is taken back later of what was earned takes first what was forfeited of it, which is forfeited no
 * more, and then what was paid.
 */
export class Forfeiture {
  readonly #known = new Map<BookedWindow, KnownForfeiture>();
  #stand: ReturnType<typeof dueByWindow> | null = null;

  /** @param payableTo the first day on which nothing becomes payable any more */
  constructor(
    readonly component: ForfeitedComponent,
    readonly payableTo: CivilDate,
  ) {}

  /** Windows with what is forfeited of them; one to which nothing happened stays the same object. */
  forfeited(
    windows: readonly WindowResult[],
    through: CivilDate,
    recorderOf: (own: BookedWindow) => Recorder,
  ): readonly WindowResult[] {
    if (through < this.payableTo) return windows;
    this.#stand ??= this.#standAtEnd();
    const parts = forfeitedParts(this.component.earning(windows), this.#stand);
    return windows.map((each, place) => this.#without(each, parts[place] ?? [], recorderOf(each.own)));
  }

  /** What was earned and payable in each window that pays early enough for anything of it to be payable. */
  #standAtEnd(): ReturnType<typeof dueByWindow> {
    const { payableTo } = this;
    const { segment, settlesAtEnd, windowsAt, payablesAt } = this.component;
    const inTime = windowsAt(payableTo).filter(({ own }) => !settlesAtEnd || own.window.full.to <= payableTo);
    return dueByWindow(inTime, (windows) => payablesAt(windows, payableTo), segment.plan.rounding);
  }

  #without(result: WindowResult, parts: readonly ForfeitedPart[], recorder: Recorder): WindowResult {
    if (parts.length === 0) return result;
    const lines = parts.map((part) => this.#lineOf(result, part));
    if (recorder.recording) {
      for (const [place, { key }] of lines.entries()) {
        const part = parts[place];
        if (part !== undefined) recorder.line(scopedKey(result.own, key), this.#explain(part));
      }
    }
    const known = this.#known.get(result.own);
    if (known?.before === result && areAlike(known.lines, lines)) return known.result;
    const earned = new Map(result.earned);
    for (const { deal, amount } of parts) earned.set(deal, (earned.get(deal) ?? 0n) + amount);
    const forfeited = { ...result, lines: [...result.lines, ...lines], earned };
    this.#known.set(result.own, { before: result, lines, result: forfeited });
    return forfeited;
  }

  #lineOf({ own, lines }: WindowResult, { deal, amount, isLate }: ForfeitedPart): EarningLine {
    const last = addDays(this.payableTo, -1);
    const dates = lines.filter((line) => deal === NO_DEAL || line.deal === deal).map(({ date }) => date);
    // What comes in late is forfeited on its day, all else on the last on which it might have become payable.
    const date = isLate ? dates.reduce(later, later(last, own.window.from)) : last;
    const key = [isLate ? LATE : HELD, ...(deal === NO_DEAL ? [] : [deal])].join(':');
    return { kind: 'forfeited', key, eventKey: null, deal: deal === NO_DEAL ? null : deal, date, amount };
  }

  #explain({ deal, earned, setOff, amount, isLate }: ForfeitedPart): LineExplanation {
    const { plan } = this.component.segment;
    const money = (minor: bigint) => describeAmount(ratio(minor, 1n), 'money', plan.currency);
    const last = addDays(this.payableTo, -1);
    const whose = deal === NO_DEAL ? 'the window' : deal;
    const how = isLate ? `were earned after ${last}` : `of ${whose} in the window stand`;
    const owed = setOff === 0n ? '' : ` ${money(setOff)} of it stands against what is owed on ${whose}.`;
    return {
      notes: [
        `The plan pays only who is employed, and ${last} is the last day on which anything becomes payable here. ${money(earned)} ${how}; what was not payable by then is forfeited.${owed}`,
      ],
      leaves: [
        { text: `forfeited of what ${whose} earned, not payable by ${last}`, exact: ratio(amount, 1n) },
      ],
    };
  }
}

const HELD = 'forfeited:held';
const LATE = 'forfeited:late';

/**
 * Whether a line forfeits what was earned in time and was not payable in time, and not what was earned too late.
 *
 * @example
 * forfeitsHeld({ kind: 'forfeited', key: 'forfeited:held:D-1' }) // true
 */
export function forfeitsHeld({ kind, key }: Pick<EarningLine, 'kind' | 'key'>): boolean {
  return kind === 'forfeited' && key.startsWith(HELD);
}

interface KnownForfeiture {
  readonly before: WindowResult;
  readonly lines: readonly EarningLine[];
  readonly result: WindowResult;
}

function areAlike(a: readonly EarningLine[], b: readonly EarningLine[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ key, deal, amount, date }, place) => {
      const other = b[place];
      return key === other?.key && deal === other.deal && amount === other.amount && date === other.date;
    })
  );
}
