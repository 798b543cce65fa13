import type { Path } from '../problems/finding.js';
import { problem } from '../problems/problem.js';
import type { FactType } from '../records/company.js';
import type { Checking } from './checking.js';
import { didYouMean } from './closest-name.js';
import type { ConditionLeaf, FactReference } from './condition.js';
import { CONDITION_OPERATORS, type ConditionOperator, operatorsFor } from './condition-operator.js';
import { decodeValue, describeWritten, expectedValue } from './decode-value.js';
import type { FactValue } from './fact.js';

type Block = Readonly<Record<string, unknown>>;
type LeafValue = ConditionLeaf['value'];

/**
 * Checks one comparison: its fact, its operator, and its value by the fact's type. All three are checked
 * whatever is wrong with the others. `misspelt` are the keys that unknown keys were meant to be; they are
 * not reported as missing too.
 *
 * @example
 * checkLeaf({ fact: 'discount', operator: 'lessThan', value: '30%' }, new Set(), ['all', 0], checking)
 */
export function checkLeaf(
  written: Block,
  misspelt: ReadonlySet<string>,
  path: Path,
  checking: Checking,
): ConditionLeaf | undefined {
  for (const key of ['fact', 'operator', 'value']) {
    if (Object.hasOwn(written, key) || misspelt.has(key)) continue;
    const detail = { expected: 'fact, operator and value' };
    checking.report(path, problem('missing-key', `the comparison has no ${key}`, detail));
  }
  const fact = Object.hasOwn(written, 'fact')
    ? checkFact(written['fact'], [...path, 'fact'], checking)
    : undefined;
  const operator = Object.hasOwn(written, 'operator')
    ? checkOperator(written['operator'], fact?.type, [...path, 'operator'], checking)
    : undefined;
  const value = Object.hasOwn(written, 'value')
    ? checkValue(written['value'], fact, operator, [...path, 'value'], checking)
    : undefined;
  if (fact === undefined || operator === undefined || value === undefined) return undefined;
  return Object.freeze({ fact: fact.name, type: fact.type, operator, value });
}

interface DeclaredFact {
  readonly name: string;
  readonly type: FactType;
}

function checkFact(written: unknown, path: Path, checking: Checking): DeclaredFact | undefined {
  const type = typeof written === 'string' ? checking.declarations.get(written) : undefined;
  if (typeof written === 'string' && type !== undefined) return { name: written, type };
  const names = [...checking.declarations.keys()];
  const found = describeWritten(written);
  const hint = typeof written === 'string' ? didYouMean(written, names) : undefined;
  const detail = { found, expected: `one of ${names.join(', ')}`, hint };
  return checking.report(path, problem('unknown-fact', `there is no fact ${found}`, detail));
}

/** An operator that exists is returned also where it does not fit the fact: it still tells the value's shape. */
function checkOperator(
  written: unknown,
  type: FactType | undefined,
  path: Path,
  checking: Checking,
): ConditionOperator | undefined {
  const operator = CONDITION_OPERATORS.find((each) => each === written);
  const allowed = type === undefined ? CONDITION_OPERATORS : operatorsFor(type);
  if (operator !== undefined && allowed.includes(operator)) return operator;
  const found = describeWritten(written);
  const message =
    operator === undefined ? `there is no operator ${found}` : `${operator} does not fit ${nounOf(type)}`;
  const hint =
    operator === undefined && typeof written === 'string' ? meantOperator(written, allowed) : undefined;
  const detail = { found, expected: `one of ${allowed.join(', ')}`, hint };
  checking.report(path, problem('unknown-operator', message, detail));
  return operator;
}

/** The signs that people write where the language has words. */
const SIGNS: ReadonlyMap<string, ConditionOperator> = new Map([
  ['=', 'equal'],
  ['==', 'equal'],
  ['!=', 'notEqual'],
  ['<>', 'notEqual'],
  ['<', 'lessThan'],
  ['<=', 'lessThanInclusive'],
  ['>', 'greaterThan'],
  ['>=', 'greaterThanInclusive'],
]);

function meantOperator(written: string, allowed: readonly ConditionOperator[]): string | undefined {
  const sign = SIGNS.get(written);
  return sign !== undefined && allowed.includes(sign)
    ? `did you mean ${sign}?`
    : didYouMean(written, allowed);
}

function checkValue(
  written: unknown,
  fact: DeclaredFact | undefined,
  operator: ConditionOperator | undefined,
  path: Path,
  checking: Checking,
): LeafValue | undefined {
  if (operator === 'isGiven') return checkScalar(written, 'boolean', path, checking);
  if (operator === 'in' || operator === 'notIn') return checkList(written, fact, operator, path, checking);
  if (isReference(written)) return checkReference(written, fact, path, checking);
  if (fact === undefined) return undefined;
  // Of an operator that does not exist nobody knows whether it takes a list.
  if (operator === undefined && Array.isArray(written)) return checkItems(written, fact.type, path, checking);
  if (!Array.isArray(written)) return checkScalar(written, fact.type, path, checking);
  const hint = 'to compare with a list, write operator: in or operator: notIn';
  const detail = { found: 'a list', expected: expectedValue(fact.type), hint };
  return checking.report(
    path,
    problem('value-type', `${operator} compares with one value, not with a list`, detail),
  );
}

function checkScalar(
  written: unknown,
  type: FactType,
  path: Path,
  checking: Checking,
): FactValue | undefined {
  const decoded = decodeValue(written, type, checking.planCurrency);
  return 'value' in decoded ? decoded.value : checking.report(path, decoded.problem);
}

function checkList(
  written: unknown,
  fact: DeclaredFact | undefined,
  operator: ConditionOperator,
  path: Path,
  checking: Checking,
): readonly FactValue[] | undefined {
  if (Array.isArray(written) && written.length > 0) {
    return fact === undefined ? undefined : checkItems(written, fact.type, path, checking);
  }
  const found = Array.isArray(written) ? 'an empty list' : describeWritten(written);
  const expected = fact === undefined ? 'a list' : `a list, each of it ${expectedValue(fact.type)}`;
  const hint = typeof written === 'string' && written !== '' ? `write [ ${written} ]` : undefined;
  return checking.report(
    path,
    problem('value-type', `${operator} needs a list of values`, { found, expected, hint }),
  );
}

function checkItems(
  written: readonly unknown[],
  type: FactType,
  path: Path,
  checking: Checking,
): readonly FactValue[] | undefined {
  const items = written.map((item, index) => checkScalar(item, type, [...path, index], checking));
  const values = items.filter((item) => item !== undefined);
  return values.length === items.length ? Object.freeze(values) : undefined;
}

function checkReference(
  written: Block,
  fact: DeclaredFact | undefined,
  path: Path,
  checking: Checking,
): FactReference | undefined {
  const extra = Object.keys(written).filter((key) => key !== 'fact');
  for (const key of extra) {
    const detail = { found: key, expected: 'fact alone', hint: 'leave it out' };
    checking.report([...path, key], problem('unknown-key', `a fact to compare with has no ${key}`, detail));
  }
  const other = checkFact(written['fact'], [...path, 'fact'], checking);
  if (fact === undefined || other === undefined) return undefined;
  if (other.type === fact.type) return extra.length === 0 ? Object.freeze({ fact: other.name }) : undefined;
  const message = `${fact.name} is ${nounOf(fact.type)}, ${other.name} is ${nounOf(other.type)}`;
  const detail = { found: other.name, expected: `a fact that is ${nounOf(fact.type)}` };
  return checking.report([...path, 'fact'], problem('value-type', message, detail));
}

function isReference(written: unknown): written is Block {
  return typeof written === 'object' && written !== null && Object.hasOwn(written, 'fact');
}

const NOUNS: Readonly<Record<FactType, string>> = {
  text: 'a text',
  number: 'a number',
  percent: 'a percent',
  money: 'an amount of money',
  date: 'a date',
  boolean: 'true or false',
};

function nounOf(type: FactType | undefined): string {
  return type === undefined ? 'this fact' : NOUNS[type];
}
