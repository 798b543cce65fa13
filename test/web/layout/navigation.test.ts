import { describe, expect, it } from 'vitest';
import type { Role } from '../../../src/access/permissions.js';
import { navigationOf } from '../../../src/web/layout/navigation.js';
import { PAGES } from '../../../src/web/pages.js';

const entriesOf = (roles: readonly Role[], payee: string | null) =>
  navigationOf({ id: 'ada', name: 'Ada', roles, payee }).flatMap(({ entries }) => entries);

describe('the navigation', () => {
  it('leads whoever is only paid to their own pay alone', () => {
    expect(entriesOf(['payee'], 'ada').map(({ label, href }) => [label, href])).toEqual([
      ['My pay', '/payees/ada/statements'],
    ]);
  });

  it('leads managers to the statements of others, and only administrators to accounts', () => {
    expect(entriesOf(['manager'], 'ada').map(({ label }) => label)).toEqual(['My pay', 'Statements']);
    expect(entriesOf(['auditor'], null).map(({ label }) => label)).toEqual(['Statements']);
    expect(entriesOf(['administrator'], null).map(({ label }) => label)).toEqual(['Statements', 'Accounts']);
  });

  it('leads nowhere but to pages that there are', () => {
    const paths = PAGES.map(({ path }) => path.replace(':payee', 'ada'));
    for (const { href } of entriesOf(['administrator'], 'ada')) expect(paths).toContain(href);
  });
});
