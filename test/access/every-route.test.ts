import { beforeAll, describe, expect, it } from 'vitest';
import { type Permission, ROLES, type Role } from '../../src/access/permissions.js';
import type { Viewer } from '../../src/access/viewer.js';
import { createApp } from '../../src/http/app.js';
import type { ProblemDocument } from '../../src/http/problem-document.js';
import type { Route } from '../../src/http/route.js';
import { ROUTES } from '../../src/http/routes.js';
import { PAGES } from '../../src/web/pages.js';
import { servicesOver } from '../http/app-services.js';
import { emptyDatabase } from '../http/service.js';
import { WHO_MAY } from './who-may.js';

const EVERY_ROUTE = [...ROUTES, ...PAGES];
const PAGE_PATHS: ReadonlySet<string> = new Set(PAGES.map(({ path }) => path));
const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>) => `${method} ${path}`;

const EXPECTED = new Map(WHO_MAY.flatMap(({ who, routes }) => routes.map((route) => [route, who] as const)));

let askAs: (viewer: Viewer | null, route: Route) => Promise<Response>;

beforeAll(async () => {
  const { services } = servicesOver(await emptyDatabase());
  let asking: Viewer | null = null;
  // To make an app takes several times as long as to ask it.
  const app = createApp({ ...services, viewerOf: async () => asking });
  askAs = async (viewer, { method, path }) => {
    asking = viewer;
    // No route has a query of this name: what gets so far is refused, and nothing is done.
    return app.request(`${path.replace(/:\w+/g, '1')}?nonsense=1`, { method });
  };
});

/** What comes of a request that asks for nonsense: how far it gets. */
async function outcome(viewer: Viewer | null, route: Route): Promise<'may' | 'must sign in' | 'may not'> {
  const response = await askAs(viewer, route);
  const text = await response.text();
  const told = `${nameOf(route)} as ${viewer?.roles.join() ?? 'a stranger'}: ${response.status} ${text.slice(0, 200)}`;
  if (response.status === 401) {
    expect(response.headers.get('www-authenticate'), told).toBe('Bearer realm="attain"');
    expect((JSON.parse(text) as ProblemDocument).code, told).toBe('sign-in-needed');
    return 'must sign in';
  }
  const leadsTo = response.headers.get('location') ?? '';
  if (PAGE_PATHS.has(route.path) && leadsTo.startsWith('/sign-in?next=')) {
    expect(viewer, told).toBeNull();
    return 'must sign in';
  }
  if (response.status === 403) {
    expect(text, told).toMatch(PAGE_PATHS.has(route.path) ? /You may not do this/ : /"code":"not-allowed"/);
    return 'may not';
  }
  // What leads out to a provider and back takes what that sends.
  const isSignIn = route.path.startsWith('/sign-in');
  expect(isSignIn ? [303, 400, 404] : [400], told).toContain(response.status);
  return 'may';
}

const viewer = (roles: readonly Role[], more: Partial<Viewer> = {}): Viewer => {
  return { id: 'eve', name: 'Eve', roles, payee: 'eve', ...more };
};

describe('every route', () => {
  it('stands in the table of who may ask for it, once', () => {
    const listed = WHO_MAY.flatMap(({ routes }) => routes);
    expect(listed.toSorted()).toEqual(EVERY_ROUTE.map(nameOf).toSorted());
  });

  it.each(EVERY_ROUTE.map((route) => [nameOf(route), route] as const))('%s', async (name, route) => {
    const who = EXPECTED.get(name);
    expect(who, 'the table of who may ask lacks the route').toBeDefined();
    const isPublic = who === 'strangers too';
    expect(await outcome(null, route)).toBe(isPublic ? 'may' : 'must sign in');
    expect(await outcome(viewer([]), route)).toBe(isPublic ? 'may' : 'may not');
    for (const role of ROLES) {
      const expected = isPublic || who?.includes(role) ? 'may' : 'may not';
      expect(await outcome(viewer([role]), route), `as ${role}`).toBe(expected);
    }
  });

  it('is closed to a token that is for something else, whatever its owner may', async () => {
    for (const route of EVERY_ROUTE.filter(({ access }) => access !== 'public')) {
      const others: readonly Permission[] = route.access === 'monitor' ? ['runs'] : ['monitor'];
      const machine = viewer(['administrator'], { permissions: others });
      expect(await outcome(machine, route), nameOf(route)).toBe('may not');
    }
  });

  it('that changes anything is closed to whoever acts for somebody else, but for a payee’s own steps', async () => {
    const open: string[] = [];
    for (const route of EVERY_ROUTE.filter(({ access, method }) => access !== 'public' && method !== 'GET')) {
      for (const role of ROLES.filter((each) => each !== 'administrator')) {
        const acting = viewer([role], { id: 'maria', onBehalfOf: { id: 'eve', name: 'Eve' } });
        if ((await outcome(acting, route)) === 'may') open.push(nameOf(route));
      }
    }
    const reading = [
      'POST /api/v1/accounting/cost-of-sales',
      'POST /accounting/journal',
      'POST /api/v1/accounting/journal',
      'POST /api/v1/comparisons',
      'POST /api/v1/comparisons/:id/cancel',
      'POST /api/v1/plans/:plan/comparison',
      'POST /api/v1/rules/check',
      'POST /api/v1/rules/examples',
      'POST /api/v1/rules/payout-curves',
      'POST /compare',
      'POST /compare/:task/cancel',
      'POST /rules/edit',
      'POST /rules/upload',
    ];
    const own = EVERY_ROUTE.filter(({ access }) => access === 'payee-step' || access === 'account')
      .filter(({ method }) => method !== 'GET')
      .map(nameOf);
    expect([...new Set(open)].sort()).toEqual([...reading, ...own].sort());
  });
});
