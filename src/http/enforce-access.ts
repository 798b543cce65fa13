import type { MiddlewareHandler } from 'hono';
import type { Permission } from '../access/permissions.js';
import { permissionsOf, permit } from '../access/permit.js';
import { isScoped, type RouteAccess } from '../access/route-access.js';
import type { Viewer } from '../access/viewer.js';
import { problem } from '../problems/problem.js';
import { Refusal } from './refusal.js';
import type { HttpEnvironment, Services } from './services.js';

/**
 * The one place that decides who may ask for what: every route passes it before anything of the request is read. What
 * it finds of the viewer, and whose data they may read, is kept with the request.
 *
 * @example
 * app.on('GET', path, enforceAccess('payee-data', services), ...checks, answer);
 */
export function enforceAccess(
  access: RouteAccess,
  services: Pick<Services, 'viewerOf' | 'scopeOf'>,
): MiddlewareHandler<HttpEnvironment> {
  return async (context, next) => {
    const viewer = await services.viewerOf(context.req.raw);
    if (!permit(access, viewer)) throw viewer === null ? signInNeeded() : notAllowed();
    context.set('viewer', viewer);
    context.set('scope', viewer !== null && isScoped(access) ? await services.scopeOf(viewer) : null);
    await next();
  };
}

/**
 * Refuses a request for which the viewer lacks a permission beside that of the route.
 *
 * @example
 * if (level === 'finance') requirePermission(viewer, 'finance-step');
 */
export function requirePermission(viewer: Viewer, permission: Permission): void {
  if (!permissionsOf(viewer).has(permission)) throw notAllowed();
}

function signInNeeded(): Refusal {
  const found = problem('sign-in-needed', 'this is for those who have signed in', {
    hint: 'send a token as `Authorization: Bearer …`; `attain token create` makes one',
  });
  return new Refusal(401, [found], { 'www-authenticate': 'Bearer realm="attain"' });
}

function notAllowed(): Refusal {
  const hint = 'an administrator can change the roles of an account; a token has some of what its owner may';
  return new Refusal(403, [problem('not-allowed', 'you may not do this', { hint })]);
}
