import { HTTPException } from 'hono/http-exception';
import { problem } from '../problems/problem.js';
import { RefusedText } from '../store/refused-text.js';
import { Refusal } from './refusal.js';

/**
 * The refusal that something thrown amounts to, here or in a thread beside; `null` for a fault of the program or its
 * database. Beside refusals themselves that is what Hono refuses, a body that is no JSON, a text that cannot be stored,
 * and a database that is busy or cannot be reached.
 *
 * @example
 * refusalOf(error)?.status // 404
 */
export function refusalOf(thrown: Error): Refusal | null {
  if (thrown instanceof Refusal) return thrown;
  if (thrown instanceof HTTPException && thrown.status === 400) {
    return new Refusal(400, [problem('json-syntax', 'the body is not valid JSON')]);
  }
  if (thrown instanceof RefusedText) return new Refusal(400, [thrown.problem]);
  const code = 'code' in thrown ? String(thrown.code) : '';
  const reason = DATABASE_REASONS.find(({ codes }) => codes.test(code))?.reason;
  if (reason === undefined) return null;
  const found = problem('unavailable', reason, { hint: 'send the request again in a few seconds' });
  return new Refusal(503, [found], { 'retry-after': '5' });
}

/**
 * Why a database does not do something now, by the codes of errors, which are the same where another thread met them.
 * Where the database is, is for the log and not for the client.
 */
const DATABASE_REASONS: readonly { readonly codes: RegExp; readonly reason: string }[] = [
  { codes: /^database-unavailable$/, reason: 'the database cannot be reached' },
  { codes: /^database-busy$/, reason: 'others work on the same in the database' },
  { codes: /^SQLITE_BUSY/, reason: 'the database is being written to' },
];

/**
 * What a client is told of a fault: nothing but where to find it.
 *
 * @example
 * fault('1b4e28ba-2fa1-11d2-883f-0016d3cca427').status // 500
 */
export function fault(requestId: string): Refusal {
  const hint = `the log of the service tells more under the request id ${requestId}`;
  return new Refusal(500, [problem('internal', 'the program failed to answer', { hint })]);
}
