import type { Path } from '../problems/finding.js';
import { type Problem, problem } from '../problems/problem.js';
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
  if (mechanism.kind !== 'bonus') return findings;
  release.forEach(({ trigger }, index) => {
    if (trigger.on === 'after') return;
    findings.push({
      path: ['release', index],
      problem: problem(
        'not-yet-supported',
        'a bonus belongs to no deal, so it can not wait for one; sharing it out by credit is not part of this version of Attain',
        {
          found: trigger.on,
          expected: 'after: a duration',
        },
      ),
    });
  });
  return findings;
}

function hasLinesPerDeal({ mechanism }: Component): boolean {
  if (mechanism.kind === 'spiff') return true;
  if (mechanism.kind === 'bonus') return false;
  return mechanism.tiers === 'marginal' || mechanism.over.kind === 'deal' || mechanism.over.kind === 'fact';
}
