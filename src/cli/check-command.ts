import { formatProblems } from '../problems/format-problem.js';
import { type CheckReport, checkRules } from '../rules/check-rules.js';
import { counted } from './counted.js';
import { requireFolder } from './require-folder.js';
import type { Session } from './session.js';

/**
 * Adds `attain check [folder]`: all that is wrong with rule files, and whether their examples hold.
 *
 * @example
 * addCheckCommand(session);
 */
export function addCheckCommand(session: Session): void {
  session.program
    .command('check')
    .argument('[folder]', 'the folder with company.yaml and plans/', 'rules')
    .description('check rule files and run their examples; changes nothing')
    .action(async (folder: string) => {
      requireFolder(folder);
      const report = await checkRules(folder);
      if (!report.ok) session.foundProblems();
      session.print(report, () => reportText(report));
    });
}

function reportText({ ok, plans, examples, problems }: CheckReport): string {
  const checked = `${counted(plans, 'plan')} and ${counted(examples, 'example')} checked`;
  const verdict = ok ? `${checked}: all is well.` : `${checked}: not sound.`;
  return problems.length === 0 ? verdict : `${formatProblems(problems)}\n\n${verdict}`;
}
