import { z } from 'zod';
import { isCivilDate } from '../../calendar/civil-date.js';
import { minorDigits } from '../../money/currency.js';
import { parseMinorUnits } from '../../money/minor-units.js';
import { type Problem, problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import { refuse, type ScalarKind, scalar } from '../../records/scalar.js';
import { type MoneyLiteral, money, text, word } from '../../records/values.js';
import { decode } from '../../rules/diagnose.js';
import { locatedProblem } from '../../rules/locate-finding.js';
import { readSourceText } from '../../rules/source-text.js';
import type { Month } from './month.js';

const MONTH: ScalarKind = {
  code: 'date-expected',
  expected: 'a calendar month, such as 2026-03',
  editor: {
    type: 'string',
    pattern: '^[0-9]{4}-[0-9]{2}$',
    description: 'A calendar month, such as 2026-03.',
  },
};

const otherCostsSchema = z.strictObject({
  language: word(['1']),
  costs: z
    .array(
      z.strictObject({
        month: scalar<Month>(MONTH, (written) =>
          isCivilDate(`${written}-01`) ? { value: written } : refuse(MONTH, written),
        ),
        name: text(),
        amount: money({ negative: true }),
      }),
    )
    .min(1),
});

/**
 * Reads what sales cost besides commission: YAML or JSON that lists amounts of months in the home currency. The
 * sums by month, in minor units.
 *
 * @example
 * const costs = readOtherCosts(text, 'costs.yaml', 'USD');
 * if (costs.ok) costs.value.get('2026-01') // 12_000_000n
 */
export function readOtherCosts(
  content: string,
  file: string,
  home: string,
): Result<ReadonlyMap<Month, bigint>> {
  const { source, problems } = readSourceText(content, file);
  if (source === undefined) return failed(problems);
  const decoded = decode(otherCostsSchema, source.tree, source);
  if (!decoded.ok) return failed([...problems, ...decoded.problems]);
  const months = new Map<Month, bigint>();
  const found: Problem[] = [...problems];
  for (const [place, { month, amount }] of decoded.value.costs.entries()) {
    const minor = inMinorUnits(amount, home);
    if (typeof minor === 'bigint') months.set(month, (months.get(month) ?? 0n) + minor);
    else found.push(locatedProblem({ path: ['costs', place, 'amount'], problem: minor }, source));
  }
  return found.length > 0 ? failed(found) : ok(months);
}

function inMinorUnits(literal: MoneyLiteral, home: string): bigint | Problem {
  const { amount, currency = home } = literal;
  if (currency !== home) {
    const detail = { found: `${amount} ${currency}`, expected: `an amount in ${home}` };
    return problem('currency-mismatch', `the amount is in ${currency}, costs are in ${home}`, detail);
  }
  const minor = parseMinorUnits(amount, home);
  if (typeof minor === 'bigint') return minor;
  return problem('too-many-decimals', `${amount} has more decimals than ${home} has`, {
    found: amount,
    expected: `at most ${minorDigits(home)} decimals`,
  });
}
