import type { CivilDate } from '../../calendar/civil-date.js';
import { calculate } from '../../engine/calculate.js';
import { buildStatements } from '../../ledger/build-statements.js';
import type { ChangedInput } from '../../ledger/closing/changed-input.js';
import { entitlementsOf } from '../../ledger/entitlement.js';
import type { PostedStatement } from '../../ledger/posted-statement.js';
import { renderStatement } from '../../ledger/render-statement.js';
import type { Statement } from '../../ledger/statement.js';
import type { RecordSet } from '../../records/record-set.js';
import type { Transaction } from '../../store/executor.js';
import { goneOf, payeeClosings, type RunClosings } from '../closing/run-closings.js';
import type { PayeeCalculation } from '../recalculate-payee.js';
import type { RulesOfRun } from '../rules-of-run.js';

/** What a payee's statements are made from. */
export interface SupposedInputs {
  readonly payee: string;
  readonly name: string;
  readonly rules: RulesOfRun;
  readonly records: RecordSet;
  /** Whose results the payee's depend on. */
  readonly people: readonly string[];
  readonly closings: RunClosings;
  /** What is supposed to have changed since the last closing. */
  readonly supposed: readonly ChangedInput[];
  readonly through: CivilDate;
  readonly change: number;
}

/** A statement as it is posted, and as it is read. */
export interface SupposedStatement {
  readonly posted: PostedStatement;
  readonly statement: Statement;
}

/** All statements of a payee with the calculation that explains their lines. */
export interface SupposedStatements {
  readonly statements: readonly SupposedStatement[];
  /** `null` where the payee is not there. */
  readonly again: PayeeCalculation | null;
}

/**
 * Calculates the statements of one payee from records in memory, going on from what is closed. Nothing is written.
 *
 * @example
 * const { statements } = await supposedStatements(trx, { ...inputs, records: overlaid(records, overlay) });
 */
export async function supposedStatements(
  trx: Transaction,
  { payee, name, rules, records, people, closings, supposed, through, change }: SupposedInputs,
): Promise<SupposedStatements> {
  const { company, plans: versions, territories } = rules.book;
  const calculation = calculate({ company, versions, territories, records, through, payees: people });
  const book = calculation.payees.find((each) => each.payee === payee);
  if (book === undefined) return { statements: [], again: null };
  const entitlements = entitlementsOf(calculation);
  const segments = book.segments.map(({ segment }) => segment);
  const gone = goneOf({ payee, segments, problems: [], payoutCurrency: null }, closings, entitlements.size);
  const known = { ...closings, changes: [...closings.changes, ...supposed] };
  const closedOf = await payeeClosings(trx, known, calculation, () => gone)([payee]);
  const own = [
    ...book.segments.flatMap(({ components }) => components.flatMap((each) => entitlements.get(each) ?? [])),
    ...gone,
  ];
  const madeFrom = { change, rulesHash: '', inputsHash: '', engineVersion: '' };
  const statements = buildStatements(calculation, book, entitlements, closedOf(payee), through).map(
    (posted) => ({
      posted,
      statement: renderStatement(posted, {
        ...{ name, through, entitlements: own, planOf: rules.planOf, madeFrom },
      }),
    }),
  );
  return { statements, again: { calculation, book } };
}
