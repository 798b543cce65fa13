import { createServer } from 'node:net';
import { describe, expect, inject, it } from 'vitest';
import { openDatabase } from '../../../src/store/database.js';
import { DatabaseFailure } from '../../../src/store/postgres/database-failure.js';
import { withoutPassword } from '../../../src/store/postgres/without-password.js';

async function failureOf(address: string): Promise<DatabaseFailure> {
  const failure = await openDatabase(address).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(failure instanceof DatabaseFailure)) throw new Error('A failure to open the database was expected.');
  expect(failure.problem.code).toBe('database-unavailable');
  return failure;
}

function addressWith(change: (address: URL) => void): string {
  const address = new URL(inject('postgresTemplate'));
  change(address);
  return address.href;
}

describe('a PostgreSQL database that cannot be opened', () => {
  const { hostname, port, username, password } = new URL(inject('postgresTemplate'));
  const where = `on ${hostname}, port ${port}, as user ${username}`;

  it('says so where the password is wrong, without the password', async () => {
    const failure = await failureOf(
      addressWith((address) => {
        address.password = 'open-sesame';
      }),
    );
    expect(failure.message).toBe(
      `the PostgreSQL database attain_template ${where} cannot be used (password authentication failed for ` +
        `user "${username}"); the password is wrong; correct it in the address`,
    );
    expect(JSON.stringify(failure.problem)).not.toContain('open-sesame');
  });

  it('says so where there is no such database', async () => {
    const failure = await failureOf(
      addressWith((address) => {
        address.pathname = '/nowhere';
      }),
    );
    expect(failure.message).toContain(`the PostgreSQL database nowhere ${where} cannot be used`);
    expect(failure.problem.hint).toBe('there is no such database; make it with CREATE DATABASE');
    expect(failure.message).not.toContain(password);
  });

  it('says so where nobody listens', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const bound = server.address();
    const closed = typeof bound === 'object' && bound !== null ? bound.port : 0;
    await new Promise((resolve) => server.close(resolve));
    const failure = await failureOf(`postgresql://ada:secret@127.0.0.1:${closed}/attain`);
    expect(failure.message).toContain(`attain on 127.0.0.1, port ${closed}, as user ada`);
    expect(failure.problem.hint).toBe('nothing listens there; start the server, or correct host and port');
    expect(failure.message).not.toContain('secret');
  });

  it('says so where the address cannot be read, without it', async () => {
    const failure = await failureOf('postgres://ada:se:cr@et@ho st:port/attain');
    expect(failure.message).toContain('the address of the PostgreSQL database cannot be read');
    expect(failure.message).not.toContain('cr@et');
    expect(failure.cause).toBeUndefined();
  });
});

describe('the name of a database', () => {
  it('is shown without its password', () => {
    expect(withoutPassword('postgres://ada:secret@db.example.com/attain')).toBe(
      'postgres://ada@db.example.com:5432/attain',
    );
    expect(withoutPassword('postgres://db.example.com:6000/attain?user=ada&password=secret')).toBe(
      'postgres://ada@db.example.com:6000/attain',
    );
    expect(withoutPassword('.attain/attain.sqlite')).toBe('.attain/attain.sqlite');
  });
});
