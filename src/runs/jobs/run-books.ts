import type { Problem } from '../../problems/problem.js';
import type { Database } from '../../store/executor.js';
import { audit } from '../audit/audit.js';
import { auditDocument } from '../audit/audit-document.js';
import { closePeriod } from '../close-period.js';
import { verifyPeriod } from '../verify-period.js';
import type { BooksTask, JobResult } from './task.js';

/** So many differences, breaks and problems are kept with a job, each. */
const MOST_KEPT = 100;

/**
 * Closes, verifies or audits, as a job. That a closed period differs or that the books have a break does not fail
 * it: that is what it found.
 *
 * @example
 * const { status, outcome } = await runBooks(db, { kind: 'books', request: { kind: 'audit', head: null }, database, actor });
 */
export async function runBooks(db: Database, { request, actor }: BooksTask): Promise<JobResult> {
  switch (request.kind) {
    case 'close': {
      const { payGroup, period, reason } = request;
      const step = { payGroup, period, actor, ...(reason !== null && { reason }) };
      const closed = await closePeriod(db, step);
      if (!closed.ok) return failedBy(closed.problems);
      const { id, from, to } = closed.value.period;
      return done({ closed: { ...closed.value, period: { id, from, to } } });
    }
    case 'verify': {
      const { payGroup, period } = request;
      const verified = await verifyPeriod(db, { payGroup, period });
      if (!verified.ok) return failedBy(verified.problems);
      const verifications = verified.value.map(({ differences, ...each }) => ({
        ...each,
        differences: differences.slice(0, MOST_KEPT),
        differenceCount: differences.length,
      }));
      return done({ verifications });
    }
    case 'audit': {
      const { breaks, ...audited } = auditDocument(
        await audit(db, request.head === null ? {} : { head: request.head }),
      );
      return done({ audit: { ...audited, breaks: breaks.slice(0, MOST_KEPT), breakCount: breaks.length } });
    }
  }
}

function done(report: Readonly<Record<string, unknown>>): JobResult {
  return { status: 'done', outcome: { report, problems: [], problemCount: 0 } };
}

function failedBy(problems: readonly Problem[]): JobResult {
  const kept = { problems: problems.slice(0, MOST_KEPT), problemCount: problems.length };
  return { status: 'failed', outcome: { report: null, ...kept } };
}
