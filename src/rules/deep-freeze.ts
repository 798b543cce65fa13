/**
 * Freezes a value and all that is in it, and gives it back.
 *
 * @example
 * const plan = deepFreeze({ measures: [{ id: 'new-acv' }] });
 */
export function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) deepFreeze(part);
  return Object.freeze(value);
}
