import { LAST_DATE } from '../../calendar/civil-date.js';
import { parseThrough } from '../../calendar/pay-period.js';
import { calculate } from '../../engine/calculate.js';
import type { Measure } from '../../engine/measure.js';
import type { PlanVersion } from '../../engine/plan.js';
import { formatMinorUnits, parseMinorUnits } from '../../money/minor-units.js';
import { compareRatios, formatPercent, ratio } from '../../money/ratio.js';
import type { Company } from '../../records/company.js';
import type { CompiledPlan } from '../compile-plan.js';
import { decode } from '../diagnose.js';
import { type ExampleOutcome, outcomeOf } from '../examples/example-outcome.js';
import { exampleSchema, type Given, type WrittenExample } from '../examples/example-schema.js';
import { endOfGiven, givenRecords } from '../examples/given-records.js';
import { asBlock, asList } from './written-words.js';

/** What a component pays in an example; amounts are decimal text. */
export interface WorkedPay {
  readonly component: string;
  readonly earned: string;
  readonly payable: string;
}

/** What somebody earns in an example, as the engine calculates it. */
export interface WorkedPayee {
  readonly payee: string;
  readonly pay: readonly WorkedPay[];
  readonly earned: string;
  readonly payable: string;
}

/** An example of the plan's own file. */
export interface WorkedExample {
  readonly it: string;
  readonly payees: readonly WorkedPayee[];
}

/** What one deal pays that brings somebody to a part of the quota of a measure, and nothing else. */
export interface WorkedLevel {
  readonly measure: string;
  /** The part of the quota, such as `120%`. */
  readonly level: string;
  readonly quota: string;
  readonly credited: string;
  readonly pay: readonly WorkedPay[];
  readonly earned: string;
}

/** The quotas and the target incentive of somebody, in place of those of an example. */
export type OwnTerms = Pick<Given, 'quota' | 'targetIncentive'>;

/** All rules that examples are calculated with. */
export interface WorkedRules {
  readonly compiled: CompiledPlan;
  readonly company: Company;
  readonly all: readonly CompiledPlan[];
}

/**
 * The examples of a plan's own file with what the engine makes of them now; those that cannot be calculated are
 * left out, as `check` tells of them.
 *
 * @example
 * workedExamples(rules)[0]?.payees[0]?.earned // '8700.00'
 */
export function workedExamples(rules: WorkedRules): readonly WorkedExample[] {
  return writtenExamples(rules).map(({ it, given }) => {
    return { it, payees: [...calculated(given, rules)].map(([payee, each]) => worked(payee, each, rules)) };
  });
}

const LEVELS = [50n, 100n, 120n] as const;

/**
 * What the plan pays below, at and above quota: for each measure that is held against a quota in money, one deal of
 * the kind that an example of the file credits, as large as is needed. Measures that no such deal can be made for
 * are left out.
 *
 * @param own somebody's own quotas and target incentive; those of the example unless given
 * @example
 * workedLevels(rules).map(({ level, earned }) => [level, earned]) // [['50%', '3000.00'], …]
 */
export function workedLevels(rules: WorkedRules, own: OwnTerms = {}): readonly WorkedLevel[] {
  const { plan } = rules.compiled;
  return plan.measures.flatMap((measure) => {
    const field = amountField(measure);
    if (field === null) return [];
    const template = writtenExamples(rules).find((each) => isTemplate(each, measure, rules));
    if (template === undefined) return [];
    const given = { ...template.given, ...own, quota: { ...template.given.quota, ...own.quota } };
    return LEVELS.flatMap((level) => levelOf(given, { measure, field, level }, rules) ?? []);
  });
}

type AmountField = 'tcv' | 'acv' | 'mrr';

/** The field of a deal that a measure counts as it stands. */
function amountField({ basis, amount: { kind } }: Measure): AmountField | null {
  return basis === 'booked' && (kind === 'tcv' || kind === 'acv' || kind === 'mrr') ? kind : null;
}

/** Whether an example has one deal alone, and that counts. */
function isTemplate({ given }: WrittenExample, measure: Measure, rules: WorkedRules): boolean {
  const { deals = [], amendments, splits, payees, quota } = given;
  if (deals.length !== 1 || quota?.[measure.quota] === undefined) return false;
  if (amendments !== undefined || splits !== undefined || payees !== undefined) return false;
  const [outcome] = calculated(given, rules).values();
  const attainment = outcome?.attainment.get(measure.id) ?? null;
  return attainment !== null && attainment.numerator > 0n;
}

/**
 * The quotas and the target incentive that the examples of a plan's own file give, of each the first.
 *
 * @example
 * termsOfExamples(rules).quota // { 'new-acv': '100000' }
 */
export function termsOfExamples(rules: WorkedRules): OwnTerms {
  const given = writtenExamples(rules).map((each) => each.given);
  const quotas = given.map(({ quota = {} }) => quota).reverse();
  const quota = Object.fromEntries(quotas.flatMap((each) => Object.entries(each)));
  const targetIncentive = given.find((each) => each.targetIncentive !== undefined)?.targetIncentive;
  return { quota, ...(targetIncentive !== undefined && { targetIncentive }) };
}

interface LevelQuestion {
  readonly measure: Measure;
  readonly field: AmountField;
  readonly level: bigint;
}

function levelOf(
  given: Given,
  { measure, field, level }: LevelQuestion,
  rules: WorkedRules,
): WorkedLevel | null {
  const { currency } = rules.compiled.plan;
  const quota = parseMinorUnits(given.quota?.[measure.quota] ?? '', currency);
  if (typeof quota === 'string' || (quota * level) % 100n !== 0n) return null;
  const amount = (quota * level) / 100n;
  const deals = (given.deals ?? []).map((deal) => ({ ...deal, [field]: amount }));
  const [outcome] = calculated({ ...given, deals }, rules).values();
  const attainment = outcome?.attainment.get(measure.id) ?? null;
  // A factor, a cap or another amount of the deal may make more or less of it than was meant.
  if (outcome === undefined || attainment === null) return null;
  if (compareRatios(attainment, ratio(level, 100n)) !== 0) return null;
  const { pay, earned } = worked('', outcome, rules);
  const money = (minor: bigint) => formatMinorUnits(minor, currency);
  return {
    measure: measure.id,
    level: formatPercent(attainment),
    quota: money(quota),
    credited: money(amount),
    pay,
    earned,
  };
}

function writtenExamples({ compiled: { plan, source }, company }: WorkedRules): readonly WrittenExample[] {
  const schema = exampleSchema(company, plan.currency);
  return asList(asBlock(source.tree)['examples']).flatMap((written, place) => {
    const decoded = decode(schema, written, source, ['examples', place]);
    return decoded.ok ? [decoded.value] : [];
  });
}

/** What each payee of an example comes to, by ids. */
function calculated(
  given: Given,
  { compiled, company, all }: WorkedRules,
): ReadonlyMap<string, ExampleOutcome> {
  const { plan } = compiled;
  const versions = [compiled, ...all.filter((each) => each.plan.id !== plan.id)].map(alone);
  const through =
    given.through === undefined ? endOfGiven(given, plan, company) : parseThrough(given.through, company);
  if (through === undefined) return new Map();
  const records = givenRecords(given, plan, company, through);
  const calculation = calculate({ company, versions, records, through });
  return new Map(calculation.payees.map((each) => [each.payee, outcomeOf(calculation, each)]));
}

function alone({ plan }: CompiledPlan): PlanVersion {
  const { from, to } = plan.effective;
  return { plan, inForce: [to === LAST_DATE ? { from } : { from, to }] };
}

function worked(payee: string, { earned, payable }: ExampleOutcome, { compiled }: WorkedRules): WorkedPayee {
  const { components, currency } = compiled.plan;
  const money = (minor: bigint) => formatMinorUnits(minor, currency);
  const sum = (amounts: ReadonlyMap<string, bigint>) =>
    money([...amounts.values()].reduce((total, each) => total + each, 0n));
  return {
    payee,
    pay: components.map(({ id }) => {
      return { component: id, earned: money(earned.get(id) ?? 0n), payable: money(payable.get(id) ?? 0n) };
    }),
    earned: sum(earned),
    payable: sum(payable),
  };
}
