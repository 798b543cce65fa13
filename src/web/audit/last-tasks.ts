import type { Services } from '../../http/services.js';
import type { AuditDocument } from '../../runs/audit/audit-document.js';
import type { Job } from '../../runs/jobs/jobs.js';
import type { ClosingVerification } from '../../runs/verify-period.js';

/** So many of the latest tasks are looked through. */
const LOOKED_THROUGH = 500;

/** What the last audit found. */
export interface LastAudit {
  readonly isSound: boolean;
  /** The entry of the trail that it went up to. */
  readonly through: number;
  readonly at: string;
  readonly href: string;
}

/**
 * What the last audit found that came to its end; `null` before the first.
 *
 * @example
 * (await lastAudit(services))?.isSound // true
 */
export async function lastAudit({ jobs }: Pick<Services, 'jobs'>): Promise<LastAudit | null> {
  const [job] = await jobs.list({ kinds: ['audit'], status: 'done', limit: 1 });
  const audit = job === undefined ? undefined : auditOf(job);
  if (job === undefined || audit === undefined) return null;
  return {
    isSound: audit.sound,
    through: audit.head?.record ?? 0,
    at: job.finishedAt ?? job.createdAt,
    href: taskAddress(job),
  };
}

/**
 * What an audit found, where a task is one and is done.
 *
 * @example
 * auditOf(job)?.sound
 */
export function auditOf({ outcome }: Job): AuditDocument | undefined {
  // The worker of a task writes these, and nobody else.
  return (outcome?.report as { readonly audit?: AuditDocument } | null | undefined)?.audit;
}

/**
 * The latest verification of each closed pay period, by its pay group and id.
 *
 * @example
 * (await lastVerifications(services)).get('monthly-USD 2026-03')?.status // 'done'
 */
export async function lastVerifications({ jobs }: Pick<Services, 'jobs'>): Promise<ReadonlyMap<string, Job>> {
  const found = new Map<string, Job>();
  for (const job of await jobs.list({ kinds: ['verify'], limit: LOOKED_THROUGH })) {
    const { request } = job;
    if (request.kind !== 'verify') continue;
    const place = `${request.payGroup} ${request.period}`;
    if (!found.has(place)) found.set(place, job);
  }
  return found;
}

/**
 * Whether calculating again gave what was closed, where a task is a verification that is done.
 *
 * @example
 * isEqual(job) // true
 */
export function isEqual({ outcome }: Job): boolean | undefined {
  // The worker of a task writes these, and nobody else.
  const report = outcome?.report as
    | { readonly verifications?: readonly ClosingVerification[] }
    | null
    | undefined;
  return report?.verifications?.every((each) => each.isEqual);
}

/**
 * The page of a task.
 *
 * @example
 * taskAddress(job) // '/tasks/7'
 */
export function taskAddress({ id }: Pick<Job, 'id'>): string {
  return `/tasks/${id}`;
}
