import { hasErrors } from '../problems/problem.js';
import { readCompanyFile } from '../rules/company-file.js';
import { loadRuleFiles } from '../rules/load-rule-files.js';
import { calculateRun } from '../runs/calculate-run.js';
import { publishRules } from '../runs/publish-rules.js';
import type { Database } from '../store/executor.js';
import { ProblemsFound } from './problems-found.js';
import { progressBar } from './progress.js';
import { readThrough, throughIn } from './read-through.js';
import { rulesToPublish } from './rules-to-publish.js';
import { runText } from './run-text.js';
import type { Session } from './session.js';

interface CalculateFlags {
  readonly through: string;
  readonly rules?: string;
  readonly full?: true;
}

/**
 * Adds `attain calculate --through <when>`: calculates everybody with the rules that are published, or
 * with those of a folder, which is published first where it changed.
 *
 * @example
 * addCalculateCommand(session);
 */
export function addCalculateCommand(session: Session): void {
  session.program
    .command('calculate')
    .description('calculate the statements of every payee and pay period, and the attainment of every team')
    .requiredOption(
      '--through <when>',
      'the last period or day that counts: 2026-03, 2026-Q1, 2026, 2026-03-31',
    )
    .option(
      '--rules <folder>',
      'rule files to publish first where they changed; the published ones unless said, rules/ before the first',
    )
    .option('--full', 'calculate everybody, also where few are concerned by what changed since the last time')
    .action((flags: CalculateFlags) => session.withDatabase((db) => calculateAll(session, db, flags)));
}

async function calculateAll(session: Session, db: Database, flags: CalculateFlags): Promise<void> {
  const folder = await rulesToPublish(db, flags.rules, session.terminal);
  if (folder !== null) await refuseWrongThrough(folder, flags.through);
  const publishedRules = folder === null ? null : await publishWhereChanged(session, db, folder);
  const through = await readThrough(db, flags.through);
  const progress = progressBar('Calculating', session.terminal);
  const done = await calculateRun(db, {
    through,
    actor: session.actor,
    full: flags.full === true,
    onProgress: ({ payeesDone, payeesTotal }) => progress.update(payeesDone, payeesTotal),
  }).finally(progress.stop);
  if (!done.ok) throw new ProblemsFound(done.problems, NOTHING_CALCULATED);
  const report = done.value;
  if (hasErrors(report.problems.map(({ problem }) => problem))) session.foundProblems();
  session.print({ publishedRules, ...report }, () => {
    const published =
      publishedRules === null ? '' : `Published the rule files as change ${publishedRules}.\n`;
    return published + runText(report);
  });
}

const NOTHING_CALCULATED = 'Nothing was calculated.';

/** So that nothing is published for a call that is wrong. What is wrong with the rules, publishing tells. */
async function refuseWrongThrough(folder: string, written: string): Promise<void> {
  const { company: file } = await loadRuleFiles(folder);
  const company = file === null ? null : readCompanyFile(file.text, file.file);
  if (company?.ok) throughIn(written, company.value);
}

/** Publishes the rules of a folder, and gives the number of the change if there was any. */
async function publishWhereChanged(session: Session, db: Database, folder: string): Promise<number | null> {
  const published = await publishRules(db, folder, { actor: session.actor });
  if (!published.ok) throw new ProblemsFound(published.problems, NOTHING_CALCULATED);
  return published.value.change;
}
