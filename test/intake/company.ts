import type { Company } from '../../src/records/company.js';

/** The company whose records the tests of intake import. */
export const COMPANY: Company = {
  name: 'Northwind Instruments',
  homeCurrency: 'USD',
  fiscalYearStartMonth: 1,
  biweeklyFrom: '2026-01-05',
  weekStartsOn: 'monday',
  expectedRelationshipMonths: 18,
  costExpedient: false,
  managerApproval: { usual: 'optional', byPayGroup: {} },
  stages: [
    { id: 'proposal', probability: '0.5', won: false, forecast: 'pipeline', haircut: null },
    { id: 'won', probability: '1', won: true, forecast: 'closed', haircut: null },
  ],
  dealFields: [
    { name: 'services', type: 'money' },
    { name: 'partnerLed', type: 'boolean' },
  ],
  fullRoles: ['owner'],
  overlayRoles: ['engineer'],
  overlayLimits: [{ role: 'engineer', share: '1.5' }],
};
