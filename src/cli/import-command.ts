import { Option } from 'commander';
import { importFiles } from '../intake/import-records.js';
import type { ImportOptions } from '../intake/import-result.js';
import { IMPORT_CACHE } from '../store/database.js';
import type { OnConflict } from '../store/write-outcome.js';
import { companyFor } from './company-for.js';
import { importText } from './import-text.js';
import { progressBar } from './progress.js';
import type { Session } from './session.js';

interface ImportFlags {
  readonly onConflict: OnConflict;
  readonly reason?: string;
  readonly rules?: string;
  readonly report?: string;
}

/**
 * Adds `attain import <paths...>`: takes records from files or folders, all of them or none.
 *
 * @example
 * addImportCommand(session);
 */
export function addImportCommand(session: Session): void {
  const onConflict = new Option(
    '--on-conflict <what>',
    'what to do with a known key that says something else',
  )
    .choices(['correct', 'refuse'])
    .default('correct');
  session.program
    .command('import')
    .argument('<paths...>', 'CSV or JSON files, or folders of them; together they are one import')
    .description('take in payees, quotas, deals, cash …: everything, or nothing where a row is wrong')
    .addOption(onConflict)
    .option('--reason <text>', 'why, for the history')
    .option(
      '--rules <folder>',
      'rule files, whose company.yaml tells currency, roles and fields; the published ones unless said, rules/ before the first',
    )
    .option(
      '--report <file>',
      'where to list all bad rows, as .csv or .jsonl; beside the database unless said',
    )
    .action((paths: readonly string[], flags: ImportFlags) =>
      session.withDatabase(async (db) => {
        const progress = progressBar('Importing', session.terminal);
        const options: ImportOptions = {
          company: await companyFor(db, flags.rules, session.terminal),
          actor: session.actor,
          onConflict: flags.onConflict,
          ...(flags.reason !== undefined && { reason: flags.reason }),
          ...(flags.report !== undefined && { reportFile: flags.report }),
          onProgress: ({ bytesRead, bytesTotal }) => progress.update(bytesRead, bytesTotal),
        };
        const result = await importFiles(db, paths, options).finally(progress.stop);
        if (!result.accepted) session.foundProblems();
        session.print(result, () => importText(result));
      }, IMPORT_CACHE),
    );
}
