/** As much of a JSON Schema as says what can be written. */
export interface Writable {
  readonly type?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Writable>>;
  readonly additionalProperties?: Writable | boolean;
  readonly anyOf?: readonly Writable[];
  readonly items?: Writable;
}

/** The keys below which plans have ids of their own. */
const BY_ID = new Set(['measures', 'components', 'fixed']);

/**
 * All that can be written in a file: its keys, each with the key that it stands below, and the words that a key can
 * be. What stands below the same key is the same, wherever that is: the `per` of a cap, the `of` of an `over`.
 *
 * @example
 * writable(schema) // ['cap', 'cap.per', 'cap.per: deal', 'cap.per: month', …]
 */
export function writable(schema: Writable, key = ''): readonly string[] {
  const { properties = {}, additionalProperties, anyOf = [], items } = schema;
  const words = [...(schema.enum ?? []), ...(schema.type === 'boolean' ? [true, false] : [])];
  return [
    ...words.map((word) => `${key}: ${word}`),
    ...Object.entries(properties).flatMap(([name, each]) => [
      below(key, name),
      ...writable(each, below(key, name)),
    ]),
    ...(typeof additionalProperties === 'object' ? writable(additionalProperties, key) : []),
    ...anyOf.flatMap((each) => writable(each, key)),
    ...(items === undefined ? [] : writable(items, key)),
  ];
}

/**
 * All that is written in a file, in the words of {@link writable}.
 *
 * @example
 * written({ cap: { amount: 200000, per: 'year' } }) // ['cap', 'cap.amount', 'cap.amount: 200000', 'cap.per', 'cap.per: year']
 */
export function written(value: unknown, key = ''): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((each) => written(each, key));
  if (typeof value !== 'object' || value === null) return [`${key}: ${value}`];
  return Object.entries(value).flatMap(([name, each]) => {
    const parts: readonly unknown[] = BY_ID.has(name) ? Object.values(each) : [each];
    return [below(key, name), ...parts.flatMap((part) => written(part, below(key, name)))];
  });
}

function below(key: string, name: string): string {
  return key === '' ? name : `${key.split('.').at(-1)}.${name}`;
}
