import type { Executor } from './executor.js';

/** Who sent a request, with which key. */
export interface IdempotencyKey {
  readonly actor: string;
  readonly key: string;
}

/** What a request with a key was answered with. */
export interface KeptAnswer {
  /** Of the body of the request, where that came as a stream. */
  readonly bodyHash: string | null;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What became of a request with a key so far: this one is the first, another is being answered, or was. */
export type KeyClaim =
  | { readonly state: 'claimed' }
  | { readonly state: 'running'; readonly requestHash: string }
  | { readonly state: 'answered'; readonly requestHash: string; readonly answer: KeptAnswer };

/** For how long an answer is kept, in milliseconds: a day. */
const KEPT_MILLISECONDS = 24 * 60 * 60 * 1000;

/**
 * For how long a request that is not answered keeps others with its key away, in milliseconds: longer than a
 * request may take, so that only one of a process that has ended is taken over.
 */
const CLAIM_MILLISECONDS = 10 * 60 * 1000;

/**
 * Claims a key for a request unless another has it, in one statement; answers that are no longer kept are
 * deleted first. Whoever claims a key must call {@link keepAnswer} or {@link releaseKey}.
 *
 * @example
 * const claim = await claimKey(db, { actor: 'local', key: 'a1' }, requestHash, new Date());
 */
export async function claimKey(
  executor: Executor,
  { actor, key }: IdempotencyKey,
  requestHash: string,
  now: Date,
): Promise<KeyClaim> {
  const { queries } = executor;
  const present = now.toISOString();
  await queries.deleteFrom('idempotency_key').where('expires_at', '<=', present).execute();
  const claimed = await queries
    .insertInto('idempotency_key')
    .values({
      actor,
      key,
      request_hash: requestHash,
      body_hash: null,
      status: null,
      headers: null,
      body: null,
      claimed_until: after(now, CLAIM_MILLISECONDS),
      expires_at: after(now, KEPT_MILLISECONDS),
    })
    .onConflict((conflict) =>
      conflict
        .columns(['actor', 'key'])
        .doUpdateSet((set) => ({
          request_hash: set.ref('excluded.request_hash'),
          claimed_until: set.ref('excluded.claimed_until'),
          expires_at: set.ref('excluded.expires_at'),
        }))
        .where('idempotency_key.status', 'is', null)
        .where('idempotency_key.claimed_until', '<=', present),
    )
    .returning('key')
    .executeTakeFirst();
  return claimed === undefined ? readClaim(executor, { actor, key }, requestHash) : { state: 'claimed' };
}

/**
 * Keeps what a request with a claimed key was answered with.
 *
 * @example
 * await keepAnswer(db, key, { bodyHash: null, status: 201, headers: {}, body: '{}' });
 */
export async function keepAnswer(
  { queries }: Executor,
  { actor, key }: IdempotencyKey,
  answer: KeptAnswer,
): Promise<void> {
  await queries
    .updateTable('idempotency_key')
    .set({
      body_hash: answer.bodyHash,
      status: BigInt(answer.status),
      headers: JSON.stringify(answer.headers),
      body: answer.body,
    })
    .where('actor', '=', actor)
    .where('key', '=', key)
    .execute();
}

/**
 * Gives a claimed key back, as its request has done nothing.
 *
 * @example
 * await releaseKey(db, { actor: 'local', key: 'a1' });
 */
export async function releaseKey({ queries }: Executor, { actor, key }: IdempotencyKey): Promise<void> {
  await queries
    .deleteFrom('idempotency_key')
    .where('actor', '=', actor)
    .where('key', '=', key)
    .where('status', 'is', null)
    .execute();
}

async function readClaim(
  { queries }: Executor,
  { actor, key }: IdempotencyKey,
  requestHash: string,
): Promise<KeyClaim> {
  const row = await queries
    .selectFrom('idempotency_key')
    .selectAll()
    .where('actor', '=', actor)
    .where('key', '=', key)
    .executeTakeFirst();
  // Given back since, so whoever had it is as good as running: asking again finds the key free.
  if (row === undefined) return { state: 'running', requestHash };
  if (row.status === null) return { state: 'running', requestHash: row.request_hash };
  const answer = {
    bodyHash: row.body_hash,
    status: Number(row.status),
    headers: JSON.parse(row.headers ?? '{}'),
    body: row.body ?? '',
  };
  return { state: 'answered', requestHash: row.request_hash, answer };
}

function after(now: Date, milliseconds: number): string {
  return new Date(now.getTime() + milliseconds).toISOString();
}
