import type { Role } from '../../src/access/permissions.js';
import { permit } from '../../src/access/permit.js';
import type { Viewer } from '../../src/access/viewer.js';
import { createApp } from '../../src/http/app.js';
import { ROUTES } from '../../src/http/routes.js';
import type { Services } from '../../src/http/services.js';
import { PAGES } from '../../src/web/pages.js';

/** What stands for each name in a path: the ids that are tried there. */
export type Ids = Readonly<Record<string, readonly string[]>>;

/** An answer that a viewer got. */
export interface Answer {
  readonly path: string;
  readonly status: number;
  readonly text: string;
}

/** What goes on and on is not waited for. */
const ENDLESS = /\/events$/;

/**
 * The answers to everything that a viewer may read: every route that answers GET, in every form of a table, with every
 * id in place of each name in its path.
 */
export async function* answersTo(services: Services, viewer: Viewer, ids: Ids): AsyncGenerator<Answer> {
  const app = createApp({ ...services, viewerOf: async () => viewer });
  for (const { method, path, access, query } of [...ROUTES, ...PAGES]) {
    if (method !== 'GET' || access === 'public' || !permit(access, viewer) || ENDLESS.test(path)) continue;
    const formats = query !== undefined && Object.hasOwn(query.shape, 'format') ? ['', '?format=csv'] : [''];
    for (const asked of pathsOf(path, ids)) {
      for (const format of formats) {
        const response = await app.request(asked + format);
        yield { path: asked + format, status: response.status, text: await response.text() };
      }
    }
  }
}

function pathsOf(path: string, ids: Ids): readonly string[] {
  const name = /:(\w+)/.exec(path)?.[1];
  if (name === undefined) return [path];
  const values = ids[name];
  if (values === undefined) throw new Error(`nothing is known to try for :${name} of ${path}`);
  return values.flatMap((value) => pathsOf(path.replace(`:${name}`, encodeURIComponent(value)), ids));
}

/** Somebody with a role, whose account is that of a payee. */
export function payeeAs(payee: string, role: Role): Viewer {
  return { id: payee, name: payee, roles: [role], payee };
}
