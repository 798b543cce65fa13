import type { Services } from '../../http/services.js';
import { latestChange } from '../../store/change.js';
import { readRunCounts } from '../../store/run-totals.js';
import type { Run } from '../../store/runs.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Figure, Figures } from '../parts/figure.js';
import { Meta } from '../parts/meta.js';

/**
 * Through when the calculation counts whose results are shown, and who made it.
 *
 * @example
 * <PublishedMeta run={run} format={format} />
 */
export function PublishedMeta({ run, format }: { readonly run: Run; readonly format: ReaderFormat }) {
  return (
    <Meta
      entries={[
        ['Shown through', format.day(run.through)],
        ['As of', format.moment(run.finishedAt ?? run.startedAt)],
        ['By', run.actor],
      ]}
    />
  );
}

/**
 * What everybody is shown now, and how much was written since.
 *
 * @example
 * await PublishedFigures({ run, format, db })
 */
export async function PublishedFigures({
  run,
  format,
  db,
}: {
  readonly run: Run;
  readonly format: ReaderFormat;
  readonly db: Services['db'];
}) {
  const { payees, statements, incomplete } = await readRunCounts(db, run.id);
  const since = (await latestChange(db)) - run.change;
  return (
    <Figures>
      <Figure
        label="Statements shown"
        value={format.count(statements)}
        detail={`of ${format.count(payees)} payees, through ${format.day(run.through)}`}
        isMain
      />
      <Figure
        label="Incomplete statements"
        value={format.count(incomplete)}
        detail={incomplete === 0 ? 'nothing keeps any from being complete' : 'a problem keeps them back'}
      />
      <Figure
        label="Changes since"
        value={format.count(since)}
        detail={
          since === 0
            ? 'records and rules are as they were calculated'
            : 'written down since; the next calculation takes in what concerns it'
        }
      />
    </Figures>
  );
}
