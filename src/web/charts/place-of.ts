/**
 * Where an exact number stands in a picture. A float is enough for it: it is off by less than the 2⁵²nd part of the
 * number, far less than a pixel, and what is written beside the place is always the exact text.
 *
 * @example
 * placeOf('9007199254740993.10') // 9007199254740994
 */
export function placeOf(exact: string): number {
  return Number(exact);
}
