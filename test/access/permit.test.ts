import { describe, expect, it } from 'vitest';
import { PERMISSIONS, type Permission, ROLES, type Role } from '../../src/access/permissions.js';
import { permissionsOf, permit } from '../../src/access/permit.js';
import { isScoped, ROUTE_ACCESS, type RouteAccess } from '../../src/access/route-access.js';
import { LOCAL_ADMINISTRATOR, type Viewer } from '../../src/access/viewer.js';

const viewer = (roles: readonly Role[], more: Partial<Viewer> = {}): Viewer => {
  return { id: 'eve', name: 'Eve', roles, payee: null, ...more };
};

const permitted = (of: Viewer) => PERMISSIONS.filter((each) => permit(each, of));

describe('a viewer', () => {
  // Written out here once more, so that nobody changes it by the way.
  it.each<[Role, readonly Permission[]]>([
    ['payee', ['account', 'payee-data', 'payee-step', 'accept-plan']],
    ['manager', ['account', 'payee-data', 'payee-step', 'accept-plan', 'team-step']],
    [
      'compAdmin',
      [
        ...(['account', 'payee-data', 'payee-step', 'accept-plan', 'team-step'] as const),
        ...(['company-data', 'rules', 'runs', 'configure', 'pay-step'] as const),
      ],
    ],
    [
      'finance',
      [
        ...(['account', 'payee-data', 'payee-step', 'accept-plan', 'team-step'] as const),
        ...(['company-data', 'rules', 'runs', 'pay-step', 'finance-step', 'verify'] as const),
      ],
    ],
    ['auditor', ['account', 'payee-data', 'company-data', 'rules', 'runs', 'verify', 'monitor']],
    ['administrator', PERMISSIONS],
  ])('who is %s may do what that role may', (role, expected) => {
    expect(permitted(viewer([role]))).toEqual(expected);
  });

  it('of several roles may do what any of them may', () => {
    const both = permitted(viewer(['payee', 'auditor']));
    expect(both).toEqual([
      ...(['account', 'payee-data', 'payee-step', 'accept-plan'] as const),
      ...(['company-data', 'rules', 'runs', 'verify', 'monitor'] as const),
    ]);
  });

  it('of no role may do nothing but what strangers may', () => {
    expect(permitted(viewer([]))).toEqual([]);
    expect(permit('public', viewer([]))).toBe(true);
  });

  it('without sign-in administers', () => {
    expect(permitted(LOCAL_ADMINISTRATOR)).toEqual(PERMISSIONS);
  });
});

describe('a stranger', () => {
  it('may ask for what is public, and for nothing else', () => {
    const accesses = Object.keys(ROUTE_ACCESS) as readonly RouteAccess[];
    expect(accesses.filter((access) => permit(access, null))).toEqual(['public']);
  });
});

describe('a token', () => {
  it('has of what its owner may do what it is for, and no more', () => {
    const machine = viewer(['finance'], { permissions: ['runs', 'configure', 'administer', 'verify'] });
    expect(permitted(machine)).toEqual(['runs', 'verify']);
  });

  it('for nothing may do nothing', () => {
    expect(permitted(viewer(['administrator'], { permissions: [] }))).toEqual([]);
  });
});

describe('whoever acts for somebody else', () => {
  const acting = { onBehalfOf: { id: 'bo', name: 'Bo' } };

  it.each<[Role, readonly Permission[]]>([
    ['payee', ['account', 'payee-data', 'payee-step']],
    ['manager', ['account', 'payee-data', 'payee-step']],
    ['compAdmin', ['account', 'payee-data', 'payee-step', 'company-data', 'rules', 'runs']],
    ['finance', ['account', 'payee-data', 'payee-step', 'company-data', 'rules', 'runs']],
    ['auditor', ['account', 'payee-data', 'company-data', 'rules', 'runs']],
  ])('who is %s reads what they read and takes a payee’s steps, but accepts no plan', (role, expected) => {
    expect(permitted(viewer([role], acting))).toEqual(expected);
  });

  it('has no more of it by a token', () => {
    expect([...permissionsOf(viewer(['payee'], { ...acting, permissions: ['accept-plan'] }))]).toEqual([]);
  });
});

it('every permission is one that some role has, and that some words explain', () => {
  for (const permission of PERMISSIONS) {
    expect(ROLES.some((role) => permit(permission, viewer([role])))).toBe(true);
    expect(ROUTE_ACCESS[permission]).not.toBe('');
  }
});

it('only what has nothing to do with payees is handed no scope', () => {
  const accesses = Object.keys(ROUTE_ACCESS) as readonly RouteAccess[];
  expect(accesses.filter((access) => !isScoped(access))).toEqual([
    'public',
    'account',
    'monitor',
    'administer',
  ]);
});
