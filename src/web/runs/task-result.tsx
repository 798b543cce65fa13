import type { Job } from '../../runs/jobs/jobs.js';
import { payGroupText } from '../finance/period-words.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { AuditResult, type KeptAudit } from './audit-result.js';
import { booksRequest } from './task-words.js';
import { type KeptVerification, VerificationResult } from './verification-result.js';

/** What came of a task, as it is kept with its job. */
interface KeptTaskReport {
  readonly verifications?: readonly KeptVerification[];
  readonly audit?: KeptAudit;
}

interface ResultProps {
  readonly job: Job;
  readonly format: ReaderFormat;
}

/**
 * What came of a task that is done: what was closed, whether a closed period is what its inputs come to, or whether
 * the books are sound.
 *
 * @example
 * <TaskResult job={job} format={format} />
 */
export function TaskResult({ job, format }: ResultProps) {
  // The worker of a task writes these, and nobody else.
  const { verifications = [], audit } = (job.outcome?.report ?? {}) as KeptTaskReport;
  if (audit !== undefined) return <AuditResult audit={audit} format={format} />;
  const request = booksRequest(job);
  if (request.kind === 'close') {
    return (
      <p>
        {format.period(request.period)} ({payGroupText(request.payGroup)}) is closed: its statements are
        frozen, and the ledger is posted.
      </p>
    );
  }
  return (
    <>
      {verifications.map((found) => (
        <VerificationResult found={found} format={format} />
      ))}
    </>
  );
}
