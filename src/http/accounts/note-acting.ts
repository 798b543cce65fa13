import type { Viewer } from '../../access/viewer.js';
import type { SignIn } from './sign-in.js';

/** What ends the acting is written as that. */
const ENDINGS: ReadonlySet<string> = new Set(['/acting/stop', '/sign-out']);

/**
 * Writes into the audit trail that somebody who acts for another does something, with the names of both; reading is
 * not written. Called before it is done.
 *
 * @example
 * await noteActing(signIn, viewer, { method: 'POST', path: '/api/v1/disputes' });
 */
export async function noteActing(
  signIn: SignIn | null,
  viewer: Viewer | null,
  { method, path }: { readonly method: string; readonly path: string },
): Promise<void> {
  if (signIn === null || viewer?.onBehalfOf === undefined) return;
  if (method === 'GET' || ENDINGS.has(path)) return;
  const { id: actor, onBehalfOf } = viewer;
  await signIn.desk.note({ actor, act: 'acting', subject: onBehalfOf.id, detail: `${method} ${path}` });
}
