import type { StatementHead } from '../../ledger/render-statement.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Badge } from '../parts/badge.js';
import { Meta } from '../parts/meta.js';

/**
 * What a statement goes by: its period, its currency, as of when, and whether it is closed.
 *
 * @example
 * <StatementAbout statement={page.head} format={format} />
 */
export function StatementAbout({
  statement,
  format,
}: {
  readonly statement: StatementHead;
  readonly format: ReaderFormat;
}) {
  const { period, currency: code, asOf, plans, status, closed } = statement;
  return (
    <>
      <Meta
        entries={[
          ['Period', format.days(period.from, period.to)],
          ['Currency', code],
          ['As of', format.day(asOf)],
          ['Plan', [...new Set(plans.map(({ plan, title }) => title ?? plan))].join(', ')],
        ]}
      />
      {closed === undefined ? (
        <Badge tone="waiting">Provisional: the period is open</Badge>
      ) : (
        <Badge tone="good">Closed</Badge>
      )}
      {status === 'incomplete' ? <Badge tone="bad">Incomplete</Badge> : null}
    </>
  );
}
