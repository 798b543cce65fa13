import { makeReport } from '../../http/ask-desk.js';
import type { Services } from '../../http/services.js';
import type { TraceQuestion } from '../../runs/reconcile/reconcile-reports.js';
import type { DealTrace } from '../../runs/reconcile/trace-deal.js';
import type { ReceiptTrace } from '../../runs/reconcile/trace-receipt.js';
import type { StatementTrace } from '../../runs/reconcile/trace-statement.js';

/** What each trace is. */
interface Traces {
  readonly deal: DealTrace;
  readonly receipt: ReceiptTrace;
  readonly statement: { readonly items: readonly StatementTrace[] };
}

type Asked<Of extends keyof Traces> = Omit<Extract<TraceQuestion, { readonly of: Of }>, 'as'>;

/**
 * A trace as a document. Throws a refusal where there is nothing of that name.
 *
 * @example
 * const trace = await readTrace(services, { of: 'receipt', receipt: 'R-1', scope });
 */
export async function readTrace<Of extends keyof Traces>(
  services: Services,
  question: Asked<Of> & { readonly of: Of },
): Promise<Traces[Of]> {
  // What names a trace goes with what is asked of it.
  const asked = { ...question, as: 'json' } as unknown as TraceQuestion;
  return JSON.parse(await makeReport(services, 'trace', asked));
}
