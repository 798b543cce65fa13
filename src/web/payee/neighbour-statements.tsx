import type { PayeeScope } from '../../access/scope.js';
import type { Executor } from '../../store/executor.js';
import type { StatementSummary } from '../../store/results.js';
import { listStatements } from '../../store/statements.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { type StatementPlace, statementAddress } from './statement-address.js';

/** The statements of the same payee and currency around one; `null` where there is none. */
export interface NeighbourStatements {
  readonly before: StatementSummary | null;
  readonly after: StatementSummary | null;
}

/**
 * The statements before and after one, in the order in which they are listed.
 *
 * @example
 * (await neighboursOf(db, scope, { payee: 'ada', period: '2026-03', currency: 'USD' })).before?.period // '2026-02'
 */
export async function neighboursOf(
  executor: Executor,
  scope: PayeeScope,
  { payee, period, currency }: StatementPlace,
): Promise<NeighbourStatements> {
  const all = await listStatements(executor, scope, { payee });
  const own = all.filter((each) => each.currency === currency);
  const at = own.findIndex((each) => each.period === period);
  if (at === -1) return { before: null, after: null };
  return { before: own[at - 1] ?? null, after: own[at + 1] ?? null };
}

/**
 * The ways to the statements before and after one; nothing where it is the only one.
 *
 * @example
 * <StatementNeighbours neighbours={await neighboursOf(db, scope, place)} format={format} />
 */
export function StatementNeighbours({
  neighbours: { before, after },
  format,
}: {
  readonly neighbours: NeighbourStatements;
  readonly format: ReaderFormat;
}) {
  if (before === null && after === null) return null;
  return (
    <nav class="pager" aria-label="Other statements">
      {before === null ? null : (
        <a rel="prev" href={statementAddress(before)}>
          ← {format.period(before.period)}
        </a>
      )}
      {after === null ? null : (
        <a rel="next" href={statementAddress(after)}>
          {format.period(after.period)} →
        </a>
      )}
    </nav>
  );
}
