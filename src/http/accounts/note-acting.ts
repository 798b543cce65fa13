import type { Viewer } from '../../access/viewer.js';
import { refusalOf } from '../fault.js';
import type { SignIn } from './sign-in.js';

/** What ends the acting is written as that. */
const ENDINGS: ReadonlySet<string> = new Set(['/acting/stop', '/sign-out']);

/**
 * Answers, and writes into the audit trail what somebody who acts for another asked for and what came of it, with the
 * names of both; reading is not written.
 *
 * @example
 * await noteActing(signIn, viewer, { method: 'POST', path: '/api/v1/disputes' }, () => answer(request, services));
 */
export async function noteActing(
  signIn: SignIn | null,
  viewer: Viewer | null,
  { method, path }: { readonly method: string; readonly path: string },
  answer: () => Response | Promise<Response>,
): Promise<Response> {
  if (signIn === null || viewer?.onBehalfOf === undefined) return answer();
  if (method === 'GET' || ENDINGS.has(path)) return answer();
  const { id: actor, onBehalfOf } = viewer;
  const note = (status: number) =>
    signIn.desk.note({
      ...{ actor, act: 'acting', subject: onBehalfOf.id },
      detail: `${method} ${path}, ${outcomeOf(status)}`,
    });
  try {
    const response = await answer();
    await note(response.status);
    return response;
  } catch (thrown) {
    await note(thrown instanceof Error ? (refusalOf(thrown)?.status ?? 500) : 500);
    throw thrown;
  }
}

function outcomeOf(status: number): string {
  if (status < 400) return 'done';
  return status < 500 ? `refused with ${status}` : `failed with ${status}`;
}
