import type { TestDatabase } from '../../databases/databases.js';
import { type ClosingCompany, closingCompany } from '../closing/closing-company.js';

const HEAD = `language: 1
effective: { from: 2026-01-01, to: 2027-01-01 }
currency: USD
payFrequency: monthly
`;

const EXECUTIVE = `${HEAD}plan: executive
title: Paid half at signing and half with the cash
measures:
  sales: { basis: booked, amount: tcv, credit: { roles: [owner] }, window: quarter, withoutQuota: nothing }
components:
  commission:
    measure: sales
    commission: { rate: 10% }
    release: [ { on: booked, share: 50% }, { on: collected, share: 50%, of: deal } ]
`;

const COLLECTOR = `${HEAD}plan: collector
title: Paid as cash comes in
measures:
  cash: { basis: collected, credit: { roles: [specialist] }, window: quarter, withoutQuota: nothing }
components:
  share-of-cash: { measure: cash, commission: { rate: 1% } }
`;

/** The same plans, of which the one at signing pays only who is employed when it becomes payable. */
export const ONLY_EMPLOYED: Readonly<Record<string, string>> = {
  collector: COLLECTOR,
  executive: EXECUTIVE.replace('measures:', 'mustBeEmployed: { when: payable }\nmeasures:'),
};

/** Plans by which all is payable at signing, and nothing goes back after thirty days. */
export const KEPT_FOR_GOOD: Readonly<Record<string, string>> = {
  collector: COLLECTOR,
  executive: `${HEAD}plan: executive
measures:
  sales: { basis: booked, amount: tcv, credit: { roles: [owner] }, window: quarter, withoutQuota: nothing }
components:
  commission:
    measure: sales
    commission: { rate: 10% }
    clawback: [ { on: cancelled, from: closeDate, within: 30 days, recovers: all } ]
`,
};

/**
 * A company of two: Ann is paid half of 10 % at signing and half with the cash, Ben 1 % of the cash of D-1. D-1 is
 * paid in three parts, with 50.00 too much in the last; D-2 is not paid at all.
 */
export async function cashCompany(database: TestDatabase): Promise<ClosingCompany> {
  const company = await closingCompany(database);
  await company.rules({ executive: EXECUTIVE, collector: COLLECTOR });
  await company.data({
    payees: ['id,name', 'ann,Ann Hall', 'ben,Ben Roth'],
    assignments: ['payee,plan,from', 'ann,executive,2026-01-01', 'ben,collector,2026-01-01'],
    deals: [
      'id,account,closeDate,termMonths,tcv',
      'D-1,Aldermoor,2026-01-10,12,1000.00',
      'D-2,Brightwater,2026-02-05,12,600.00',
    ],
    splits: ['deal,payee,role,share', 'D-1,ann,owner,100%', 'D-1,ben,specialist,100%', 'D-2,ann,owner,100%'],
    'invoice-lines': [
      'invoice,deal,date,dueDate,amount,tax',
      'INV-1,D-1,2026-01-15,2026-02-14,1000.00,0',
      'INV-2,D-2,2026-02-10,2026-02-20,600.00,48.00',
    ],
    receipts: [
      'id,date,amount,account',
      'R-1,2026-01-20,333.33,Aldermoor',
      'R-2,2026-02-20,333.33,Aldermoor',
      'R-3,2026-03-05,383.34,Aldermoor',
    ],
    applications: ['receipt,invoice,amount', 'R-1,INV-1,333.33', 'R-2,INV-1,333.33', 'R-3,INV-1,333.34'],
  });
  return company;
}
