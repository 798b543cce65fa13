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
