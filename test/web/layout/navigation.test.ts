import { describe, expect, it } from 'vitest';
import type { Role } from '../../../src/access/permissions.js';
import { LOCAL_ADMINISTRATOR } from '../../../src/access/viewer.js';
import { currentEntry, navigationOf } from '../../../src/web/layout/navigation.js';
import { PAGES } from '../../../src/web/pages.js';

const entriesOf = (roles: readonly Role[], payee: string | null) =>
  navigationOf({ id: 'ada', name: 'Ada', roles, payee }).flatMap(({ entries }) => entries);

describe('the navigation', () => {
  it('leads whoever is only paid to their own pay alone', () => {
    const own = entriesOf(['payee'], 'ada');
    expect(own[0]).toMatchObject({ label: 'My pay', href: '/payees/ada' });
    expect(own).toContainEqual({ label: 'Plan', href: '/payees/ada/plan', access: 'payee-data' });
    expect(own).toContainEqual({
      label: 'Statements',
      href: '/payees/ada/statements',
      access: 'payee-data',
    });
  });

  it('has one entry at most for a page: the nearest above it', () => {
    const groups = navigationOf({ id: 'ada', name: 'Ada', roles: ['payee', 'manager'], payee: 'ada' });
    expect(currentEntry(groups, '/payees/ada')).toBe('/payees/ada');
    expect(currentEntry(groups, '/payees/ada/plan/curves')).toBe('/payees/ada/plan');
    expect(currentEntry(groups, '/payees/ada/statements/2026-01')).toBe('/payees/ada');
    expect(currentEntry(groups, '/payees/bo/statements')).toBe('/payees');
    expect(currentEntry(groups, '/account')).toBeNull();
  });

  it('leads managers to the statements of others, and only administrators to accounts', () => {
    expect(entriesOf(['manager'], 'ada').map(({ href }) => href)).toEqual(
      expect.arrayContaining(['/payees/ada', '/payees']),
    );
    expect(entriesOf(['auditor'], null).map(({ href }) => href)).toContain('/payees');
    expect(entriesOf(['auditor'], null).map(({ label }) => label)).not.toContain('Accounts');
    expect(entriesOf(['administrator'], null).at(-1)?.label).toBe('Accounts');
  });

  it('leads everybody to teams, and those who decide on statements to approvals', () => {
    const toTeams = (...roles: readonly Role[]) =>
      entriesOf(roles, null)
        .map(({ href }) => href)
        .filter((href) => ['/teams', '/approvals'].includes(href));
    for (const role of ['manager', 'compAdmin', 'finance', 'administrator'] as const) {
      expect(toTeams(role), role).toEqual(['/teams', '/approvals']);
    }
    for (const role of ['payee', 'auditor'] as const) expect(toTeams(role), role).toEqual(['/teams']);
  });

  it('leads to no accounts where nobody signs in', () => {
    const labels = navigationOf(LOCAL_ADMINISTRATOR).flatMap(({ entries }) =>
      entries.map(({ label }) => label),
    );
    expect(labels).toContain('Approvals');
    expect(labels).not.toContain('Accounts');
  });

  it('leads those who are responsible for the company to plans, rule files and comparisons', () => {
    for (const role of ['compAdmin', 'finance', 'auditor', 'administrator'] as const) {
      const plans = navigationOf({ id: 'eve', name: 'Eve', roles: [role], payee: null }).find(
        ({ label }) => label === 'Plans',
      );
      expect(plans?.entries.map(({ href }) => href)).toEqual(['/plans', '/rules', '/compare']);
    }
    expect(entriesOf(['manager'], 'ada').map(({ href }) => href)).not.toContain('/plans');
  });

  it('leads those who are responsible for all to imports, records, runs and adjustments', () => {
    const calculation = (roles: readonly Role[]) =>
      navigationOf({ id: 'eve', name: 'Eve', roles, payee: null })
        .filter(({ label }) => label === 'Calculation')
        .flatMap(({ entries }) => entries.map(({ href }) => href));
    for (const role of ['compAdmin', 'finance', 'auditor', 'administrator'] as const) {
      expect(calculation([role]), role).toEqual(['/imports', '/records', '/runs', '/adjustments']);
    }
    expect(calculation(['payee', 'manager'])).toEqual([]);
  });

  it('leads payees to what they could earn, and everybody to questions', () => {
    const own = entriesOf(['payee'], 'ada').map(({ label, href }) => `${label} ${href}`);
    expect(own).toEqual(expect.arrayContaining(['What-if /payees/ada/what-if', 'Questions /disputes']));
    expect(entriesOf(['auditor'], 'ada').map(({ label }) => label)).not.toContain('What-if');
    expect(entriesOf(['auditor'], null).map(({ label }) => label)).toContain('Questions');
    expect(entriesOf(['compAdmin'], null).map(({ label }) => label)).not.toContain('What-if');
  });

  it('leads those who are responsible for the company to its periods, payouts and books', () => {
    const books = ['Periods', 'Payouts', 'Accruals', 'Contract costs', 'Journal', 'Ledger'];
    const labels = (role: Role) => entriesOf([role], null).map(({ label }) => label);
    for (const role of ['compAdmin', 'finance', 'auditor', 'administrator'] as const) {
      expect(labels(role), role).toEqual(expect.arrayContaining(books));
    }
    for (const role of ['payee', 'manager'] as const) {
      expect(
        labels(role).filter((label) => books.includes(label)),
        role,
      ).toEqual([]);
    }
  });

  it('leads nowhere but to pages that there are', () => {
    const paths = PAGES.map(({ path }) => path.replace(':payee', 'ada'));
    for (const { href } of entriesOf(['administrator'], 'ada')) expect(paths).toContain(href);
  });
});
