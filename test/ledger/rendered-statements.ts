import type { Calculation, PayeeBook } from '../../src/engine/calculate.js';
import { buildStatements } from '../../src/ledger/build-statements.js';
import { type Entitlements, entitlementsOf } from '../../src/ledger/entitlement.js';
import { renderStatement } from '../../src/ledger/render-statement.js';
import type { MadeFrom, Statement } from '../../src/ledger/statement.js';

/** What statements say they are made from where a test does not mind. */
export const MADE_FROM: MadeFrom = {
  change: 1,
  rulesHash: 'rules',
  inputsHash: 'inputs',
  engineVersion: 'test',
};

/** The statements of a payee as one reads them, without a database in between. */
export function renderedStatements(
  calculation: Calculation,
  book: PayeeBook,
  entitlements: Entitlements = entitlementsOf(calculation),
): readonly Statement[] {
  const own = [...entitlements.values()].filter(({ payee }) => payee === book.payee);
  const plans = new Map(book.segments.map(({ segment: { plan } }) => [plan.hash, plan]));
  const context = {
    name: calculation.crediting.index.payees.get(book.payee)?.name ?? book.payee,
    through: calculation.through,
    entitlements: own,
    planOf: (hash: string) => {
      const plan = plans.get(hash);
      if (plan === undefined) throw new Error(`${book.payee} is on no plan ${hash}`);
      return plan;
    },
    madeFrom: MADE_FROM,
  };
  return buildStatements(calculation, book, entitlements).map((posted) => renderStatement(posted, context));
}
