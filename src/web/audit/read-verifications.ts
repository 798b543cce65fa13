import type { Services } from '../../http/services.js';
import { type PeriodStatus, readPeriods } from '../../runs/closing/period-status.js';
import type { Job } from '../../runs/jobs/jobs.js';
import { type PersonText, personText } from '../finance/person-text.js';
import { lastVerifications } from './last-tasks.js';

/** So many closed periods are shown, the latest first. */
const MOST_PERIODS = 200;

/** So many audits are shown. */
const MOST_AUDITS = 20;

/** What is closed, and what was found when it was calculated or added up again. */
export interface Verifications {
  /** All closed periods. */
  readonly closed: readonly PeriodStatus[];
  /** Those that are shown, the latest first. */
  readonly shown: readonly PeriodStatus[];
  /** The latest verification of each, by its pay group and id. */
  readonly verified: ReadonlyMap<string, Job>;
  /** The latest audits of the books. */
  readonly audits: readonly Job[];
  readonly person: PersonText;
  /** The day up to which was calculated last; `undefined` before the first run. */
  readonly through: string | undefined;
}

/**
 * Reads what is closed, and the latest verifications and audits.
 *
 * @example
 * (await readVerifications(services)).closed.length // 3
 */
export async function readVerifications(services: Services): Promise<Verifications> {
  const known = await readPeriods(services.db);
  const closed = known.map(({ status }) => status).filter(({ closing }) => closing !== null);
  const verified = await lastVerifications(services);
  const audits = await services.jobs.list({ kinds: ['audit'], limit: MOST_AUDITS });
  const actors = [...verified.values(), ...audits].map(({ actor }) => actor);
  return {
    closed,
    shown: [...closed].sort(latestFirst).slice(0, MOST_PERIODS),
    verified,
    audits,
    person: await personText(services, actors),
    through: known.find(({ run }) => run !== null)?.run?.through,
  };
}

function latestFirst(a: PeriodStatus, b: PeriodStatus): number {
  if (a.period.to !== b.period.to) return a.period.to < b.period.to ? 1 : -1;
  return a.payGroup < b.payGroup ? -1 : 1;
}
