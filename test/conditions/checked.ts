import { checkCondition } from '../../src/conditions/check-condition.js';
import type { Condition } from '../../src/conditions/condition.js';
import type { FactDeclarations } from '../../src/conditions/fact.js';

/** The facts that the conditions of these tests may name, two of each type. */
export const DECLARATIONS: FactDeclarations = new Map([
  ['type', 'text'],
  ['region', 'text'],
  ['termMonths', 'number'],
  ['seats', 'number'],
  ['discount', 'percent'],
  ['maximumDiscount', 'percent'],
  ['tcv', 'money'],
  ['margin', 'money'],
  ['closeDate', 'date'],
  ['hireDate', 'date'],
  ['strategic', 'boolean'],
  ['partnerLed', 'boolean'],
]);

/** The condition, which must be right as written. */
export function checked(written: unknown): Condition {
  const result = checkCondition(written, DECLARATIONS, 'USD');
  if ('condition' in result) return result.condition;
  throw new Error(
    result.findings.map(({ path, problem }) => `${path.join('.')}: ${problem.message}`).join('\n'),
  );
}

/** A condition of one comparison. */
export function comparison(fact: string, operator: string, value: unknown): Condition {
  return checked({ all: [{ fact, operator, value }] });
}
