import type { Plan, PlanVersion } from '../../engine/plan.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import { formatPercent, formatReached, type Ratio } from '../../money/ratio.js';
import type { ProblemCode } from '../../problems/codes.js';
import { didYouMean } from '../../problems/did-you-mean.js';
import type { Path } from '../../problems/finding.js';
import { type ProblemDetail, problem } from '../../problems/problem.js';
import { oneOf } from '../issue-wording.js';
import type { PlanCompilation } from '../plan-compilation.js';
import { amountOf, codesOf, type ExampleOutcome } from './example-outcome.js';
import type { Expectation, ExpectedPercent, WrittenExample } from './example-schema.js';
import { expectedAmounts } from './expected-figures.js';

/** An example and what it is run with. */
export interface ExampleRun {
  readonly example: WrittenExample;
  readonly path: Path;
  readonly plan: Plan;
  /** The plan itself, and the plans that other payees of the example may be on. */
  readonly versions: readonly PlanVersion[];
  readonly compilation: PlanCompilation;
}

/**
 * Reports every figure of a payee that is other than the example expects, at the place where it is expected.
 *
 * @param below the path of the expectation below `expect`
 * @example
 * compareOutcome(run, outcomeOf(calculation, payee), example.expect, []);
 */
export function compareOutcome(
  run: ExampleRun,
  outcome: ExampleOutcome,
  expectation: Expectation,
  below: Path,
): void {
  compareProblems(run, outcome, expectation, below);
  compareAttainment(run, outcome, expectation, below);
  compareAmounts(run, outcome, expectation, below);
  compareLines(run, outcome, expectation, below);
}

function compareProblems(
  run: ExampleRun,
  outcome: ExampleOutcome,
  expectation: Expectation,
  below: Path,
): void {
  const found = codesOf(outcome.problems);
  const expected: readonly ProblemCode[] = [...new Set(expectation.problems)].sort();
  if (found.join() === expected.join()) return;
  const unexpected = outcome.problems.find(({ code }) => !expected.includes(code));
  failedAt(run, [...below, ...(expectation.problems === undefined ? [] : ['problems'])], 'problems', {
    found: found.length === 0 ? 'none' : found.join(', '),
    expected: expected.length === 0 ? 'none' : expected.join(', '),
    hint: unexpected?.message,
  });
}

function compareAttainment(
  run: ExampleRun,
  outcome: ExampleOutcome,
  expectation: Expectation,
  below: Path,
): void {
  const ids = run.plan.measures.map(({ id }) => id);
  for (const [measure, expected] of Object.entries(expectation.attainment ?? {})) {
    const place = [...below, 'attainment', measure];
    if (ids.includes(measure) || outcome.attainment.has(measure)) {
      comparePercent(
        run,
        place,
        `attainment of ${measure}`,
        outcome.attainment.get(measure) ?? null,
        expected,
      );
    } else {
      refuseName(run, 'unknown-measure', 'measure', measure, ids, place);
    }
  }
}

function compareAmounts(
  run: ExampleRun,
  outcome: ExampleOutcome,
  expectation: Expectation,
  below: Path,
): void {
  const { plan, compilation } = run;
  for (const { figure, component, amount, path } of expectedAmounts(expectation)) {
    const place = [...below, ...path];
    if (!isComponent(run, outcome, component, place)) continue;
    const expected = compilation.money(amount, [...run.path, 'expect', ...place]);
    const found = amountOf(outcome, figure, component);
    if (expected === undefined || expected === found) continue;
    failedAt(run, place, component === null ? figure : `${figure} of ${component}`, {
      found: formatMinorUnits(found, plan.currency),
      expected: formatMinorUnits(expected, plan.currency),
    });
  }
}

function compareLines(run: ExampleRun, outcome: ExampleOutcome, expectation: Expectation, below: Path): void {
  const { plan, compilation } = run;
  for (const [component, amounts] of Object.entries(expectation.lines ?? {})) {
    const place = [...below, 'lines', component];
    if (!isComponent(run, outcome, component, place)) continue;
    const expected = amounts.map((amount, index) =>
      compilation.money(amount, [...run.path, 'expect', ...place, index]),
    );
    if (expected.includes(undefined)) continue;
    const shown = (minor: bigint | undefined) => formatMinorUnits(minor ?? 0n, plan.currency);
    const wanted = expected.map(shown).join(', ');
    const found = (outcome.lines.get(component) ?? []).map(shown).join(', ');
    if (wanted === found) continue;
    failedAt(run, place, `lines of ${component}`, { found: found || 'none', expected: wanted || 'none' });
  }
}

/**
 * Holds an attainment against what is expected, in as many decimals as the example wrote: cut off, as statements show
 * it, or rounded, as one reckons it by hand.
 *
 * @example
 * comparePercent(run, ['attainment', 'new-acv'], 'attainment of new-acv', found, expected);
 */
export function comparePercent(
  run: ExampleRun,
  place: Path,
  what: string,
  found: Ratio | null,
  { value, places }: ExpectedPercent,
): void {
  const expected = formatPercent(value, places);
  const shown = found === null ? [] : [formatReached(found, places), formatPercent(found, places)];
  if (shown.includes(expected)) return;
  failedAt(run, place, what, {
    found: found === null ? 'none' : formatReached(found, Math.max(places, 2)),
    expected,
  });
}

function isComponent(
  run: ExampleRun,
  outcome: ExampleOutcome,
  component: string | null,
  place: Path,
): boolean {
  const ids = run.plan.components.map(({ id }) => id);
  if (component === null || ids.includes(component) || outcome.earned.has(component)) return true;
  refuseName(run, 'unknown-component', 'component', component, ids, place);
  return false;
}

/**
 * Reports a name in the expectation that the example does not know.
 *
 * @example
 * refuseName(run, 'unknown-reference', 'team', 'west', ['east'], ['teams', 'west']);
 */
export function refuseName(
  run: ExampleRun,
  code: 'unknown-reference' | 'unknown-measure' | 'unknown-component',
  noun: string,
  name: string,
  known: readonly string[],
  place: Path,
): void {
  const detail = { found: name, expected: oneOf(known), hint: didYouMean(name, known) };
  run.compilation.report(
    [...run.path, 'expect', ...place],
    problem(code, `the example knows no ${noun} ${name}`, detail),
  );
}

/**
 * Reports a figure that is other than expected.
 *
 * @example
 * failedAt(run, ['earned'], 'earned', { found: '1.00', expected: '2.00' });
 */
export function failedAt(run: ExampleRun, place: Path, what: string, detail: ProblemDetail): void {
  const found = problem(
    'example-failed',
    `${what} ${what.startsWith('lines') || what === 'problems' ? 'are' : 'is'} not as expected`,
    {
      subject: run.example.it,
      ...detail,
    },
  );
  run.compilation.report([...run.path, 'expect', ...place], found);
}
