import type { PayeeScope } from '../access/scope.js';
import { problem } from '../problems/problem.js';
import { RECORD_KINDS, type RecordKind } from '../records/record-kinds.js';
import type { Executor } from '../store/executor.js';
import { type RecordKey, type RecordVersion, recordHistory } from '../store/record-history.js';
import { keyFieldsOf } from '../store/record-table.js';
import { recordDocument, storedDealFields } from './record-document.js';
import { readRecordKey } from './record-key.js';
import { notFound, Refusal } from './refusal.js';

/**
 * A record as it is now, as a response with its tag. Throws a refusal where there is none that the scope shows.
 *
 * @example
 * return currentRecord(db, scope, 'deal', 'D-1');
 */
export async function currentRecord(
  executor: Executor,
  scope: PayeeScope,
  kind: RecordKind,
  key: string,
): Promise<Response> {
  const versions = await requireHistory(executor, scope, kind, key);
  const current = versions.find(({ untilChange }) => untilChange === null);
  if (current === undefined) throw noRecord(kind, key);
  const document = recordDocument(kind, current, await storedDealFields(executor));
  return Response.json(document, { headers: { etag: `"${current.change}"` } });
}

/**
 * All that a record has said, the oldest first, at least one. Throws a refusal where the key is none, and where
 * there is no such record that the scope shows.
 *
 * @example
 * const versions = await requireHistory(db, scope, 'split', 'D-1,ada,owner,');
 */
export async function requireHistory(
  executor: Executor,
  scope: PayeeScope,
  kind: RecordKind,
  written: string,
): Promise<readonly RecordVersion<RecordKind>[]> {
  const key = requireKey(kind, written);
  // The key was read by the fields that the kind has.
  const versions = await recordHistory(executor, scope, kind, key as RecordKey<RecordKind>);
  if (versions.length === 0) throw noRecord(kind, written);
  return versions;
}

/**
 * The key fields that a text of a path names. Throws a refusal where it has not as many values as the key.
 *
 * @example
 * requireKey('amendment', 'D-1,A-1') // { deal: 'D-1', id: 'A-1' }
 */
export function requireKey(kind: RecordKind, written: string): Readonly<Record<string, string | null>> {
  const key = readRecordKey(kind, written);
  if (key !== null) return key;
  const expected = `${keyFieldsOf(kind).join(',')}: a value for each, joined by commas`;
  throw new Refusal(400, [
    problem('invalid-value', `this is no key of ${RECORD_KINDS[kind].file}`, { field: 'key', expected }),
  ]);
}

function noRecord(kind: RecordKind, key: string): Refusal {
  const { file } = RECORD_KINDS[kind];
  return notFound(`there is no record ${key} in ${file}`, { hint: `GET /api/v1/records/${file} lists them` });
}
