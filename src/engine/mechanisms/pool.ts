import { z } from 'zod';
import { formatPercent, formatRatio, type Ratio, ratio, ZERO_RATIO } from '../../money/ratio.js';
import { problem } from '../../problems/problem.js';
import { kebabId, money, percent, word } from '../../records/values.js';
import type { CompileContext } from '../compile-context.js';
import { describeAmount } from '../describe-amount.js';
import { missingTeam } from '../problems-of-data.js';
import { gapProblems } from './gap-problems.js';
import type { MechanismDefinition } from './mechanism-definition.js';
import type { PeerGroup, PeerQuestion } from './peer-group.js';
import { checkPeerMeasure } from './peer-measure.js';
import { type Division, divideFund, type Fund, type Sharing } from './pool-division.js';
import type { LineExplanation, Recorder } from './recorder.js';
import type { WindowInput } from './window-input.js';
import { type EarningLine, NOTHING, type WindowOutcome } from './window-outcome.js';

/** A fund that is shared by a team or by everybody on the plan. */
export interface Pool {
  readonly kind: 'pool';
  readonly fund: Fund;
  readonly shared: Sharing;
  readonly peers: PeerQuestion;
}

const fundSchema = z
  .union([
    z.strictObject({
      ofMeasure: percent(),
      measure: kebabId().optional(),
      of: word(['members', 'teamPooled', 'everybody']).optional(),
    }),
    money(),
  ])
  .meta({
    description:
      'What is shared out: an amount for a full window, or a share of what the members, their whole team or ' +
      'everybody was credited.',
  });

const poolSchema = z
  .strictObject({
    fund: fundSchema,
    shared: z.union([z.strictObject({ byWeight: kebabId() }), word(['equally', 'byCredit'])]).meta({
      description: 'By days, by what each was credited, or by the weights that are loaded under an id.',
    }),
    among: word(['team', 'plan']).meta({
      description: 'Who shares it: the members of a team who are on the plan, or everybody on the plan.',
    }),
    membership: word(['days', 'atEnd']).optional().meta({
      description: 'Whether each counts for the days of membership, or those who are members at the end.',
    }),
  })
  .meta({ description: 'A fund that several payees share; the shares sum to it.' });

type Written = z.output<typeof poolSchema>;

function compile(written: Written, context: CompileContext): Pool | undefined {
  const { among, membership = 'days', shared } = written;
  const fund = compileFund(written, context);
  if (fund === undefined) return undefined;
  const byWeight = typeof shared === 'object';
  const peers: PeerQuestion = {
    among,
    membership,
    measure: context.measure.id,
    reads: shared === 'byCredit' ? ['credited'] : [],
    qualifier: null,
    weights: byWeight ? shared.byWeight : null,
    fund: fund.kind === 'amount' ? null : { measure: fund.measure, of: fund.of },
  };
  return { kind: 'pool', fund, shared: byWeight ? 'byWeight' : shared, peers };
}

function compileFund({ fund, among }: Written, context: CompileContext): Fund | undefined {
  if (!('ofMeasure' in fund)) {
    const amount = context.money(fund, ['fund']);
    return amount === undefined ? undefined : { kind: 'amount', amount };
  }
  const { ofMeasure: share, measure = context.measure.id, of = 'members' } = fund;
  if (of === 'teamPooled' && among === 'plan') {
    context.report(
      ['fund', 'of'],
      problem('invalid-value', 'a fund of a team is for the members of the team', {
        found: 'teamPooled',
        expected: 'of: members or everybody, or among: team',
      }),
    );
    return undefined;
  }
  const place = fund.measure === undefined ? ['fund'] : ['fund', 'measure'];
  const sound = checkPeerMeasure(
    measure,
    { unit: 'money', own: of === 'members', sums: true },
    place,
    context,
  );
  return sound ? { kind: 'ofMeasure', share, measure, of } : undefined;
}

/** Who is in two teams is in two pools; what each comes to is followed from reading to reading. */
function evaluate(pool: Pool, input: WindowInput, recorder: Recorder): WindowOutcome {
  const lines: EarningLine[] = [];
  const before = new Map<string | null, bigint>();
  let last: readonly PeerGroup[] = [];
  for (const { date } of input.readings) {
    last = input.peers.groupsAt(date);
    for (const team of new Set([...before.keys(), ...last.map((group) => group.team)])) {
      const group = last.find((each) => each.team === team);
      const division = group === undefined ? null : divisionOf(pool, group, input);
      const due = division?.shares.get(input.peers.key) ?? 0n;
      const posted = before.get(team) ?? 0n;
      const key = team === null ? `pool:${date}` : `pool:${team}:${date}`;
      lines.push({ kind: 'pool', key, eventKey: null, deal: null, date, amount: due - posted });
      before.set(team, due);
      if (recorder.recording) recorder.line(key, explain(pool, { group, division, due, posted }, input));
    }
  }
  const problems = last.flatMap((group) => gapProblems(group, input.peers.key, ({ gaps }) => gaps));
  const end = input.readings.at(-1);
  const lacksTeam = end !== undefined && pool.peers.among === 'team' && input.peers.lacksTeam(end.date);
  return { ...NOTHING, lines, problems: lacksTeam ? [...problems, missingTeam(input)] : problems };
}

/** A group belongs to one mechanism, and all who are in it share one division. */
const DIVISIONS = new WeakMap<PeerGroup, Division>();

function divisionOf({ fund, shared }: Pool, group: PeerGroup, { rounding }: WindowInput): Division {
  const division = DIVISIONS.get(group) ?? divideFund(fund, shared, group, rounding);
  DIVISIONS.set(group, division);
  return division;
}

interface PoolShare {
  readonly group: PeerGroup | undefined;
  readonly division: Division | null;
  readonly due: bigint;
  readonly posted: bigint;
}

function explain(
  pool: Pool,
  { group, division, due, posted }: PoolShare,
  input: WindowInput,
): LineExplanation {
  const before = posted === 0n ? [] : [{ text: 'less what it came to before', exact: ratio(-posted, 1n) }];
  if (group === undefined || division === null)
    return { notes: ['The payee does not belong to the pool any more.'], leaves: before };
  const part = division.parts.get(input.peers.key) ?? ZERO_RATIO;
  const exact = shareOf(division, part);
  const difference = ratio(due * exact.denominator - exact.numerator, exact.denominator);
  const fund = describeAmount(ratio(division.fund, 1n), 'money', input.currency);
  return {
    notes: [
      describeFund(pool, group, division, input),
      describeParts(pool, group, { division, part }, input),
    ],
    leaves: [
      { text: `${describeShare(division, part)} of the fund of ${fund}`, exact },
      ...(difference.numerator === 0n
        ? []
        : [{ text: 'shared out in whole minor units, by largest remainder', exact: difference }]),
      ...before,
    ],
  };
}

function shareOf({ fund, total }: Division, part: Ratio): Ratio {
  if (total.numerator === 0n) return ZERO_RATIO;
  return ratio(fund * part.numerator * total.denominator, part.denominator * total.numerator);
}

function describeShare({ total }: Division, part: Ratio): string {
  if (total.numerator === 0n) return 'nothing';
  return formatPercent(ratio(part.numerator * total.denominator, part.denominator * total.numerator), 4);
}

function describeFund({ fund }: Pool, group: PeerGroup, division: Division, input: WindowInput): string {
  const shown = (amount: Ratio) => describeAmount(amount, 'money', input.currency);
  const of = group.team === null ? 'The fund of the plan' : `The fund of team ${group.team}`;
  const amount = shown(ratio(division.fund, 1n));
  if (fund.kind === 'amount') {
    const { numerator, denominator } = group.part;
    const whole = numerator === denominator;
    return whole
      ? `${of} is ${amount}.`
      : `${of} is ${amount}: ${formatPercent(group.part, 4)} of ${shown(ratio(fund.amount, 1n))}, as this version of the plan is in force for that part of the window.`;
  }
  const whose = { members: 'its members', teamPooled: 'the team and all below it', everybody: 'everybody' };
  const credited = shown(group.fund ?? ZERO_RATIO);
  const none = group.fund !== null && group.fund.numerator < 0n ? ' A fund is never below nothing.' : '';
  return `${of} is ${amount}: ${formatPercent(fund.share, 4)} of ${credited} credited to ${whose[fund.of]} under ${fund.measure} up to the end of ${group.at}.${none}`;
}

function describeParts(
  { shared, peers }: Pool,
  group: PeerGroup,
  { division, part }: { readonly division: Division; readonly part: Ratio },
  input: WindowInput,
): string {
  const count = group.peers.length === 1 ? 'one member' : `${group.peers.length} members`;
  const shown = (amount: Ratio): string => {
    if (shared === 'byCredit') return describeAmount(amount, input.unit, input.currency);
    return formatRatio(amount, 6);
  };
  const by = {
    equally: peers.membership === 'days' ? 'by days of membership' : 'equally among those at the end',
    byCredit: `by what was credited to each under ${peers.measure}`,
    byWeight: `by the weights in ${peers.weights ?? ''}${peers.membership === 'days' ? ', each times its days' : ''}`,
  }[shared];
  const sum = `${shown(part)} of ${shown(division.total)}`;
  const nothing = division.total.numerator === 0n ? '; as nobody has any, nothing is shared out' : '';
  return `It is shared by ${count}, ${by}: ${sum}${nothing}.`;
}

/** The mechanism `pool`: schema, compilation and evaluation. */
export const poolDefinition: MechanismDefinition<Written, Pool> = {
  kind: 'pool',
  schema: poolSchema,
  settles: 'windowEnd',
  compile,
  evaluate,
  reads: () => [],
};
