import type { FiscalCalendar } from '../../calendar/fiscal-calendar.js';
import type { Services } from '../../http/services.js';
import type { BridgeDocument } from '../../runs/reconcile/reconcile-bridge.js';
import type { BridgeQuestion } from '../../runs/reconcile/reconcile-reports.js';
import { rulesOfRun } from '../../runs/rules-of-run.js';
import { publishedRun, type Run } from '../../store/runs.js';
import { keptReport } from './kept-report.js';

/** What is calculated, and the calendar that it goes by. */
export interface Calculated {
  readonly run: Run;
  readonly calendar: FiscalCalendar & { readonly homeCurrency: string };
}

/**
 * The run that is shown with its calendar; `null` before the first.
 *
 * @example
 * const calculated = await readCalculated(services);
 */
export async function readCalculated({ db }: Services): Promise<Calculated | null> {
  const run = await publishedRun(db);
  return run === null ? null : { run, calendar: (await rulesOfRun(db, run)).book.company };
}

/**
 * A bridge as a document. Throws a refusal where there is none.
 *
 * @example
 * const bridge = await readBridge(services, { scope, by: 'period', from: '2026-03', through: '2026-03' });
 */
export async function readBridge(
  services: Services,
  question: Omit<BridgeQuestion, 'as'>,
): Promise<BridgeDocument> {
  return JSON.parse(await keptReport(services, 'bridge', { ...question, as: 'json' }));
}
