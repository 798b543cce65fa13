import { readCompanyFile } from '../../rules/company-file.js';
import type { RuleFile } from '../../store/rule-files.js';

/**
 * The text that a new plan begins with: a whole plan in the words of the company, with an example, to be changed.
 *
 * @example
 * newPlanText(await readRuleFiles(db)) // 'language: 1\nplan: new-plan\n…'
 */
export function newPlanText(published: readonly RuleFile[]): string {
  const company = published.find(({ kind }) => kind === 'company');
  const read = company === undefined ? null : readCompanyFile(company.source, company.path);
  const currency = read?.ok ? read.value.homeCurrency : 'USD';
  const role = (read?.ok ? read.value.fullRoles[0] : undefined) ?? 'owner';
  return `language: 1
plan: new-plan
title: New plan
effective: { from: 2027-01-01, to: 2028-01-01 }
currency: ${currency}
payFrequency: monthly

measures:
  new-acv:
    basis: booked
    amount: acv
    credit: { roles: [${role}] }
    window: quarter
    quota: new-acv

components:
  new-business:
    measure: new-acv
    commission:
      tiers: marginal
      over: attainment
      rates:
        - { from: 0%, rate: 8% }
        - { from: 100%, rate: 12% }

examples:
  - it: pays the higher rate on what is above the quota
    given:
      quota: { new-acv: 100000 }
      deals: [ { id: D-1, closeDate: 2027-02-10, acv: 120000 } ]
    expect: { earned: { new-business: "10400.00" } }
`;
}
