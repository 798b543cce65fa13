import { EVERY_PAYEE } from '../../access/scope.js';
import { addDays, type CivilDate } from '../../calendar/civil-date.js';
import { indexRecords } from '../../engine/record-index.js';
import type { Problem } from '../../problems/problem.js';
import type { Database } from '../../store/executor.js';
import { readProblems } from '../../store/payee-problems.js';
import { readRecordSet } from '../../store/read-record-set.js';
import type { PayeeProblem } from '../../store/results.js';
import { type RunCounts, readRunCounts } from '../../store/run-totals.js';
import { dealsWithoutSplit } from '../deals-without-split.js';
import type { ChangedReport } from './recalculate-changed.js';

/** What a published run holds, with what was calculated anew of it. */
export interface ChangedRunReport extends RunCounts {
  readonly run: number;
  readonly change: number;
  /** The last day that counts. */
  readonly through: CivilDate;
  readonly rulesHash: string;
  /** Of how many payees the results were calculated anew. */
  readonly recalculated: number;
  readonly problems: readonly PayeeProblem[];
  readonly warnings: readonly Problem[];
}

/**
 * What a published run holds after it was brought up to date. It warns of the changed deals only.
 *
 * @example
 * const report = await changedRunReport(db, changed, '2026-04-01');
 */
export async function changedRunReport(
  db: Database,
  { run, change, rulesHash, recalculated, deals, company }: ChangedReport,
  through: CivilDate,
): Promise<ChangedRunReport> {
  return db.read(async (trx) => {
    const index = indexRecords(await readRecordSet(trx, { deals }));
    return {
      ...{ run, change, rulesHash, recalculated, through: addDays(through, -1) },
      ...(await readRunCounts(trx, run)),
      problems: await readProblems(trx, EVERY_PAYEE, { run }),
      warnings: dealsWithoutSplit({ crediting: { index, company }, through }, null),
    };
  });
}
