/** What is said of an object, without the names that nothing is said of. */
type Given<Values> = { readonly [Name in keyof Values]?: Exclude<Values[Name], undefined> };

/**
 * The entries that are given: a filter leaves out what is not asked of it.
 *
 * @example
 * given({ payee: 'ada', period: undefined }) // { payee: 'ada' }
 */
export function given<Values extends object>(values: Values): Given<Values> {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  // What was left out is what may be.
  return Object.fromEntries(entries) as Given<Values>;
}
