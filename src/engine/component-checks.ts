import type { Path } from '../problems/finding.js';
import { type Problem, problem } from '../problems/problem.js';
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
  const { mechanism, cap, floor, release } = component;
  const findings: { path: Path; problem: Problem }[] = [];
  const perDeal = (name: 'cap' | 'floor'): void => {
    const limit = name === 'cap' ? cap : floor;
    if (limit?.per !== 'deal' || hasLinesPerDeal(component)) return;
    findings.push({
      path: [name, 'per'],
      problem: problem(
        'not-yet-supported',
        `a ${name} per deal does not fit a component whose lines re-rate several deals at once`,
        {
          found: 'deal',
          expected: 'per: month | quarter | half | year, or marginal tiers, or tiers over deal or a fact',
        },
      ),
    });
  };
  perDeal('cap');
  perDeal('floor');
  release.forEach((each, index) => {
    const found = checkReleaseShare(each, mechanism.kind);
    if (found !== null) findings.push({ path: ['release', index], problem: found });
  });
  return findings;
}

/** The mechanisms that pay for no deal in particular. */
const WITHOUT_DEALS: ReadonlySet<string> = new Set(['bonus', 'objectives', 'pool', 'contest']);

/** What belongs to no deal can only wait for time, unless it is shared out over deals by credit. */
function checkReleaseShare({ trigger, byCredit = false }: ReleaseShare, kind: string): Problem | null {
  if (WITHOUT_DEALS.has(kind) === byCredit) return null;
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

function hasLinesPerDeal({ mechanism }: Component): boolean {
  if (mechanism.kind === 'spiff') return true;
  if (mechanism.kind === 'bonus') return false;
  return mechanism.tiers === 'marginal' || mechanism.over.kind === 'deal' || mechanism.over.kind === 'fact';
}
