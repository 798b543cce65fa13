/**
 * A count with what it counts: the noun with an `s` for any count but one.
 *
 * @example
 * counted(1, 'payee') // '1 payee'
 */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
