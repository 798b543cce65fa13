import type { z } from 'zod';
import { nearestWord } from '../problems/did-you-mean.js';

type Issue = z.core.$ZodIssue;
type Issues = readonly Issue[];

/**
 * Of the ways in which a place could have been written, the one that comes closest to what was: its issues
 * alone are worth reading.
 *
 * An alternative of another shape (a text for a block of keys) is the farthest; then each key that is
 * missing or unknown counts, and a misspelt key counts less than one that is simply foreign. Several are
 * returned where none is closer than the others.
 *
 * @example
 * closestAlternatives(issue.errors) // [[missing perUnit, unknown perUnt]]
 */
export function closestAlternatives(alternatives: readonly Issues[]): readonly Issues[] {
  const flat = alternatives.flatMap(flattened);
  const distances = flat.map(distance);
  const least = Math.min(...distances);
  return flat.filter((_, index) => distances[index] === least);
}

/**
 * Whether the issues say that a block, a list or a single value stands where another shape belongs, or
 * that a single value could not be read: then the alternatives can be told in one breath.
 */
export function isAboutWhole(issues: Issues): boolean {
  return issues.length === 1 && issues[0]?.path.length === 0 && issues[0].code !== 'unrecognized_keys';
}

/** The keys that a place knows where one was not recognized; see `READING`. */
export function knownKeys(issue: Issue): readonly string[] {
  return issue.code === 'unrecognized_keys' ? issue.message.split(' ') : [];
}

/** An alternative that is itself a choice is as many alternatives. */
function flattened(issues: Issues): readonly Issues[] {
  const [only] = issues;
  const nested = issues.length === 1 && only?.code === 'invalid_union' && only.path.length === 0;
  return nested && only.errors.length > 0 ? only.errors.flatMap(flattened) : [issues];
}

const OTHER_SHAPE = 1000;

function distance(issues: Issues): number {
  return issues.reduce((sum, issue) => sum + weight(issue), 0);
}

function weight(issue: Issue): number {
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(issue);
    return issue.keys.reduce((sum, key) => sum + (nearestWord(key, known) === undefined ? 4 : 1), 0);
  }
  if (issue.path.length > 0) return isMissing(issue) ? 3 : 2;
  // A single value where a single value belongs is close, whatever is wrong with it.
  return issue.code === 'invalid_type' || typeof issue.input !== 'string' ? OTHER_SHAPE : 1;
}

/** Whether the issue is that there is nothing at its place. */
export function isMissing(issue: Issue): boolean {
  return issue.input === undefined && issue.code !== 'unrecognized_keys';
}
