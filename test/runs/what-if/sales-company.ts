import type { TestDatabase } from '../../databases/databases.js';
import { type ClosingCompany, closingCompany } from '../closing/closing-company.js';

/** Half is payable when booked, half as cash comes in; 8 % up to the quota of 100,000 a quarter, 12 % above. */
export function planText(rates = '8%', above = '12%'): string {
  return `language: 1
plan: ae
title: Account executive
effective: { from: 2026-01-01, to: 2027-01-01 }
currency: USD
payFrequency: monthly
measures:
  bookings: { basis: booked, amount: tcv, credit: { roles: [owner] }, window: quarter }
components:
  sales:
    measure: bookings
    commission:
      tiers: marginal
      over: attainment
      rates: [ { from: 0%, rate: ${rates} }, { from: 100%, rate: ${above} } ]
    release: [ { on: booked, share: 50% }, { on: collected, share: 50% } ]
`;
}

const LEAD = `language: 1
plan: lead
effective: { from: 2026-01-01, to: 2027-01-01 }
currency: USD
payFrequency: monthly
measures:
  bookings: { basis: booked, amount: tcv, credit: { team: true, roles: [owner] }, window: quarter }
components:
  override: { measure: bookings, commission: { rate: 1% } }
`;

/**
 * Ann has sold 60,000 in January, half of it paid, and 28,000 in February, of which the invoice is overdue; bob has
 * sold 100,000 in March. Mia manages both, and ann's manager sees nothing of cy, who is on no team.
 */
export async function salesCompany(database: TestDatabase): Promise<ClosingCompany> {
  const company = await closingCompany(database);
  await company.rules({ ae: planText(), lead: LEAD });
  await company.data({
    payees: ['id,name', 'ann,Ann', 'bob,Bob', 'cy,Cy', 'mia,Mia'],
    teams: ['id,name', 'north,North'],
    memberships: [
      'team,payee,as,from',
      'north,ann,member,2026-01-01',
      'north,bob,member,2026-01-01',
      'north,mia,manager,2026-01-01',
    ],
    assignments: [
      'payee,plan,from',
      ...['ann', 'bob', 'cy'].map((payee) => `${payee},ae,2026-01-01`),
      'mia,lead,2026-01-01',
    ],
    quotas: [
      'payee,quota,from,to,amount,currency',
      ...['ann', 'bob', 'cy'].map((payee) => `${payee},bookings,2026-01-01,2027-01-01,400000,USD`),
    ],
    deals: [
      'id,name,account,closeDate,tcv',
      'D-1,Harbour,Acme,2026-01-20,60000',
      'D-2,Station,Bolt,2026-02-10,28000',
      'D-3,Tower,Core,2026-03-05,100000',
    ],
    splits: ['deal,payee,role,share', 'D-1,ann,owner,100%', 'D-2,ann,owner,100%', 'D-3,bob,owner,100%'],
    'invoice-lines': [
      'invoice,deal,date,dueDate,amount',
      'I-1,D-1,2026-01-25,2026-02-24,60000',
      'I-2,D-2,2026-02-15,2026-03-12,28000',
    ],
    receipts: ['id,date,amount', 'R-1,2026-02-20,30000'],
    applications: ['receipt,invoice,amount', 'R-1,I-1,30000'],
  });
  await company.calculate('2026-03');
  return company;
}
