import { askDesk, makeReport } from '../../http/ask-desk.js';
import { Refusal } from '../../http/refusal.js';
import { CHECKING } from '../../http/resources/rules.js';
import { wordedForBody } from '../../http/rule-texts.js';
import type { Services } from '../../http/services.js';
import { compareProblems, hasErrors, type Problem } from '../../problems/problem.js';
import type { RuleFile, RuleFiles } from '../../rules/read-rules.js';
import { contentHashOf } from '../../runs/canonical-json.js';
import type { PlanCurves } from '../../runs/payout-curves/plan-curves.js';
import type { ExampleResult } from '../../runs/report-examples.js';
import type { RuleFile as PublishedFile } from '../../store/rule-files.js';

/** Rule files that do not describe plans, by their names. */
export const COMPANY_FILE = 'company.yaml';
export const TERRITORIES_FILE = 'territories.yaml';

/** A rule file as somebody has written it: its text, or `null` to take the file away. */
export interface WrittenFile {
  readonly file: string;
  readonly text: string | null;
}

/**
 * The published rule files with some of them written anew, added or taken away. The plans that are written come first.
 *
 * @example
 * rulesWith(await readRuleFiles(db), [{ file: 'plans/ae.yaml', text }])
 */
export function rulesWith(published: readonly PublishedFile[], written: readonly WrittenFile[]): RuleFiles {
  const names = new Set(written.map(({ file }) => file));
  const kept = published
    .filter(({ path }) => !names.has(path))
    .map(({ path, source }) => ({ file: path, text: source }));
  const added = written.flatMap(({ file, text }) => (text === null ? [] : [{ file, text }]));
  const all: readonly RuleFile[] = [...added, ...kept];
  const named = (name: string) => all.find(({ file }) => file === name) ?? null;
  return {
    directory: '.',
    company: named(COMPANY_FILE),
    territories: named(TERRITORIES_FILE),
    plans: all.filter(({ file }) => file !== COMPANY_FILE && file !== TERRITORIES_FILE),
  };
}

/**
 * What tells the text of a rule file apart from any other; for a file that is not published yet, from all texts.
 *
 * @example
 * basedOn(published.find(({ path }) => path === 'plans/ae.yaml'))
 */
export function basedOn(published: Pick<PublishedFile, 'source'> | undefined): string {
  return published === undefined ? 'new' : contentHashOf(published.source);
}

/**
 * How a file that is published is edited, from the beginning.
 *
 * @example
 * basisOf(published, 'plans/ae.yaml')
 */
export function basisOf(published: readonly PublishedFile[], file: string | null): string {
  return basedOn(published.find(({ path }) => path === file));
}

/** What was found in rule files that are not published. */
export interface CheckedRules {
  /** Whether they could be published; warnings keep nothing from being published. */
  readonly ok: boolean;
  /** In all files, those of examples among them, in the order of files and places. */
  readonly problems: readonly Problem[];
  /** Those of the file that was checked. */
  readonly examples: readonly ExampleResult[];
  /** How many examples of all files were run. */
  readonly exampleCount: number;
  /** What the plan of the file pays; `null` where it describes none or cannot be read. */
  readonly curves: PlanCurves | null;
}

/**
 * Checks rule files with their examples, and draws what the plan of one of them pays. Nothing is stored.
 *
 * @param file the file that was written, first among the plans
 * @example
 * const { ok, problems } = await checkRuleSet(services, rulesWith(published, [written]), written.file);
 */
export async function checkRuleSet(
  services: Services,
  files: RuleFiles,
  file: string,
): Promise<CheckedRules> {
  const report = await askDesk<'examples'>(services.ruleDesk, { kind: 'examples', files }, CHECKING);
  const all = [...report.problems, ...report.examples.flatMap(({ problems }) => problems)];
  const isPlan = files.plans[0]?.file === file;
  const isReadable = !hasErrors(report.problems.filter(({ location }) => location?.file === file));
  return {
    ok: report.ok,
    problems: all.map(wordedForBody).toSorted(compareProblems),
    examples: report.examples.filter((each) => each.file === file),
    exampleCount: report.examples.length,
    curves: isPlan && isReadable ? await curvesOf(services, files) : null,
  };
}

/** What the first plan pays; a wrong company file, of which the problems tell, leaves nothing to draw. */
async function curvesOf(services: Services, files: RuleFiles): Promise<PlanCurves | null> {
  try {
    return await makeReport(services, 'planCurvesOfFiles', { files });
  } catch (thrown) {
    if (thrown instanceof Refusal) return null;
    throw thrown;
  }
}
