import { checkCondition } from '../conditions/check-condition.js';
import type { Condition } from '../conditions/condition.js';
import type { FactDeclarations } from '../conditions/fact.js';
import { factDeclarations } from '../engine/facts.js';
import { isCurrency, minorDigits } from '../money/currency.js';
import { parseMinorUnits } from '../money/minor-units.js';
import type { Path } from '../problems/finding.js';
import { hasErrors, type Problem, problem } from '../problems/problem.js';
import type { Company } from '../records/company.js';
import type { MoneyLiteral } from '../records/values.js';
import { locatedProblem } from './locate-finding.js';
import type { SourceBlock, SourceText, SourceTree } from './source-text.js';

/** What the compilation of one plan file knows and has found so far. */
export class PlanCompilation {
  readonly source: SourceText;
  readonly company: Company;
  readonly facts: FactDeclarations;
  /** The plan's currency; empty while it is not known, and then amounts are not held against it. */
  readonly currency: string;
  readonly #problems: Problem[] = [];

  constructor(source: SourceText, company: Company) {
    this.source = source;
    this.company = company;
    this.facts = factDeclarations(company);
    const currency = blockAt(source.tree, [])?.['currency'];
    this.currency = typeof currency === 'string' && isCurrency(currency) ? currency : '';
  }

  get problems(): readonly Problem[] {
    return this.#problems;
  }

  /** Whether something was found for which there can be no plan. */
  get failed(): boolean {
    return hasErrors(this.#problems);
  }

  /** Reports a problem at a path from the root of the file. */
  report(path: Path, found: Problem): undefined {
    this.#problems.push(locatedProblem({ path, problem: found }, this.source));
  }

  /** Takes over problems that know their place. */
  take(problems: readonly Problem[]): undefined {
    this.#problems.push(...problems);
  }

  /** An amount in minor units of the plan's currency. */
  money(literal: MoneyLiteral, path: Path): bigint | undefined {
    const { amount, currency = this.currency } = literal;
    if (this.currency === '') return undefined;
    if (currency !== this.currency) {
      return this.report(
        path,
        problem('currency-mismatch', `the amount is in ${currency}, the plan pays in ${this.currency}`, {
          found: `${amount} ${currency}`,
          expected: `an amount in ${this.currency}`,
        }),
      );
    }
    const minor = parseMinorUnits(amount, currency);
    if (typeof minor === 'bigint') return minor;
    const digits = minorDigits(currency);
    return this.report(
      path,
      problem('too-many-decimals', `${amount} has more decimals than ${currency} has`, {
        found: amount,
        expected: digits === 0 ? 'no decimals' : `at most ${digits} decimals`,
      }),
    );
  }

  /** A condition, checked and compiled. */
  condition(written: unknown, path: Path): Condition | undefined {
    const checked = checkCondition(written, this.facts, this.currency === '' ? undefined : this.currency);
    if ('condition' in checked) return checked.condition;
    for (const finding of checked.findings) this.report([...path, ...finding.path], finding.problem);
    return undefined;
  }
}

/**
 * The block of keys at a path of a tree; `undefined` where something else stands or nothing.
 *
 * @example
 * blockAt(source.tree, ['measures'])
 */
export function blockAt(tree: SourceTree, path: readonly string[]): SourceBlock | undefined {
  let at: SourceTree | undefined = tree;
  for (const key of path) at = isBlock(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  return isBlock(at) ? at : undefined;
}

/**
 * Something written as the block of keys that it is; an empty one where it is something else.
 *
 * @example
 * const { measure } = asBlock(written);
 */
export function asBlock(written: unknown): Readonly<Record<string, unknown>> {
  return typeof written === 'object' && written !== null && !Array.isArray(written) ? { ...written } : {};
}

function isBlock(tree: SourceTree | undefined): tree is SourceBlock {
  return typeof tree === 'object' && !Array.isArray(tree);
}
