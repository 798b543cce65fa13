import type { PayeeScope } from '../../access/scope.js';
import { requirePeriod } from '../../http/resources/periods.js';
import type { Services } from '../../http/services.js';
import type { Closing } from '../../ledger/closed-statement.js';
import type { StatementToApprove } from '../../runs/approvals/statements-to-approve.js';
import { statementsToApprove } from '../../runs/approvals/statements-to-approve.js';
import { type KnownPeriod, type PeriodStatus, readPeriods } from '../../runs/closing/period-status.js';
import type { Job } from '../../runs/jobs/jobs.js';
import { hasEnded } from '../../runs/jobs/stored-job.js';
import { readClosings } from '../../store/closings.js';
import { type LaterCorrection, readLaterCorrections } from '../../store/later-corrections.js';
import type { PeriodBatch } from './next-step.js';
import { periodBatches, periodKey } from './period-batches.js';
import { type PersonText, personText } from './person-text.js';

/** The most corrections that are shown. */
export const MOST_CORRECTIONS = 200;

/** So many tasks are looked through for those of a period. */
const TASKS_LOOKED_AT = 200;

/** All that the page of a pay period shows. */
export interface PeriodView extends KnownPeriod {
  /** Whose closing is waited for: the first period of the pay group that is not closed. */
  readonly firstOpen: PeriodStatus | undefined;
  readonly statements: readonly StatementToApprove[];
  /** `null` while it is not closed. */
  readonly closing: Closing | null;
  readonly corrections: readonly LaterCorrection[];
  readonly batch: PeriodBatch | undefined;
  /** The closings and verifications that were asked for here, the latest first. */
  readonly tasks: readonly Job[];
  /** That which is not over, if any. */
  readonly running: Job | undefined;
  readonly person: PersonText;
}

/**
 * Reads what the page of a pay period shows. Refuses a period that there is not.
 *
 * @example
 * const view = await readPeriodView(services, scope, { payGroup: 'monthly-USD', period: '2026-03' });
 */
export async function readPeriodView(
  services: Services,
  scope: PayeeScope,
  named: { readonly payGroup: string; readonly period: string },
): Promise<PeriodView> {
  const { db, jobs } = services;
  const known = await requirePeriod(db, named);
  const ofGroup = await readPeriods(db, { payGroup: named.payGroup });
  const [closing = null] = await readClosings(db, named);
  const tasks = (await jobs.list({ kinds: ['close', 'verify'], limit: TASKS_LOOKED_AT })).filter(
    ({ request }) =>
      (request.kind === 'close' || request.kind === 'verify') &&
      request.payGroup === named.payGroup &&
      request.period === named.period,
  );
  const statements = await statementsToApprove(db, scope, named);
  const decided = statements.flatMap(({ decisions }) =>
    Object.values(decisions).flatMap((each) => each ?? []),
  );
  const actors = [...known.events, ...tasks, ...decided].map(({ actor }) => actor);
  return {
    ...known,
    firstOpen: ofGroup.find(({ status }) => status.closing === null)?.status,
    statements,
    closing,
    corrections:
      closing === null
        ? []
        : await readLaterCorrections(db, { ...named, closing: closing.number, limit: MOST_CORRECTIONS }),
    batch: (await periodBatches(db, scope, named)).get(periodKey(known.status)),
    tasks,
    running: tasks.find((each) => isAwaited(each, closing)),
    person: await personText(services, [...actors, ...(closing === null ? [] : [closing.actor])]),
  };
}

/** A closing that has written all it closes is waited for no more, though its task still settles. */
function isAwaited(task: Job, closing: Closing | null): boolean {
  return !hasEnded(task) && (task.request.kind !== 'close' || closing === null);
}
