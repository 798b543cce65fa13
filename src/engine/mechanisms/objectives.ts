import { addDays, earlier } from '../../calendar/civil-date.js';
import { Decimal } from '../../money/decimal.js';
import {
  addRatios,
  compareRatios,
  formatPercent,
  multiplyRatios,
  type Ratio,
  ratioFromDecimal,
  ZERO_RATIO,
} from '../../money/ratio.js';
import type { ObjectiveScore } from '../../records/record-kinds.js';
import { describeAmount } from '../describe-amount.js';
import { missingScore, missingTargetIncentive } from '../problems-of-data.js';
import { payoutAt } from './curve.js';
import type { MechanismDefinition } from './mechanism-definition.js';
import {
  compileObjectives,
  objectivesSchema,
  type WrittenObjectives,
} from './objectives/compile-objectives.js';
import type { Objective, Objectives } from './objectives/objectives-form.js';
import { addPayout } from './payout-line.js';
import type { Recorder } from './recorder.js';
import { RunningLines } from './running-lines.js';
import { proratedTarget } from './target.js';
import type { WindowInput } from './window-input.js';
import { NOTHING, type WindowOutcome } from './window-outcome.js';

/** An objective with the score that holds; `null` while none is known. */
interface Scored {
  readonly objective: Objective;
  readonly score: ObjectiveScore | null;
  /** The score as far as it counts: no more than the maximum, 0 while none is known. */
  readonly counts: Ratio;
}

function evaluate(objectives: Objectives, input: WindowInput, recorder: Recorder): WindowOutcome {
  const { scores, to, through } = input;
  if (scores === null) return NOTHING;
  const target = proratedTarget(objectives.target, input);
  if (target === null) return { ...NOTHING, problems: [missingTargetIncentive(input)] };
  const scored = objectives.each.map((objective) => scoredBy(objective, scores));
  const overall = scored.reduce(
    (sum, { objective, counts }) => addRatios(sum, multiplyRatios(objective.weight, counts)),
    ZERO_RATIO,
  );
  const isReached = objectives.minimum === null || compareRatios(overall, objectives.minimum) >= 0;
  const running = new RunningLines(1n, input.rounding, recorder);
  for (const each of scored) {
    const { id, weight } = each.objective;
    const part = isReached ? partOf(each) : ZERO_RATIO;
    const exact = multiplyRatios(multiplyRatios(target, weight), part);
    const date = addDays(earlier(to, through), -1);
    const line = { kind: 'objective', key: `objective:${id}`, eventKey: id, date } as const;
    const explain = () => ({
      notes: [describeScore(each), ...describeMinimum(objectives.minimum, overall)],
      text: `${formatPercent(part, 4)} × a weight of ${formatPercent(weight, 4)} of the target of ${describeAmount(target, 'money', input.currency)}`,
    });
    addPayout(running, line, { exact, before: ZERO_RATIO, explain });
  }
  const lacking = to > through ? [] : scored.filter(({ score }) => score === null);
  const known = new Set(objectives.each.map(({ id }) => id));
  const others = scores.map(({ objective }) => objective).filter((objective) => !known.has(objective));
  const problems = lacking.map(({ objective }) => missingScore(objective.id, input, others));
  return { ...NOTHING, lines: running.lines, problems };
}

/** The score that holds is the one scored last. */
function scoredBy(objective: Objective, scores: readonly ObjectiveScore[]): Scored {
  const score = scores
    .filter((each) => each.objective === objective.id)
    .reduce<ObjectiveScore | null>(
      (last, each) => (last !== null && last.scoredOn > each.scoredOn ? last : each),
      null,
    );
  if (score === null) return { objective, score, counts: ZERO_RATIO };
  const whole = ratioFromDecimal(new Decimal(score.score));
  const { maximum } = objective;
  return {
    objective,
    score,
    counts: maximum !== null && compareRatios(whole, maximum) > 0 ? maximum : whole,
  };
}

/** What a score pays, as a part of the objective's own target. */
function partOf({ objective: { minimum, curve }, score, counts }: Scored): Ratio {
  if (score === null || (minimum !== null && compareRatios(counts, minimum) < 0)) return ZERO_RATIO;
  return curve === null ? counts : payoutAt(curve, counts);
}

function describeScore({ objective: { id, minimum, maximum }, score, counts }: Scored): string {
  if (score === null) return `no score for ${id} is known yet, so it pays nothing`;
  const percent = (value: Ratio | null) => (value === null ? '' : formatPercent(value, 6));
  const shown = percent(ratioFromDecimal(new Decimal(score.score)));
  const said = `scored ${shown} for ${id} on ${score.scoredOn}${score.note === null ? '' : ` (${score.note})`}`;
  if (minimum !== null && compareRatios(counts, minimum) < 0) {
    return `${said}, below the minimum of ${percent(minimum)}`;
  }
  return percent(counts) === shown ? said : `${said}, which counts as the maximum of ${percent(maximum)}`;
}

function describeMinimum(minimum: Ratio | null, overall: Ratio): readonly string[] {
  if (minimum === null) return [];
  const side = compareRatios(overall, minimum) < 0 ? 'below' : 'at least';
  return [
    `the weighted score is ${formatPercent(overall, 6)}, ${side} the minimum of ${formatPercent(minimum, 6)}`,
  ];
}

/** The mechanism `objectives`: schema, compilation and evaluation. */
export const objectivesDefinition: MechanismDefinition<WrittenObjectives, Objectives> = {
  kind: 'objectives',
  schema: objectivesSchema,
  settles: 'windowEnd',
  compile: compileObjectives,
  evaluate,
  reads: () => [],
};
