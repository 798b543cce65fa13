import { z } from 'zod';
import {
  compareRatios,
  formatPercent,
  formatReached,
  ONE_RATIO,
  type Ratio,
  ratio,
  subtractRatios,
} from '../../money/ratio.js';
import { problem } from '../../problems/problem.js';
import { kebabId, money, percent, word } from '../../records/values.js';
import type { CompileContext } from '../compile-context.js';
import { describeAmount } from '../describe-amount.js';
import type { Measure } from '../measure.js';
import { missingQuota, missingTeam } from '../problems-of-data.js';
import { gapProblems } from './gap-problems.js';
import type { MechanismDefinition } from './mechanism-definition.js';
import type { Gap, Peer, PeerGroup, PeerQuestion } from './peer-group.js';
import { checkPeerMeasure } from './peer-measure.js';
import type { LineExplanation, Recorder } from './recorder.js';
import { type Place, standingsOf, type TieRule } from './standings.js';
import type { WindowInput } from './window-input.js';
import { type EarningLine, NOTHING, type WindowOutcome } from './window-outcome.js';

/** What a measure without a quota is to a contest. */
type WithoutQuota = Measure['withoutQuota'];

/** Prizes by rank among a team or among everybody on the plan. */
export interface Contest {
  readonly kind: 'contest';
  readonly reads: 'attainment' | 'amount' | 'quantity';
  /** Minor units by place, the first place first. */
  readonly prizes: readonly bigint[];
  readonly ties: TieRule;
  /** Who is below it takes no place. */
  readonly qualifier: { readonly measure: string; readonly atLeast: Ratio } | null;
  readonly withoutQuota: { readonly rank: WithoutQuota; readonly qualifier: WithoutQuota };
  readonly peers: PeerQuestion;
}

const contestSchema = z
  .strictObject({
    rank: z
      .union([
        z.strictObject({ attainment: kebabId() }),
        z.strictObject({ amount: kebabId() }),
        z.strictObject({ quantity: kebabId() }),
      ])
      .meta({ description: 'The figure that places go by, the greatest first.' }),
    among: word(['team', 'plan']).meta({
      description: 'Who are ranked: the members of a team who are on the plan, or everybody on the plan.',
    }),
    prizes: z.array(money()).min(1).meta({ description: 'By place, the first place first.' }),
    ties: word(['share', 'higher', 'next']).meta({
      description:
        'share: the prizes of the tied places are added and split; higher: each gets the best of them; ' +
        'next: each gets the prize of the place, and the next place is the next.',
    }),
    qualifier: z
      .strictObject({ atLeast: percent(), measure: kebabId().optional() })
      .optional()
      .meta({ description: 'The attainment below which nobody takes a place.' }),
  })
  .meta({ description: 'Pays prizes by rank.' });

type Written = z.output<typeof contestSchema>;

function compile(written: Written, context: CompileContext): Contest | undefined {
  const { rank, among, ties, qualifier } = written;
  const reads = 'attainment' in rank ? 'attainment' : 'amount' in rank ? 'amount' : 'quantity';
  const measure = 'attainment' in rank ? rank.attainment : 'amount' in rank ? rank.amount : rank.quantity;
  const unit = reads === 'attainment' ? null : reads === 'amount' ? 'money' : 'units';
  const ranked = checkPeerMeasure(measure, { unit, own: true, sums: false }, ['rank', reads], context);
  const qualifying = qualifier?.measure ?? measure;
  const anyUnit = { unit: null, own: true, sums: false };
  const qualified =
    qualifying === measure || checkPeerMeasure(qualifying, anyUnit, ['qualifier', 'measure'], context);
  const prizes = compilePrizes(written, context);
  if (!ranked || !qualified || prizes === undefined) return undefined;
  const ownQualifier = qualifier !== undefined && qualifying === measure;
  const peers: PeerQuestion = {
    among,
    membership: 'atEnd',
    measure,
    reads: [
      ...(reads === 'attainment' ? [] : ['credited' as const]),
      ...(reads === 'attainment' || ownQualifier ? ['attainment' as const] : []),
    ],
    qualifier: qualifier === undefined || qualifying === measure ? null : qualifying,
    weights: null,
    fund: null,
  };
  const without = (id: string) => context.measures.get(id)?.withoutQuota ?? 'problem';
  return {
    kind: 'contest',
    reads,
    prizes,
    ties,
    qualifier: qualifier === undefined ? null : { measure: qualifying, atLeast: qualifier.atLeast },
    withoutQuota: { rank: without(measure), qualifier: without(qualifying) },
    peers,
  };
}

function compilePrizes({ prizes }: Written, context: CompileContext): readonly bigint[] | undefined {
  const amounts: bigint[] = [];
  let sound = true;
  prizes.forEach((written, index) => {
    const amount = context.money(written, ['prizes', index]);
    const better = amounts.at(-1);
    sound &&= amount !== undefined;
    if (amount !== undefined) amounts.push(amount);
    if (amount === undefined || better === undefined || amount <= better) return;
    const found = problem('invalid-value', 'a prize is greater than that of the better place', {
      found: written.amount,
      expected: 'prizes from the first place on, none greater than the one before',
    });
    context.report(['prizes', index], found);
    sound = false;
  });
  return sound ? amounts : undefined;
}

/** Places are known when the window is over, so that there is one line for each group. */
function evaluate(contest: Contest, input: WindowInput, recorder: Recorder): WindowOutcome {
  const end = input.readings.at(-1);
  if (end === undefined) return NOTHING;
  const { date } = end;
  const { key: own } = input.peers;
  const groups = input.peers.groupsAt(date);
  const lines = groups.map((group): EarningLine => {
    const place = placesOf(contest, group).find(({ prizes }) => prizes.has(own));
    const key = group.team === null ? `prize:${date}` : `prize:${group.team}:${date}`;
    if (recorder.recording) recorder.line(key, explain(contest, group, place, input));
    return { kind: 'prize', key, eventKey: null, deal: null, date, amount: place?.prizes.get(own) ?? 0n };
  });
  const gapsOf = (peer: Peer): readonly Gap[] => [...peer.gaps, ...quotaGaps(contest, peer, input)];
  const problems = groups.flatMap((group) => gapProblems(group, own, gapsOf));
  const lacksTeam = contest.peers.among === 'team' && input.peers.lacksTeam(date);
  return { ...NOTHING, lines, problems: lacksTeam ? [...problems, missingTeam(input)] : problems };
}

/** A group belongs to one mechanism, and all who are in it share its places. */
const PLACES = new WeakMap<PeerGroup, readonly Place[]>();

function placesOf(contest: Contest, group: PeerGroup): readonly Place[] {
  const known = PLACES.get(group);
  if (known !== undefined) return known;
  const contestants = group.peers.flatMap((peer) => {
    const figure = figureOf(contest, peer);
    return figure !== null && figure.numerator > 0n && qualifies(contest, peer)
      ? [{ key: peer.key, figure }]
      : [];
  });
  const places = standingsOf(contestants, contest.prizes, contest.ties);
  PLACES.set(group, places);
  return places;
}

/** What a peer is ranked by; `null` for who can not be ranked. */
function figureOf({ reads, withoutQuota }: Contest, { credited, attainment }: Peer): Ratio | null {
  if (reads !== 'attainment') return credited;
  return attainment ?? (withoutQuota.rank === 'onTarget' ? ONE_RATIO : null);
}

function qualifies(contest: Contest, peer: Peer): boolean {
  const { qualifier } = contest;
  const attained = qualifyingOf(contest, peer);
  return qualifier === null || (attained !== null && compareRatios(attained, qualifier.atLeast) >= 0);
}

function qualifyingOf({ qualifier, withoutQuota, peers }: Contest, peer: Peer): Ratio | null {
  const attained = qualifier?.measure === peers.measure ? peer.attainment : peer.qualifying;
  return attained ?? (withoutQuota.qualifier === 'onTarget' ? ONE_RATIO : null);
}

function quotaGaps(contest: Contest, peer: Peer, input: WindowInput): readonly Gap[] {
  const { reads, withoutQuota, qualifier } = contest;
  const unranked = reads === 'attainment' && peer.attainment === null && withoutQuota.rank === 'problem';
  const unqualified =
    qualifier !== null && withoutQuota.qualifier === 'problem' && qualifyingOf(contest, peer) === null;
  return unranked || unqualified ? [{ code: 'missing-quota', own: missingQuota(input) }] : [];
}

function explain(
  contest: Contest,
  group: PeerGroup,
  place: Place | undefined,
  input: WindowInput,
): LineExplanation {
  const places = placesOf(contest, group);
  const peer = group.peers.find(({ key }) => key === input.peers.key);
  const own = peer === undefined ? null : figureOf(contest, peer);
  const placed = places.reduce((count, { prizes }) => count + prizes.size, 0);
  const among = group.team === null ? 'on the plan' : `in team ${group.team}`;
  const shown = (figure: Ratio) => describeFigure(contest, figure, input);
  return {
    notes: [
      `Ranked by ${contest.reads} in ${contest.peers.measure} at the end of ${group.at}; ${placed} of ${counted(group.peers.length)} ${among} take a place. The prizes are ${prizesText(contest, input)}.`,
      `Own ${contest.reads}: ${own === null ? 'unknown, as there is no quota' : shown(own)}; ${placeText(place)}.`,
      ...(peer === undefined ? [] : qualifierText(contest, peer)),
      ...nextText(places, place, own, shown),
    ],
    leaves: place === undefined ? [] : prizeLeaves(contest, place, input),
  };
}

function counted(count: number): string {
  return count === 1 ? 'the one person' : `the ${count} people`;
}

function placeText(place: Place | undefined): string {
  if (place === undefined) return 'no place';
  const others = place.prizes.size - 1;
  const shared = others === 0 ? '' : `, shared with ${others === 1 ? 'one other' : `${others} others`}`;
  return `place ${place.place}${shared}`;
}

function qualifierText(contest: Contest, peer: Peer): readonly string[] {
  const { qualifier } = contest;
  if (qualifier === null) return [];
  const attained = qualifyingOf(contest, peer);
  const shown = attained === null ? 'unknown, as there is no quota' : formatReached(attained);
  const needed = formatPercent(qualifier.atLeast);
  const verdict = qualifies(contest, peer) ? 'reaches' : 'does not reach';
  return [`A place takes an attainment of ${needed} in ${qualifier.measure}; ${shown} ${verdict} it.`];
}

/** What was needed for the next better place, without saying whose that is. */
function nextText(
  places: readonly Place[],
  place: Place | undefined,
  own: Ratio | null,
  shown: (figure: Ratio) => string,
): readonly string[] {
  const better = place === undefined ? places.at(-1) : places[places.indexOf(place) - 1];
  if (better === undefined || own === null) return [];
  const distance = subtractRatios(better.figure, own);
  if (distance.numerator <= 0n) return [];
  return [`Place ${better.place} was at ${shown(better.figure)}: ${shown(distance)} more.`];
}

function prizeLeaves({ ties }: Contest, { place, last, prize, prizes }: Place, input: WindowInput) {
  const won = prizes.get(input.peers.key) ?? 0n;
  const tied = ties === 'share' && prizes.size > 1;
  if (!tied) return [{ text: `the prize of place ${place}`, exact: ratio(won, 1n) }];
  const exact = ratio(prize, BigInt(prizes.size));
  const difference = subtractRatios(ratio(won, 1n), exact);
  const pot = describeAmount(ratio(prize, 1n), 'money', input.currency);
  return [
    { text: `one of ${prizes.size} parts of the ${pot} for places ${place} to ${last}`, exact },
    ...(difference.numerator === 0n
      ? []
      : [{ text: 'shared out in whole minor units, by largest remainder', exact: difference }]),
  ];
}

function prizesText({ prizes }: Contest, { currency }: WindowInput): string {
  return prizes.map((prize) => describeAmount(ratio(prize, 1n), 'money', currency)).join(', ');
}

function describeFigure({ reads }: Contest, figure: Ratio, { currency }: WindowInput): string {
  if (reads === 'attainment') return formatReached(figure);
  return describeAmount(figure, reads === 'amount' ? 'money' : 'units', currency);
}

/** The mechanism `contest`: schema, compilation and evaluation. */
export const contestDefinition: MechanismDefinition<Written, Contest> = {
  kind: 'contest',
  schema: contestSchema,
  settles: 'windowEnd',
  compile,
  evaluate,
  reads: () => [],
};
