import {
  addDays,
  addMonths,
  type CivilDate,
  earlier,
  FIRST_DATE,
  LAST_DATE,
} from '../../calendar/civil-date.js';
import { type ClosedRange, contains, intersect } from '../../calendar/date-range.js';
import { sumRatios } from '../../money/ratio.js';
import type { Measure } from '../measure.js';
import { type PeerGroup, type PeerQuestion, peerKey } from '../mechanisms/peer-group.js';
import type { Plan } from '../plan.js';
import { compareText, type RecordIndex } from '../record-index.js';
import type { AskedGroup, PeerContext } from './asked-group.js';
import { fundOf } from './fund.js';
import type { BookedWindow, MeasureBook } from './measure-book.js';
import type { MeasureWindow } from './measure-window.js';
import { type Candidate, type PeerFigures, peerAtEnd, peerByDays } from './peer-figures.js';
import type { TeamContext } from './team-members.js';
import { joined } from './team-memberships.js';
import { activePartOf } from './window-amounts.js';

/**
 * Reads what the others of a team or of a plan were credited, for mechanisms that look at several payees at
 * once. It knows measures and never earnings; each group is worked out once, whoever of it asks.
 *
 * @example
 * new Peers(context).groupsOf(question, book, own, '2026-03-31')[0]?.peers
 */
export class Peers {
  readonly #books: ReadonlyMap<Plan, ReadonlyMap<string, readonly MeasureBook[]>>;
  readonly #groups = new WeakMap<PeerQuestion, Map<string, PeerGroup>>();

  constructor(readonly context: PeerContext) {
    this.#books = booksByPlan(context);
  }

  /** The first day after a window for all who are on the plan, also for those who have left it before. */
  closes({ segment, measure }: MeasureBook, window: MeasureWindow): CivilDate {
    const span = payingSpan(measure, window);
    return this.#inForce(segment.plan, span).at(-1)?.to ?? span.to;
  }

  /** The groups in which a payee is looked at in a window, as of the end of a day, in order of team. */
  groupsOf(
    question: PeerQuestion,
    { segment, measure }: MeasureBook,
    { window }: BookedWindow,
    date: CivilDate,
  ): readonly PeerGroup[] {
    const span = payingSpan(measure, window);
    const teams = question.among === 'plan' ? [null] : this.#teamsOf(segment.payee, span, date);
    const key = peerKey(segment);
    return teams
      .map((team) => this.#group({ question, plan: segment.plan, team, window, span, date }))
      .filter(({ peers }) => peers.some((peer) => peer.key === key));
  }

  /**
   * Whether a payee who should be is in no team on any day of a window, as far as that is known at the end of a
   * day. Who has left the plan need not be in one.
   */
  lacksTeam({ segment, measure }: MeasureBook, { window }: BookedWindow, date: CivilDate): boolean {
    if (window.from >= segment.to) return false;
    return this.#teamsOf(segment.payee, payingSpan(measure, window), date).length === 0;
  }

  #teamsOf(payee: string, { from, to }: ClosedRange, date: CivilDate): readonly string[] {
    const span = { from, to: earlier(to, addDays(date, 1)) };
    const memberships = (this.context.index.membershipsByPayee.get(payee) ?? []).filter(
      (each) => each.as === 'member' && intersect(span, { from: each.from, to: each.to ?? LAST_DATE }),
    );
    return [...new Set(memberships.map(({ team }) => team))].sort(compareText);
  }

  #group(asked: AskedGroup): PeerGroup {
    const known = this.#groups.get(asked.question) ?? new Map<string, PeerGroup>();
    this.#groups.set(asked.question, known);
    const key = `${asked.team ?? ''}\u0000${asked.span.from}\u0000${asked.date}`;
    const group = known.get(key) ?? this.#make(asked);
    known.set(key, group);
    return group;
  }

  #make(asked: AskedGroup): PeerGroup {
    const { question, plan, team, span, date } = asked;
    const candidates = this.#candidates(asked);
    const { index } = this.context;
    const read =
      question.membership === 'days' ? byDays(candidates, asked, index) : atEnd(candidates, asked, index);
    return {
      team,
      at: date,
      part: sumRatios(this.#inForce(plan, span).map((range) => activePartOf(span, range, plan))),
      peers: read.map(({ peer }) => peer).sort((a, b) => compareText(a.key, b.key)),
      ...fundOf(asked, sumRatios(read.map(({ fund }) => fund)), this.context),
    };
  }

  /** Whoever is on this version of the plan in the window and belongs to the group on some day. */
  #candidates({ question, plan, team, window, date }: AskedGroup): readonly Candidate[] {
    const ofPlan = this.#books.get(plan);
    const members = team === null ? null : membersOfTeam(team, this.context);
    return (ofPlan?.get(question.measure) ?? []).flatMap((book): readonly Candidate[] => {
      const { segment } = book;
      const own = windowOn(book, date);
      const ranges = members === null ? ALWAYS : (members.get(segment.payee) ?? []);
      if (own === undefined || own.window.full.from !== window.full.from || ranges.length === 0) return [];
      const beside = (measure: string | undefined) => {
        const other = ofPlan?.get(measure ?? '')?.find((each) => each.segment === segment);
        const there = other === undefined ? undefined : windowOn(other, date);
        return other === undefined || there === undefined ? null : { book: other, own: there };
      };
      const fund = question.fund?.of === 'members' ? beside(question.fund.measure) : null;
      return [{ book, own, ranges, fund, qualifier: beside(question.qualifier ?? undefined) }];
    });
  }

  #inForce(plan: Plan, span: ClosedRange): readonly ClosedRange[] {
    const version = this.context.versions.find((each) => each.plan === plan);
    return (version?.inForce ?? [])
      .flatMap((range) => intersect(span, range) ?? [])
      .sort((a, b) => compareText(a.from, b.from));
  }
}

const ALWAYS: readonly ClosedRange[] = [{ from: FIRST_DATE, to: LAST_DATE }];

function byDays(
  candidates: readonly Candidate[],
  asked: AskedGroup,
  index: RecordIndex,
): readonly PeerFigures[] {
  return candidates.filter((each) => belongs(each, asked)).map((each) => peerByDays(each, asked, index));
}

/** One for each payee who belongs on the last day, with all that the payee has in the window on this plan. */
function atEnd(
  candidates: readonly Candidate[],
  asked: AskedGroup,
  index: RecordIndex,
): readonly PeerFigures[] {
  const { date } = asked;
  return candidates
    .filter(({ book, ranges }) => contains(book.segment, date) && ranges.some((each) => contains(each, date)))
    .map((last) => {
      const all = candidates.filter(({ book }) => book.segment.payee === last.book.segment.payee);
      return peerAtEnd(last, all, asked, index);
    });
}

/** Whether a segment belongs on a day of the window; one that is over also by what comes in late. */
function belongs({ book, own, ranges }: Candidate, { span, date }: AskedGroup): boolean {
  const { segment } = book;
  const known = { from: span.from, to: earlier(span.to, addDays(date, 1)) };
  const late = own.window.from >= segment.to;
  const active = late ? own.window : { from: segment.from, to: segment.to };
  return ranges.some((each) => {
    const shared = intersect(known, each);
    return shared !== undefined && intersect(shared, active) !== undefined;
  });
}

/** The days that a window pays for: of a trailing one, its month. */
function payingSpan({ window: { kind } }: Measure, { full }: MeasureWindow): ClosedRange {
  return kind === 'trailing' ? { from: addMonths(full.to, -1), to: full.to } : full;
}

/** The window that contains a day, of which a clipped one is taken for what it is a part of. */
function windowOn({ windows }: MeasureBook, date: CivilDate): BookedWindow | undefined {
  return windows.find(
    ({ window }) => window.full.from <= date && date < window.full.to && window.from <= date,
  );
}

function membersOfTeam(team: string, { index }: TeamContext): ReadonlyMap<string, readonly ClosedRange[]> {
  const members = new Map<string, ClosedRange[]>();
  for (const { as, payee, from, to } of index.membershipsByTeam.get(team) ?? []) {
    if (as !== 'member') continue;
    members.set(payee, [...(members.get(payee) ?? []), { from, to: to ?? LAST_DATE }]);
  }
  return new Map([...members].map(([payee, ranges]) => [payee, joined(ranges)]));
}

function booksByPlan({ books }: TeamContext): ReadonlyMap<Plan, ReadonlyMap<string, readonly MeasureBook[]>> {
  const byPlan = new Map<Plan, Map<string, MeasureBook[]>>();
  for (const book of [...books.values()].flat()) {
    const { plan } = book.segment;
    const ofPlan = byPlan.get(plan) ?? new Map<string, MeasureBook[]>();
    byPlan.set(plan, ofPlan);
    const known = ofPlan.get(book.measure.id);
    if (known === undefined) ofPlan.set(book.measure.id, [book]);
    else known.push(book);
  }
  return byPlan;
}
