import { describe, expect, it } from 'vitest';
import { claimKey, keepAnswer, releaseKey } from '../../src/store/idempotency-keys.js';
import { databases } from '../databases/databases.js';

const key = { actor: 'local', key: 'a-1' };
const answer = { bodyHash: 'b', status: 201, headers: { location: '/x' }, body: '{"ü":"\\u0000"}' };
const at = (time: string) => new Date(`2026-01-01T${time}Z`);

describe.each(databases)('a key on $name', (database) => {
  it('is claimed by one of many that ask at once', async () => {
    const db = await database.create();
    const claims = await Promise.all(
      Array.from({ length: 10 }, () => claimKey(db, key, 'h', at('00:00:00'))),
    );
    expect(claims.filter(({ state }) => state === 'claimed')).toHaveLength(1);
    expect(claims.filter(({ state }) => state === 'running')).toHaveLength(9);
  });

  it('gives the answer of its request for a day', async () => {
    const db = await database.create();
    expect(await claimKey(db, key, 'h', at('00:00:00'))).toEqual({ state: 'claimed' });
    await keepAnswer(db, key, answer);
    const answered = { state: 'answered', requestHash: 'h', answer };
    expect(await claimKey(db, key, 'other', at('23:59:59'))).toEqual(answered);
    expect(await claimKey(db, key, 'other', new Date('2026-01-02T00:00:00Z'))).toEqual({ state: 'claimed' });
  });

  it('of a request whose process has ended can be claimed when no request takes so long', async () => {
    const db = await database.create();
    await claimKey(db, key, 'h', at('00:00:00'));
    expect(await claimKey(db, key, 'i', at('00:09:59'))).toEqual({ state: 'running', requestHash: 'h' });
    expect(await claimKey(db, key, 'i', at('00:10:00'))).toEqual({ state: 'claimed' });
    expect(await claimKey(db, key, 'h', at('00:10:01'))).toEqual({ state: 'running', requestHash: 'i' });
  });

  it('that is given back can be claimed again, but not one that was answered', async () => {
    const db = await database.create();
    await claimKey(db, key, 'h', at('00:00:00'));
    await releaseKey(db, key);
    expect(await claimKey(db, key, 'i', at('00:00:01'))).toEqual({ state: 'claimed' });
    await keepAnswer(db, key, answer);
    await releaseKey(db, key);
    expect(await claimKey(db, key, 'i', at('00:00:02'))).toMatchObject({ state: 'answered' });
  });

  it('is another one for another actor', async () => {
    const db = await database.create();
    await claimKey(db, key, 'h', at('00:00:00'));
    expect(await claimKey(db, { ...key, actor: 'eve' }, 'h', at('00:00:00'))).toEqual({ state: 'claimed' });
  });

  it('that is no longer kept is deleted when another is claimed', async () => {
    const db = await database.create();
    await claimKey(db, key, 'h', at('00:00:00'));
    await claimKey(db, { ...key, key: 'a-2' }, 'h', new Date('2026-01-05T00:00:00Z'));
    const kept = await db.queries.selectFrom('idempotency_key').select('key').execute();
    expect(kept).toEqual([{ key: 'a-2' }]);
  });
});
