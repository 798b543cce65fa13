import type { PayeeScope } from '../../access/scope.js';
import { makeReport } from '../../http/ask-desk.js';
import type { Services } from '../../http/services.js';
import type { ReportName, ReportRequest, ReportResult } from '../../runs/jobs/reports.js';
import { latestRecord } from '../../store/chain/list-records.js';
import { publishedRun } from '../../store/runs.js';

type ValueOf<Outcome> = Outcome extends { readonly ok: true; readonly value: infer Value } ? Value : never;

/** So many reports are kept: somebody who filters a list, leafs through it or comes back to it. */
const MOST_KEPT = 8;

/** A report, and whether it could not be made. */
interface KeptReport {
  readonly made: Promise<unknown>;
  failed: boolean;
}

/** By the desk that made them. */
const kept = new WeakMap<object, Map<string, KeptReport>>();

/**
 * Has a report made that goes through all results, and keeps it until something is written or calculated: whoever
 * filters a list, leafs through it or asks again for what takes long waits for it once. Only what is made for those who
 * see everybody is kept. Why it could not be made is told to the next who asks, and then it is made anew.
 *
 * @example
 * const text = await keptReport(services, 'bridge', { scope, as: 'json', by: 'period' });
 */
export async function keptReport<Name extends ReportName>(
  services: Services,
  name: Name,
  question: ReportRequest<Name> & { readonly scope: PayeeScope },
): Promise<ValueOf<ReportResult<Name>>> {
  if (!question.scope.all) return makeReport(services, name, question);
  const [run, record] = await Promise.all([publishedRun(services.db), latestRecord(services.db)]);
  const key = JSON.stringify([name, run?.id, record, question]);
  const reports = kept.get(services.reportDesk) ?? new Map<string, KeptReport>();
  kept.set(services.reportDesk, reports);
  const known = reports.get(key) ?? keep(reports, key, makeReport(services, name, question));
  if (known.failed) reports.delete(key);
  // What is kept under the name of a report is what that report gives.
  return known.made as Promise<ValueOf<ReportResult<Name>>>;
}

function keep(reports: Map<string, KeptReport>, key: string, made: Promise<unknown>): KeptReport {
  const [oldest] = reports.keys();
  if (reports.size >= MOST_KEPT && oldest !== undefined) reports.delete(oldest);
  const report: KeptReport = { made, failed: false };
  reports.set(key, report);
  made.catch(() => {
    report.failed = true;
  });
  return report;
}
