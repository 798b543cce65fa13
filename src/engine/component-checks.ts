import type { Path } from '../problems/finding.js';
import { type Problem, problem } from '../problems/problem.js';
import type { Mechanism } from './mechanisms/mechanism.js';
import type { ReleaseShare } from './modifiers/release.js';
import type { Component } from './plan.js';

/**
 * What can only be told of a whole component: whether its modifiers fit its mechanism.
 *
 * @returns problems at paths below the component
 */
export function checkComponent(
  component: Component,
): readonly { readonly path: Path; readonly problem: Problem }[] {
  const { mechanism, gate, cap, floor, release } = component;
  const findings: { path: Path; problem: Problem }[] = [];
  const perDeal = (name: 'cap' | 'floor'): void => {
    const limit = name === 'cap' ? cap : floor;
    if (limit?.per !== 'deal' || !paysForNoDeal(mechanism)) return;
    findings.push({
      path: [name, 'per'],
      problem: problem(
        'invalid-value',
        `what the mechanism \`${mechanism.kind}\` pays belongs to no deal, so it has no ${name} per deal`,
        { found: 'deal', expected: 'month, quarter, half, year or plan' },
      ),
    });
  };
  if (component.settles === 'asEarned' && isKnownAtEnd(mechanism)) {
    findings.push({ path: ['settles'], problem: onlyKnownAtEnd(mechanism.kind) });
  }
  perDeal('cap');
  perDeal('floor');
  release.forEach((each, index) => {
    const found = checkReleaseShare(each, mechanism);
    if (found !== null) findings.push({ path: ['release', index], problem: found });
  });
  gate.forEach(({ appliesAbove, path }) => {
    if (appliesAbove.numerator === 0n || isEarnedByOwnMeasure(component)) return;
    findings.push({ path: ['gate', ...path, 'appliesAbove'], problem: earnedByNoAttainment(mechanism.kind) });
  });
  if (component.clawback.length > 0 && paysForNoDeal(mechanism)) {
    findings.push({
      path: ['clawback'],
      problem: problem(
        'invalid-value',
        `what the mechanism \`${mechanism.kind}\` pays belongs to no deal, so there is nothing of a deal to claw back`,
        {
          found: mechanism.kind,
          expected: 'a clawback on a component that pays for deals',
        },
      ),
    });
  }
  return findings;
}

/** Whether nothing can be told of what a mechanism pays before its window is over. */
function isKnownAtEnd(mechanism: Mechanism): boolean {
  return mechanism.kind === 'contest' || (mechanism.kind === 'pool' && mechanism.fund.kind === 'amount');
}

function onlyKnownAtEnd(kind: Mechanism['kind']): Problem {
  const what = kind === 'contest' ? 'the places of a contest are' : 'what of a fixed fund falls to whom is';
  return problem('invalid-value', `${what} known when the window is over`, {
    found: 'asEarned',
    expected: 'settles: windowEnd, or leave it out',
  });
}

/** The mechanisms that pay for no deal in particular. */
const WITHOUT_DEALS: ReadonlySet<string> = new Set(['bonus', 'objectives', 'pool', 'contest']);

function paysForNoDeal(mechanism: Mechanism): boolean {
  return WITHOUT_DEALS.has(mechanism.kind) || (mechanism.kind === 'matrix' && mechanism.pays === 'target');
}

/** Whether there is something that is earned above an attainment of the own measure. */
function isEarnedByOwnMeasure({ mechanism }: Component): boolean {
  if (mechanism.kind === 'commission' || mechanism.kind === 'matrix') return true;
  return mechanism.kind === 'bonus' && mechanism.over.kind !== 'foreign';
}

function earnedByNoAttainment(kind: string): Problem {
  return problem(
    'invalid-value',
    `what the mechanism \`${kind}\` pays here is not earned along the measure's own attainment, so none of it lies above one`,
    { found: 'appliesAbove', hint: 'leave it out: then the gate is for all of it' },
  );
}

/** What belongs to no deal can only wait for time, unless it is shared out over deals by credit. */
function checkReleaseShare(
  { trigger, byCredit = false }: ReleaseShare,
  mechanism: Mechanism,
): Problem | null {
  const { kind } = mechanism;
  if (paysForNoDeal(mechanism) === byCredit) return null;
  if (byCredit) {
    return problem('invalid-value', 'only what belongs to no deal is shared out by credit', {
      found: 'byCredit',
      hint: `what a ${kind} pays belongs to its deals already: leave it out`,
    });
  }
  if (trigger.on === 'after' || trigger.on === 'date') return null;
  return problem(
    'invalid-value',
    `what the mechanism \`${kind}\` pays belongs to no deal, so it can not wait for one`,
    {
      found: trigger.on,
      expected: 'after: a duration, date: a day, or byCredit: true',
      hint: 'byCredit: true shares it out over the deals by what they were credited',
    },
  );
}
