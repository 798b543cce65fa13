import type { Executor } from '../../store/executor.js';
import type { AuditCheck, AuditOptions, CheckOutcome } from './audit-check.js';
import { CHECK_CHAIN } from './check-chain.js';
import { CHECK_LEDGER } from './check-ledger.js';
import { CHECK_PAYOUTS } from './check-payouts.js';
import { CHECK_ROWS } from './check-rows.js';
import { CHECK_STATEMENTS } from './check-statements.js';

/** What an audit checks, in this order. */
const CHECKS: readonly AuditCheck[] = [
  CHECK_LEDGER,
  CHECK_STATEMENTS,
  CHECK_PAYOUTS,
  CHECK_CHAIN,
  CHECK_ROWS,
];

/** What one check of an audit found. */
export interface AuditedCheck extends CheckOutcome {
  readonly title: string;
}

/**
 * Proves everything that is posted from its smallest parts, and everything that is stored from the chain, and lists each break with where it is and by how much.
 * All checks see one state of the database.
 *
 * @example
 * (await audit(db)).every(({ breaks }) => breaks.length === 0) // true where the books are sound
 */
export async function audit(
  executor: Executor,
  options: AuditOptions = {},
): Promise<readonly AuditedCheck[]> {
  return executor.read(async (trx) => {
    const audited: AuditedCheck[] = [];
    for (const { title, run } of CHECKS) audited.push({ title, ...(await run(trx, options)) });
    return audited;
  });
}
