import type { Finding, Path } from '../problems/finding.js';
import type { Problem } from '../problems/problem.js';
import type { FactDeclarations } from './fact.js';

/**
 * One check of one condition: what it is held against, and what was found so far.
 *
 * @example
 * const checking = new Checking(declarations, 'USD')
 */
export class Checking {
  readonly declarations: FactDeclarations;
  readonly planCurrency: string | undefined;
  readonly findings: Finding[] = [];

  constructor(declarations: FactDeclarations, planCurrency: string | undefined) {
    this.declarations = declarations;
    this.planCurrency = planCurrency;
  }

  /** Adds a finding; gives nothing, so that a check can end with it. */
  report(path: Path, problem: Problem): undefined {
    this.findings.push({ path, problem });
  }
}
