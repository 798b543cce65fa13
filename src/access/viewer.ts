/** Whoever looks at the data or changes it. */
export interface Viewer {
  readonly id: string;
  /** The name shown, and written beside the changes this viewer makes. */
  readonly name: string;
  readonly kind: 'administrator';
}

/**
 * The viewer while there is no sign-in: whoever can reach the program administers it.
 *
 * @example
 * const scope = scopeOf(LOCAL_ADMINISTRATOR);
 */
export const LOCAL_ADMINISTRATOR: Viewer = Object.freeze({
  id: 'local',
  name: 'Local administrator',
  kind: 'administrator',
});

/**
 * An administrator who says who they are, so that what one person makes another can approve. While there is no
 * sign-in, this is taken as it is said.
 *
 * @example
 * administratorNamed('maria').id // 'maria'
 */
export function administratorNamed(id: string): Viewer {
  return { id, name: id, kind: 'administrator' };
}
