import { describe, expect, it } from 'vitest';
import { formatProblems } from '../../src/problems/format-problem.js';
import { readCompanyFile } from '../../src/rules/company-file.js';
import { COMPANY } from './check-file.js';

function problemsOf(text: string): string {
  return formatProblems(readCompanyFile(text, 'company.yaml').problems);
}

const LEAST = 'name: Fernhill\nhomeCurrency: EUR\nroles: { full: [owner] }\n';

describe('the company file', () => {
  it('is decoded', () => {
    expect(COMPANY).toEqual({
      name: 'Fernhill Instruments',
      homeCurrency: 'USD',
      fiscalYearStartMonth: 1,
      biweeklyFrom: '2026-01-05',
      weekStartsOn: 'monday',
      expectedRelationshipMonths: 18,
      costExpedient: false,
      managerApproval: { usual: 'optional', byPayGroup: {} },
      stages: [
        { id: 'qualified', probability: '0.2', won: false, forecast: 'pipeline', haircut: null },
        { id: 'committed', probability: '0.8', won: false, forecast: 'commit', haircut: '0.1' },
        { id: 'won', probability: '1', won: true, forecast: 'closed', haircut: null },
      ],
      dealFields: [
        { name: 'services', type: 'money' },
        { name: 'seats', type: 'number' },
        { name: 'partnerTier', type: 'text' },
      ],
      fullRoles: ['owner', 'account-manager'],
      overlayRoles: ['solution-engineer'],
      overlayLimits: [],
    });
  });

  it('needs a name, a currency and roles, and has defaults for the rest', () => {
    const read = readCompanyFile(LEAST, 'company.yaml');
    expect(read.ok && read.value).toMatchObject({
      fiscalYearStartMonth: 1,
      biweeklyFrom: '2024-01-01',
      weekStartsOn: 'monday',
      expectedRelationshipMonths: 12,
      stages: [],
      dealFields: [],
      overlayRoles: [],
    });
    expect(problemsOf('name: Fernhill\n')).toBe(`company.yaml:1:1 error missing-key: "homeCurrency" is missing
  field: homeCurrency
  expected: a currency code of ISO 4217, such as USD
company.yaml:1:1 error missing-key: "roles" is missing
  field: roles
  expected: a block of keys
2 errors, 0 warnings`);
  });

  it('says whether costs of contracts that are of use for a year at most are expensed at once', () => {
    const expedient = (cost: string) => {
      const read = readCompanyFile(`${LEAST}${cost}`, 'company.yaml');
      return read.ok && read.value.costExpedient;
    };
    expect(expedient('')).toBe(false);
    expect(expedient('cost: { expedient: true }\n')).toBe(true);
    expect(
      problemsOf(`${LEAST}cost: { expedients: yes }\n`),
    ).toBe(`company.yaml:4:9 error unknown-key: there is no key "expedients" here
  field: cost.expedients
  found: expedients
  expected: expedient
  hint: did you mean expedient?
1 error, 0 warnings`);
    expect(problemsOf(`${LEAST}cost: {}\n`)).toContain('missing-key: "expedient" is missing');
  });

  it('says whether managers have to approve statements, for all pay groups or for some', () => {
    const approval = (text: string) => {
      const read = readCompanyFile(`${LEAST}${text}`, 'company.yaml');
      return read.ok && read.value.managerApproval;
    };
    expect(approval('')).toEqual({ usual: 'optional', byPayGroup: {} });
    expect(approval('approvals: { manager: required }\n')).toEqual({ usual: 'required', byPayGroup: {} });
    const some = '{ manager: required, payGroups: { weekly-EUR: { manager: optional } } }';
    expect(approval(`approvals: ${some}\n`)).toEqual({
      usual: 'required',
      byPayGroup: { 'weekly-EUR': 'optional' },
    });
    const broken = '{ manager: always, payGroups: { yearly-usd: { manager: required } } }';
    expect(
      problemsOf(`${LEAST}approvals: ${broken}\n`),
    ).toBe(`company.yaml:4:23 error invalid-value: always is not known here
  field: approvals.manager
  found: always
  expected: one of required, optional
company.yaml:4:44 error id-expected: this is no pay group
  field: approvals.payGroups.yearly-usd
  found: yearly-usd
  expected: a pay calendar and a currency, such as monthly-USD
2 errors, 0 warnings`);
  });

  it('says what the shares of an overlay role may sum to at most', () => {
    const limited = (role: string) =>
      `${LEAST.replace(']', `], overlay: [engineer], overlayLimits: { ${role}: 150%`).replace(' }\n', ' } }\n')}`;
    const read = readCompanyFile(limited('engineer'), 'company.yaml');
    expect(read.ok && read.value.overlayLimits).toEqual([{ role: 'engineer', share: '1.5' }]);
    expect(
      problemsOf(limited('enginer')),
    ).toBe(`company.yaml:3:63 error unknown-role: enginer is no overlay role
  field: roles.overlayLimits.enginer
  found: enginer
  expected: engineer
  hint: did you mean engineer?
1 error, 0 warnings`);
  });

  it('refuses fields and roles that are there already', () => {
    const text = `${LEAST.replace('[owner]', '[owner, owner]')}dealFields: { discount: percent, hireDate: date, Tier: text, constructor: text }\n`;
    expect(problemsOf(text)).toBe(`company.yaml:4:50 error id-expected: this is no name of a field
  field: dealFields.Tier
  found: Tier
  expected: a name of letters and digits, such as partnerTier
company.yaml:4:62 error id-expected: this is no name of a field
  field: dealFields.constructor
  found: constructor
  expected: a name of letters and digits, such as partnerTier
2 errors, 0 warnings`);
    expect(problemsOf(text.replace(', Tier: text, constructor: text', ''))).toBe(
      `company.yaml:3:1 error invalid-value: the role owner is named twice
  field: roles
  found: owner
company.yaml:4:15 error duplicate-key: every deal has a discount already
  field: dealFields.discount
  found: discount
  hint: give the field another name
company.yaml:4:34 error duplicate-key: every deal has a hireDate already
  field: dealFields.hireDate
  found: hireDate
  hint: give the field another name
3 errors, 0 warnings`,
    );
  });

  it('refuses numbers that are out of range', () => {
    const text = `${LEAST}fiscalYearStartMonth: 13\nstages: { open: { probability: 120% } }\n`;
    expect(
      problemsOf(text),
    ).toBe(`company.yaml:4:23 error out-of-range: 13 is outside of what this place takes
  field: fiscalYearStartMonth
  found: 13
  expected: a whole number from 1 to 12
company.yaml:5:32 error out-of-range: 120% is outside of what this place takes
  field: stages.open.probability
  found: 120%
  expected: from 0% to 100%
2 errors, 0 warnings`);
  });
});
