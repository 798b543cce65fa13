import type { Entitlement } from '../entitlement.js';

/**
 * What tells entitlements of a payee apart, whatever they are numbered: all that a line says of them.
 *
 * @example
 * entitlementKey(one) === entitlementKey(other)
 */
export function entitlementKey(each: Entitlement): string {
  const { assignment, segmentFrom, component, measure, basis, unit, currency, frequency } = each;
  const place = [assignment, segmentFrom, component, measure, basis, unit, currency, frequency];
  return [...place, each.plan, each.planHash, each.released].join('\u0000');
}

/**
 * What a payee had earned by in closed periods and cannot earn by any more, each once, in the order in which it
 * was closed first.
 *
 * @param closed what closed statements were earned by
 * @param now what there is to earn by
 * @param first the number of the first of them
 * @example
 * goneEntitlements(closed, now, 12)[0]?.number // 12
 */
export function goneEntitlements(
  closed: readonly Entitlement[],
  now: readonly Entitlement[],
  first: number,
): readonly Entitlement[] {
  const known = new Set(now.map(entitlementKey));
  const gone: Entitlement[] = [];
  for (const each of closed) {
    const key = entitlementKey(each);
    if (known.has(key)) continue;
    known.add(key);
    gone.push({ ...each, number: first + gone.length });
  }
  return gone;
}
