import { nearestWord } from '../problems/did-you-mean.js';
import { latestChange } from '../store/change.js';
import type { Executor } from '../store/executor.js';
import { type PublishedRuleFile, publishedRuleFiles } from '../store/published-rule-files.js';
import type { Session } from './session.js';
import { tableText } from './table.js';
import { UsageError } from './usage-error.js';
import { wholeNumber } from './whole-number.js';

const HASH_DIGITS = 12;

/**
 * Adds `attain rules [path]`: the rule files that are published, or one of them in full, as they are or as they
 * stood after a change.
 *
 * @example
 * addRulesCommand(session);
 */
export function addRulesCommand(session: Session): void {
  session.program
    .command('rules')
    .argument(
      '[path]',
      'a rule file to read, such as plans/account-executive.yaml; all are listed unless said',
    )
    .description('list the published rule files, or read one, as they are or as they stood')
    .option('--as-of <change>', 'as they stood after this change; now unless said', wholeNumber)
    .action((path: string | undefined, { asOf }: { readonly asOf?: number }) =>
      session.withDatabase(async (db) => {
        const change = await knownChange(db, asOf);
        const files = await publishedRuleFiles(db, change);
        if (path === undefined) {
          session.print(
            files.map(({ source: _, ...file }) => file),
            () => rulesText(files),
          );
          return;
        }
        const file = fileAt(files, path, change);
        session.print(file, () => file.source);
      }),
    );
}

async function knownChange(executor: Executor, asOf: number | undefined): Promise<number> {
  const latest = await latestChange(executor);
  if (asOf === undefined || asOf <= latest) return asOf ?? latest;
  throw new UsageError(
    `there is no change ${asOf}`,
    `the latest is ${latest}; \`attain changes\` lists them`,
  );
}

function fileAt(files: readonly PublishedRuleFile[], path: string, change: number): PublishedRuleFile {
  const found = files.find((file) => file.path === path);
  if (found !== undefined) return found;
  const paths = files.map((file) => file.path);
  const meant = nearestWord(path, paths);
  const known = paths.length === 0 ? 'there were no rule files then' : `there are ${paths.join(', ')}`;
  throw new UsageError(
    `there is no rule file ${path} as of change ${change}`,
    meant === undefined ? known : `did you mean ${meant}?`,
  );
}

function rulesText(files: readonly PublishedRuleFile[]): string {
  if (files.length === 0) return 'No rule files were published by then.';
  const columns = [
    { title: 'File' },
    { title: 'Plan' },
    { title: 'Hash' },
    { title: 'Change', align: 'right' } as const,
    { title: 'When (UTC)' },
  ];
  const rows = files.map(({ path, plan, hash, change, recordedAt }) => [
    path,
    plan ?? '',
    hash.slice(0, HASH_DIGITS),
    String(change),
    recordedAt.slice(0, 19).replace('T', ' '),
  ]);
  return tableText(columns, rows);
}
