import { administratorNamed, LOCAL_ADMINISTRATOR, type Viewer } from '../access/viewer.js';
import { problem } from '../problems/problem.js';
import { problemsOfIssues, READING } from './problems-of-issues.js';
import { recordName } from './record-name.js';
import { Refusal } from './refusal.js';

/** The header of a request that names who acts, as `--as` does on the command line. */
export const PERSON_HEADER = 'attain-person';

const person = recordName();

/**
 * Refuses a request that names who acts, where people sign in: that is who they are.
 *
 * @example
 * refusePersonHeader(new Request(url, { headers: { 'attain-person': 'maria' } })); // throws a refusal
 */
export function refusePersonHeader({ headers }: Request): void {
  if (headers.get(PERSON_HEADER) === null) return;
  const message = `${PERSON_HEADER} is not taken where people sign in: whoever has signed in acts`;
  throw new Refusal(400, [problem('bad-request', message, { field: PERSON_HEADER })]);
}

/**
 * Who sends a request to a service without sign-in: the person whom its header names, and the local administrator where it names none. Throws a
 * refusal where what it names is no id.
 *
 * @example
 * viewerOfRequest(new Request(url, { headers: { 'attain-person': 'maria' } })).id // 'maria'
 */
export function viewerOfRequest({ headers }: Request): Viewer {
  const named = headers.get(PERSON_HEADER);
  if (named === null) return LOCAL_ADMINISTRATOR;
  const read = person.safeParse(named, READING);
  if (read.success) return administratorNamed(read.data);
  const [first] = problemsOfIssues(read.error.issues, 'query');
  throw new Refusal(
    400,
    first === undefined
      ? []
      : [{ ...first, field: PERSON_HEADER, message: `${PERSON_HEADER} in the headers is no id` }],
  );
}
