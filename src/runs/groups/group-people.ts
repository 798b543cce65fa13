/**
 * Parts payees, in their order, into groups for which so many splits are read at most: whoever needs more than that is
 * a group of one.
 *
 * @param splitsFor how many splits are read for a payee
 *
 * @example
 * groupPeople(['ada', 'bo', 'mia'], (payee) => (payee === 'mia' ? 900 : 300), 1_000) // [['ada', 'bo'], ['mia']]
 */
export function groupPeople(
  payees: readonly string[],
  splitsFor: (payee: string) => number,
  most: number,
): readonly (readonly string[])[] {
  const groups: string[][] = [];
  let size = 0;
  for (const payee of payees) {
    const splits = splitsFor(payee);
    const group = groups.at(-1);
    if (group === undefined || size + splits > most) {
      groups.push([payee]);
      size = splits;
    } else {
      group.push(payee);
      size += splits;
    }
  }
  return groups;
}
