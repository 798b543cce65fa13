import type { Problem } from './problem.js';

/** A way into a written structure: keys and positions from its root, as in `['measures', 'acv', 'when', 'all', 0]`. */
export type Path = readonly (string | number)[];

/**
 * A problem found in a decoded structure that does not know its own text. Whoever holds the text turns the
 * path into a file, a line and a column.
 */
export interface Finding {
  readonly path: Path;
  readonly problem: Problem;
}
