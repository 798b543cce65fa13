import { listChanges, type RecordedChange } from '../store/change.js';
import type { Session } from './session.js';
import { tableText } from './table.js';
import { wholeNumber } from './whole-number.js';

/**
 * Adds `attain changes`: who changed what is stored, the latest first.
 *
 * @example
 * addChangesCommand(session);
 */
export function addChangesCommand(session: Session): void {
  session.program
    .command('changes')
    .description('list the changes to data and rules, the latest first')
    .option('--limit <count>', 'at most so many', wholeNumber, 50)
    .action(({ limit }: { readonly limit: number }) =>
      session.withDatabase(async (db) => {
        const changes = await listChanges(db, { limit });
        session.print(changes, () => changesText(changes));
      }),
    );
}

function changesText(changes: readonly RecordedChange[]): string {
  if (changes.length === 0) return 'Nothing was changed yet.';
  const columns = [
    { title: 'Change', align: 'right' } as const,
    { title: 'When (UTC)' },
    { title: 'Who' },
    { title: 'What' },
    { title: 'Why' },
  ];
  const rows = changes.map(({ sequence, recordedAt, actor, command, reason }) => [
    String(sequence),
    recordedAt.slice(0, 19).replace('T', ' '),
    actor,
    command,
    reason ?? '',
  ]);
  return tableText(columns, rows);
}
