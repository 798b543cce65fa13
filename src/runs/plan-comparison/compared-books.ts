import type { ClosedRange } from '../../calendar/date-range.js';
import type { Plan, PlanVersion } from '../../engine/plan.js';
import { didYouMean } from '../../problems/did-you-mean.js';
import { problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import type { Company } from '../../records/company.js';
import { type CompiledPlan, compilePlan } from '../../rules/compile-plan.js';
import { type ReadRules, readRules } from '../../rules/read-rules.js';
import { type RuleBook, ruleBook, without } from '../../rules/rule-book.js';
import { readSourceText } from '../../rules/source-text.js';
import type { Executor } from '../../store/executor.js';
import { readRuleFiles } from '../../store/rule-files.js';
import { asRuleFiles } from '../stored-rules.js';

/** A version of a plan: one that is published, by what its hash begins with, or a file as text. */
export type ComparedVersion = { readonly hash: string } | { readonly file: string; readonly text: string };

/** Which versions are held against each other; what is published is what there was, unless said. */
export interface VersionsQuestion {
  readonly plan: string;
  readonly with: ComparedVersion;
  readonly against?: { readonly hash: string } | undefined;
}

/** The rules of before and after, which differ by the versions of one plan. */
export interface ComparedBooks {
  readonly company: Company;
  readonly territories: RuleBook['territories'];
  readonly before: readonly PlanVersion[];
  readonly after: readonly PlanVersion[];
  /** The version that was put in force before, where one was named. */
  readonly against: Plan | null;
  readonly with: Plan;
}

/**
 * The rules as they were after a change, and the same with another version of a plan in force over some months. A
 * version that is meant for all of these months is in force as it says; any other is, over the months. Fails where
 * there is no such plan or version, and where the file is not sound.
 *
 * @example
 * const books = await comparedBooks(trx, change, { plan: 'ae', with: { file: 'ae.yaml', text } }, months);
 */
export async function comparedBooks(
  executor: Executor,
  asOfChange: number,
  question: VersionsQuestion,
  months: ClosedRange,
): Promise<Result<ComparedBooks>> {
  const read = readRules(asRuleFiles(await readRuleFiles(executor, { asOfChange })));
  const { book, plans } = read;
  if (book === null) return failed(read.problems);
  const { plan: id, against } = question;
  const known = [...new Set(plans.map(({ plan }) => plan.id))];
  if (!known.includes(id)) {
    const detail = { found: id, expected: known.join(', '), hint: didYouMean(id, known) };
    return failed([problem('not-found', `no plan ${id} is published`, detail)]);
  }
  const after = versionOf(question.with, id, read, book.company);
  if (!after.ok) return after;
  const before = against === undefined ? null : publishedOf(against.hash, id, plans);
  if (before !== null && !before.ok) return before;
  const sound = checkTogether(after.value, read, book);
  if (!sound.ok) return sound;
  const { company, territories } = book;
  return ok({
    company,
    territories,
    before: before === null ? book.plans : inForce(before.value.plan, book.plans, months),
    after: inForce(after.value.plan, book.plans, months),
    against: before?.value.plan ?? null,
    with: after.value.plan,
  });
}

function versionOf(
  version: ComparedVersion,
  id: string,
  { plans }: ReadRules,
  company: Company,
): Result<CompiledPlan> {
  if ('hash' in version) return publishedOf(version.hash, id, plans);
  const { source, problems } = readSourceText(version.text, version.file);
  if (source === undefined || problems.length > 0) return failed(problems);
  const compiled = compilePlan(source, company);
  if (!compiled.ok || compiled.value.plan.id === id) return compiled;
  const message = `${version.file} has the plan ${compiled.value.plan.id}`;
  return failed([problem('invalid-value', message, { found: compiled.value.plan.id, expected: id })]);
}

function publishedOf(hash: string, id: string, plans: readonly CompiledPlan[]): Result<CompiledPlan> {
  const versions = plans.filter(({ plan }) => plan.id === id);
  const found = versions.find(({ plan }) => plan.hash.startsWith(hash));
  if (found !== undefined) return ok(found);
  const expected = `one of ${versions.map(({ plan }) => plan.hash).join(', ')}`;
  return failed([problem('not-found', `${id} has no version ${hash}`, { found: hash, expected })]);
}

/** Whether the version stands together with all other plans. */
function checkTogether(version: CompiledPlan, { plans }: ReadRules, book: RuleBook): Result<null> {
  const others = plans.filter(({ plan }) => plan.id !== version.plan.id);
  const together = ruleBook(book.company, [...others, { ...version, corrects: null }], book.territories);
  return together.ok ? ok(null) : together;
}

/** The versions with one in force over its own range, or over the months where it is not meant for all of them. */
function inForce(plan: Plan, versions: readonly PlanVersion[], months: ClosedRange): readonly PlanVersion[] {
  const { effective } = plan;
  const isMeant = effective.from <= months.from && months.to <= effective.to;
  const range = isMeant ? effective : months;
  const others = versions.flatMap((each) => {
    if (each.plan.id !== plan.id) return [each];
    const left = without(each.inForce, range);
    return left.length === 0 ? [] : [{ ...each, inForce: left }];
  });
  return [...others, { plan: isMeant ? plan : { ...plan, effective: range }, inForce: [range] }];
}
