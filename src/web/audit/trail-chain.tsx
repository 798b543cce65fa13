import type { ListedRecord } from '../../store/chain/list-records.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Figure, Figures } from '../parts/figure.js';
import type { lastAudit } from './last-tasks.js';

/**
 * What every entry is linked by, and whether the last audit found it whole.
 *
 * @example
 * <TrailChain head={head} audit={await lastAudit(services)} format={format} />
 */
export function TrailChain({
  head,
  audit,
  format,
}: {
  readonly head: ListedRecord | undefined;
  readonly audit: Awaited<ReturnType<typeof lastAudit>>;
  readonly format: ReaderFormat;
}) {
  const verdict = audit === null ? 'Not audited yet' : audit.isSound ? 'Unbroken' : 'Broken';
  const isOvertaken = audit !== null && head !== undefined && audit.through < head.number;
  return (
    <>
      <Figures>
        <Figure
          label="Chain"
          value={verdict}
          detail={
            audit === null ? (
              <a href="/verification">Start an audit</a>
            ) : (
              <>
                <a href={audit.href}>{`Audited ${format.moment(audit.at)}`}</a>
                {isOvertaken ? `, through entry ${format.count(audit.through)}` : ''}
              </>
            )
          }
          isMain
        />
        <Figure label="Entries" value={format.count(head?.number ?? 0)} detail="one for each act" />
      </Figures>
      {head === undefined ? null : (
        <p class="quiet">
          Each entry is sealed with the one before. The last, entry {format.count(head.number)}, has the hash{' '}
          <code class="hash">{head.hash}</code>: note it elsewhere, and a later audit finds it again or tells
          that it is gone.
        </p>
      )}
    </>
  );
}
