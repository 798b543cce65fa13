import type { Problem } from '../problems/problem.js';

/**
 * Problems for which a command cannot go on. They are listed, and the command ends with exit code 1.
 *
 * @example
 * if (!published.ok) throw new ProblemsFound(published.problems, 'Nothing was calculated.');
 */
export class ProblemsFound extends Error {
  constructor(
    readonly problems: readonly Problem[],
    /** What did not happen because of them. */
    readonly outcome: string,
  ) {
    super(outcome);
  }
}
