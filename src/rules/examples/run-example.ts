import { addDays } from '../../calendar/civil-date.js';
import { parseThrough } from '../../calendar/pay-period.js';
import { type Calculation, calculate } from '../../engine/calculate.js';
import type { Path } from '../../problems/finding.js';
import { problem } from '../../problems/problem.js';
import { checkGiven } from './check-given.js';
import { compareOutcome, comparePercent, type ExampleRun, refuseName } from './compare-outcome.js';
import { comparePay } from './compare-pay.js';
import { outcomeOf } from './example-outcome.js';
import type { Expectation, ExpectedPercent } from './example-schema.js';
import { assertsSomething, namesNobody } from './expected-figures.js';
import { endOfGiven, givenRecords } from './given-records.js';

/**
 * Calculates an example in memory, by the engine that pays, and reports every figure that comes out other
 * than expected, at the place where it is expected.
 *
 * @example
 * runExample({ example, path: ['examples', 0], plan, versions, compilation });
 */
export function runExample(run: ExampleRun): void {
  const { example, path, compilation } = run;
  if (!assertsSomething(example.expect)) {
    const hint = 'expect earned, payable, held, paid, lines or problems';
    const found = problem('example-asserts-nothing', 'the example expects neither money nor a problem', {
      hint,
    });
    compilation.report([...path, 'expect'], found);
  }
  const calculation = calculateExample(run);
  if (calculation === undefined) return;
  const { payees, teams = {} } = example.expect;
  const [first, second] = calculation.payees;
  if (namesNobody(example.expect)) {
    if (second === undefined && first !== undefined)
      comparePayee(run, calculation, first.payee, example.expect, []);
    else reportNobody(run);
  }
  for (const [payee, expectation] of Object.entries(payees ?? {})) {
    comparePayee(run, calculation, payee, expectation, ['payees', payee]);
  }
  for (const [team, expectation] of Object.entries(teams)) compareTeam(run, calculation, team, expectation);
}

function calculateExample({
  example,
  path,
  plan,
  versions,
  compilation,
}: ExampleRun): Calculation | undefined {
  const { given } = example;
  const { company } = compilation;
  const through =
    given.through === undefined ? endOfGiven(given, plan, company) : parseThrough(given.through, company);
  if (through === undefined) {
    const detail = { found: given.through, expected: 'a day or a pay period, such as 2026-03-31 or 2026-03' };
    return compilation.report(
      [...path, 'given', 'through'],
      problem('date-expected', 'this is no day and no pay period', detail),
    );
  }
  const target = given.targetIncentive;
  const sound =
    target === undefined || compilation.money(target, [...path, 'given', 'targetIncentive']) !== undefined;
  const records = givenRecords(given, plan, company, through);
  const known = checkGiven(given, records, plan, [...path, 'given'], compilation);
  return sound && known ? calculate({ company, versions, records, through }) : undefined;
}

function comparePayee(
  run: ExampleRun,
  calculation: Calculation,
  payee: string,
  expectation: Expectation,
  below: Path,
): void {
  const book = calculation.payees.find((each) => each.payee === payee);
  if (book === undefined) {
    const ids = calculation.payees.map((each) => each.payee);
    refuseName(run, 'unknown-reference', 'payee', payee, ids, below);
    return;
  }
  const outcome = outcomeOf(calculation, book);
  compareOutcome(run, outcome, expectation, below);
  comparePay(run, outcome, expectation, below);
}

function compareTeam(
  run: ExampleRun,
  calculation: Calculation,
  team: string,
  expectation: {
    readonly pooled?: ExpectedByMeasure | undefined;
    readonly average?: ExpectedByMeasure | undefined;
  },
): void {
  const teams = [...calculation.crediting.index.teams.keys()];
  if (!teams.includes(team)) {
    refuseName(run, 'unknown-reference', 'team', team, teams, ['teams', team]);
    return;
  }
  const last = addDays(calculation.through, -1);
  for (const form of ['pooled', 'average'] as const) {
    for (const [measure, expected] of Object.entries(expectation[form] ?? {})) {
      const attainment = calculation.teamAttainment(team, measure, last);
      const found = form === 'pooled' ? attainment?.pooled.attainment : attainment?.average;
      const place = ['teams', team, form, measure];
      comparePercent(run, place, `${form} attainment of ${team} in ${measure}`, found ?? null, expected);
    }
  }
}

type ExpectedByMeasure = Readonly<Record<string, ExpectedPercent>>;

function reportNobody(run: ExampleRun): void {
  const found = problem(
    'invalid-value',
    'the example has several payees and does not say whose figures these are',
    {
      expected: 'expect: { payees: { an-id: { earned: … } } }',
    },
  );
  run.compilation.report([...run.path, 'expect'], found);
}
