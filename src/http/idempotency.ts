import { createHash } from 'node:crypto';
import { problem } from '../problems/problem.js';
import type { Executor } from '../store/executor.js';
import {
  claimKey,
  type IdempotencyKey,
  type KeptAnswer,
  keepAnswer,
  releaseKey,
} from '../store/idempotency-keys.js';
import { Refusal } from './refusal.js';

/** A request that must be done once, however often it is sent. */
export interface OnceRequest {
  readonly actor: string;
  /** The `Idempotency-Key` as it came. */
  readonly key: string;
  /** What tells the request from others with the same key: its method, path, query and the like. */
  readonly parts: readonly string[];
  /** The hash of a body that comes as a stream, once it is read to the end; `null` for any other. */
  readonly bodyHash: () => Promise<string | null>;
  /** The members of the answer, an object of JSON, that are not kept: given again, they are `null`. */
  readonly secrets: readonly string[];
}

/** The headers of an answer that are given again with it. */
const KEPT_HEADERS = ['content-type', 'content-disposition', 'location', 'etag', 'link'];

/**
 * Answers a request unless it was answered before: then the same is given again, and nothing done. Refuses a
 * key that was sent with another request, and a request that is being answered still. Where the answer is
 * thrown, nothing was done, and the key may be sent again.
 *
 * @example
 * await answerOnce(serviceDb, { actor: 'local', key: 'a1', parts, bodyHash, secrets: [] }, () => submit(body));
 */
export async function answerOnce(
  executor: Executor,
  { actor, key: written, parts, bodyHash, secrets }: OnceRequest,
  answer: () => Promise<Response>,
): Promise<Response> {
  const key: IdempotencyKey = { actor, key: checkedKey(written) };
  const requestHash = sha256(JSON.stringify(parts));
  const claim = await claimKey(executor, key, requestHash, new Date());
  if (claim.state !== 'claimed' && claim.requestHash !== requestHash) throw reused();
  switch (claim.state) {
    case 'running':
      throw inProgress();
    case 'answered':
      if (claim.answer.bodyHash !== (await bodyHash())) throw reused();
      return again(claim.answer);
    case 'claimed':
      return keeping(executor, key, { bodyHash, secrets }, answer);
  }
}

async function keeping(
  executor: Executor,
  key: IdempotencyKey,
  { bodyHash, secrets }: Pick<OnceRequest, 'bodyHash' | 'secrets'>,
  answer: () => Promise<Response>,
): Promise<Response> {
  const response = await answer().catch(async (error: unknown) => {
    await releaseKey(executor, key);
    throw error;
  });
  const { status, headers } = response;
  const body = await response.text();
  const kept = { status, headers: keptOf(headers), body: withoutSecrets(body, secrets) };
  await keepAnswer(executor, key, { ...kept, bodyHash: await bodyHash() });
  return new Response(hasBody(status) ? body : null, { status, headers });
}

/** What is kept lies in the database, where a secret would be for whoever reads that. */
function withoutSecrets(body: string, secrets: readonly string[]): string {
  if (secrets.length === 0) return body;
  const hidden = Object.fromEntries(secrets.map((name) => [name, null]));
  return JSON.stringify({ ...JSON.parse(body), ...hidden });
}

function keptOf(headers: Headers): Readonly<Record<string, string>> {
  const kept = KEPT_HEADERS.flatMap((name) => {
    const value = headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  return Object.fromEntries(kept);
}

function again({ status, headers, body }: KeptAnswer): Response {
  return new Response(hasBody(status) ? body : null, {
    status,
    headers: { ...headers, 'idempotency-replayed': 'true' },
  });
}

function hasBody(status: number): boolean {
  return status !== 204;
}

function checkedKey(written: string): string {
  if (/^[\x21-\x7e]{1,255}$/.test(written)) return written;
  throw new Refusal(400, [
    problem('invalid-value', 'the idempotency key is none', {
      field: 'idempotency-key',
      expected: '1 to 255 visible characters of ASCII',
    }),
  ]);
}

function reused(): Refusal {
  return new Refusal(422, [
    problem('idempotency-key-reused', 'the idempotency key was sent before with another request', {
      field: 'idempotency-key',
      hint: 'send another request with another key',
    }),
  ]);
}

function inProgress(): Refusal {
  const found = problem('request-in-progress', 'the request with this key is being answered still', {
    field: 'idempotency-key',
    hint: 'send it again in a moment',
  });
  return new Refusal(409, [found], { 'retry-after': '1' });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
