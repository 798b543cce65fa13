import { type Problem, problem } from '../problems/problem.js';

/** Thrown where a text cannot be stored, or looked for, as it is: a fault of what came in. */
export class RefusedText extends Error {
  readonly problem: Problem;

  constructor(found: Problem) {
    super(found.message);
    this.problem = found;
  }
}

/**
 * Throws a {@link RefusedText} where a text has the character NUL, which PostgreSQL cannot store. Records and
 * rule files are refused at the place where it stands before they come here.
 *
 * @example
 * refuseNul('D-1\0'); // throws
 */
export function refuseNul(text: string): void {
  const position = text.indexOf('\0');
  if (position === -1) return;
  throw new RefusedText(
    problem('invalid-value', 'a text has the character NUL, which cannot be stored', {
      found: text.slice(Math.max(0, position - 20), position + 20).replaceAll('\0', '\\u0000'),
      hint: 'take the character out',
    }),
  );
}
