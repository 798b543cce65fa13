import { join } from 'node:path';
import { EVERY_PAYEE } from '../../src/access/scope.js';
import { importFiles } from '../../src/intake/import-records.js';
import { formatMinorUnits } from '../../src/money/minor-units.js';
import type { Problem } from '../../src/problems/problem.js';
import { closePeriod } from '../../src/runs/close-period.js';
import { readStoredRules } from '../../src/runs/stored-rules.js';
import type { Database } from '../../src/store/executor.js';
import { readPayouts } from '../../src/store/payouts.js';
import { Payroll } from '../runs/payouts/payroll.js';

/** What a child process is killed in. */
export type WorkName = 'import' | 'close' | 'payout';

/** A command that is done in one transaction, and the problems it ended with. */
export interface WorkStep {
  readonly name: string;
  readonly run: (db: Database) => Promise<readonly Problem[]>;
}

/** The period that is closed and paid. */
export const PERIOD = { payGroup: 'monthly-USD', period: '2026-02' };

/**
 * What a work is made of, in order; each step can be done again.
 *
 * @param added the folder of records that is imported
 */
export function stepsOf(work: WorkName, added: string): readonly WorkStep[] {
  switch (work) {
    case 'import':
      return [{ name: 'import', run: (db) => importAdded(db, added) }];
    case 'close':
      return [
        {
          name: 'close',
          run: async (db) => (await closePeriod(db, { ...PERIOD, actor: 'ops' })).problems ?? [],
        },
      ];
    case 'payout':
      return [
        { name: 'build', run: (db) => problemsOf(new Payroll(db).build(PERIOD.period)) },
        { name: 'approve', run: (db) => problemsOf(new Payroll(db).approve(WITHDRAWN)) },
        { name: 'withdraw', run: (db) => problemsOf(new Payroll(db).withdraw(WITHDRAWN)) },
        { name: 'buildAgain', run: (db) => problemsOf(new Payroll(db).build(PERIOD.period)) },
        { name: 'approveAgain', run: (db) => problemsOf(new Payroll(db).approve(BATCH)) },
        { name: 'export', run: (db) => problemsOf(new Payroll(db).export(BATCH)) },
        { name: 'confirm', run: confirmAll },
      ];
  }
}

/** The batch that is withdrawn, and the one that is paid. */
const [WITHDRAWN, BATCH] = [1, 2];

async function importAdded(db: Database, added: string): Promise<readonly Problem[]> {
  const rules = await readStoredRules(db);
  if (!rules.ok) return rules.problems;
  const { company } = rules.value.book;
  const options = { company, actor: 'ops', onConflict: 'correct' } as const;
  return (await importFiles(db, [added], options)).problems;
}

async function confirmAll(db: Database): Promise<readonly Problem[]> {
  const [history] = await readPayouts(db, EVERY_PAYEE, { batch: BATCH });
  const rows = (history?.batch.items ?? []).map(
    ({ payee, amount }) => `${payee},${formatMinorUnits(amount, 'USD')},C-1,03/15/2026,OK`,
  );
  return problemsOf(new Payroll(db).confirm(BATCH, rows));
}

async function problemsOf(
  done: Promise<{ readonly problems?: readonly Problem[] }>,
): Promise<readonly Problem[]> {
  return (await done).problems ?? [];
}

/** Where the records that are imported lie, beside the database. */
export function addedIn(folder: string): string {
  return join(folder, 'added');
}
