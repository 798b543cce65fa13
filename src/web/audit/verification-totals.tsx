import type { PeriodStatus } from '../../runs/closing/period-status.js';
import type { Job } from '../../runs/jobs/jobs.js';
import { periodKey } from '../finance/period-batches.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Figure, Figures } from '../parts/figure.js';
import { auditOf, isEqual, taskAddress } from './last-tasks.js';

/**
 * How many closed periods were verified, and what the last audit found.
 *
 * @example
 * <VerificationTotals closed={closed} verified={verified} audits={audits} format={format} />
 */
export function VerificationTotals({
  closed,
  verified,
  audits,
  format,
}: {
  readonly closed: readonly PeriodStatus[];
  readonly verified: ReadonlyMap<string, Job>;
  readonly audits: readonly Job[];
  readonly format: ReaderFormat;
}) {
  const found = closed
    .map((status) => verified.get(periodKey(status)))
    .filter((job) => job?.status === 'done');
  const same = found.filter((job) => job !== undefined && isEqual(job) === true).length;
  const off = found.length - same;
  const last = audits.find(({ status }) => status === 'done');
  const audit = last === undefined ? undefined : auditOf(last);
  return (
    <Figures>
      <Figure
        label="Verified"
        value={`${format.count(same)} of ${format.count(closed.length)}`}
        detail={
          off === 0
            ? 'closed periods were calculated again to the same bytes'
            : `closed periods; ${format.count(off)} differ`
        }
        isMain
      />
      <Figure
        label="Last audit"
        value={audit === undefined ? 'None yet' : audit.sound ? 'Sound' : 'Breaks found'}
        {...(last !== undefined && {
          detail: <a href={taskAddress(last)}>{format.moment(last.finishedAt ?? last.createdAt)}</a>,
        })}
      />
    </Figures>
  );
}
