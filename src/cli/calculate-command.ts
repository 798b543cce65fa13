import { hasErrors } from '../problems/problem.js';
import { calculateRun } from '../runs/calculate-run.js';
import { publishRules } from '../runs/publish-rules.js';
import { readStoredRules } from '../runs/stored-rules.js';
import type { Database } from '../store/executor.js';
import { ProblemsFound } from './problems-found.js';
import { progressBar } from './progress.js';
import { readThrough } from './read-through.js';
import { isFolder } from './require-folder.js';
import { runText } from './run-text.js';
import type { Session } from './session.js';
import { UsageError } from './usage-error.js';

interface CalculateFlags {
  readonly through: string;
  readonly rules?: string;
}

/**
 * Adds `attain calculate --through <when>`: publishes the rule files where they changed, and calculates
 * everybody.
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
    .option('--rules <folder>', 'rule files to publish first where they changed; rules/ unless said')
    .action((flags: CalculateFlags) => session.withDatabase((db) => calculateAll(session, db, flags)));
}

async function calculateAll(session: Session, db: Database, flags: CalculateFlags): Promise<void> {
  const publishedRules = await publishWhereChanged(session, db, flags.rules);
  const through = await readThrough(db, flags.through);
  const progress = progressBar('Calculating', session.terminal);
  const done = await calculateRun(db, {
    through,
    actor: session.viewer.id,
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

/** Publishes the rules of a folder, where there is one, and gives the number of the change if there was any. */
async function publishWhereChanged(
  session: Session,
  db: Database,
  named: string | undefined,
): Promise<number | null> {
  const folder = named ?? 'rules';
  if (!isFolder(folder)) {
    if (named === undefined && (await readStoredRules(db)).ok) return null;
    throw new UsageError(`there is no folder ${folder}`, 'name the folder of the rule files with --rules');
  }
  const published = await publishRules(db, folder, { actor: session.viewer.id });
  if (!published.ok) throw new ProblemsFound(published.problems, NOTHING_CALCULATED);
  return published.value.change;
}
