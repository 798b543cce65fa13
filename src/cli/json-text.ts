/**
 * A result as JSON for tools, indented by two. Integers that JavaScript's numbers cannot hold are texts.
 *
 * @example
 * jsonText({ amount: 5n }) // '{\n  "amount": "5"\n}'
 */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? each.toString() : each), 2);
}
