/**
 * Values by a key, in the order in which the first of each key comes.
 *
 * @example
 * groupedBy(['a-1', 'b-1', 'a-2'], (text) => text[0]).get('a') // ['a-1', 'a-2']
 */
export function groupedBy<Value, Key>(
  values: readonly Value[],
  keyOf: (value: Value) => Key,
): ReadonlyMap<Key, readonly Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const value of values) {
    const key = keyOf(value);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [value]);
    else known.push(value);
  }
  return groups;
}
