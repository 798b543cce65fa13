import { calculate } from '../../../src/engine/calculate.js';
import { type ContractCosts, contractCosts } from '../../../src/ledger/accounting/contract-costs.js';
import { type EarnedAmount, monthEarned } from '../../../src/ledger/accounting/earned-amount.js';
import { buildStatements } from '../../../src/ledger/build-statements.js';
import { entitlementsOf } from '../../../src/ledger/entitlement.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import { type RuleFiles, readRules } from '../../../src/rules/read-rules.js';
import { contractsOfDeals } from '../../../src/runs/accounting/contracts-of-deals.js';
import { costTermsIn } from '../../../src/runs/accounting/cost-terms-in.js';

/** What accounting makes of what a plan earns, without a database in between. */
export function costsOfPlan(rules: RuleFiles, records: RecordSet, through: string): ContractCosts {
  const { book, problems } = readRules(rules);
  if (book === null) throw new Error(problems.map(({ message }) => message).join('\n'));
  const { company, plans: versions } = book;
  const calculation = calculate({ company, versions, records, through });
  const entitlements = entitlementsOf(calculation);
  const byNumber = new Map([...entitlements.values()].map((each) => [each.number, each]));
  const earned = calculation.payees.flatMap((payee) =>
    buildStatements(calculation, payee, entitlements).flatMap(({ lines, period }) =>
      lines.flatMap((line): readonly EarnedAmount[] => {
        const entitlement = byNumber.get(line.entitlement);
        if (entitlement === undefined) return [];
        const { deal, amount } = line;
        return [{ entitlement, region: 'west', month: monthEarned(line, period), deal, amount }];
      }),
    ),
  );
  const contracts = contractsOfDeals(records.deal, records.amendment, through);
  return contractCosts(earned, {
    epochsOf: (entitlement) => [
      {
        from: '',
        cost: costTermsIn(book)(entitlement),
        company: { relationshipMonths: company.expectedRelationshipMonths, expedient: company.costExpedient },
      },
    ],
    contractOf: (deal) => contracts.get(deal) ?? null,
  });
}
