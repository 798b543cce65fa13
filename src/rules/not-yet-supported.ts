import { LATER_MECHANISMS } from '../engine/mechanisms/registry.js';
import { LATER_MODIFIERS, LATER_PLAN_MODIFIERS } from '../engine/modifiers/registry.js';
import type { Path } from '../problems/finding.js';
import { type Problem, problem } from '../problems/problem.js';

/**
 * Whether a key belongs to the language at this place although this version of the program does not take it
 * yet: then it is refused by its name and not as unknown.
 *
 * @example
 * isWaitingKey(['components', 'new-business'], 'gate') // true
 * isWaitingKey(['measures', 'new-acv'], 'gate') // false
 */
export function isWaitingKey(path: Path, key: string): boolean {
  const ofPlan = path.length === 0;
  const ofComponent = path.length === 2 && path[0] === 'components';
  return (ofPlan && WAITING_IN_PLAN.includes(key)) || (ofComponent && WAITING_IN_COMPONENT.includes(key));
}

/**
 * What is said of a part of the language that this version does not pay by.
 *
 * @example
 * notYetSupported('gate').code // 'not-yet-supported'
 */
export function notYetSupported(word: string): Problem {
  const message = `\`${word}\` is part of the language, but this version of Attain can not pay by it yet`;
  return problem('not-yet-supported', message, { found: word, hint: 'leave it out until then' });
}

const WAITING_IN_PLAN: readonly string[] = LATER_PLAN_MODIFIERS;
const WAITING_IN_COMPONENT: readonly string[] = [...LATER_MECHANISMS, ...LATER_MODIFIERS];
