import { type Problem, problem } from '../../problems/problem.js';
import { addressParts } from './without-password.js';

/** Thrown where a database cannot be used: nobody answers, nobody is let in, or it is of the wrong sort. */
export class DatabaseFailure extends Error {
  readonly problem: Problem;

  constructor(found: Problem, options: ErrorOptions) {
    super([found.message, found.hint].filter((each) => each !== undefined).join('; '), options);
    this.problem = found;
  }
}

/** What to do, by the codes of PostgreSQL and of the network. */
const HINTS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there; start the server, or correct host and port',
  ENOTFOUND: 'no such host is known; correct it',
  EAI_AGAIN: 'the host could not be looked up; try again',
  ETIMEDOUT: 'nobody answers; correct host and port, or open the firewall',
  '28P01': 'the password is wrong; correct it in the address',
  '28000': 'the server does not let this user in; look at its pg_hba.conf',
  '3D000': 'there is no such database; make it with CREATE DATABASE',
  '42501': 'the user lacks a right; grant it',
  '53300': 'the server has no connection left; close others, or raise its max_connections',
  '57P03': 'the server is starting or stopping; try again',
};

/**
 * The failure to use the PostgreSQL database at an address, as its reader needs it: host, port, database, user
 * and what to do; never the password.
 *
 * @example
 * throw databaseFailure('postgres://attain:secret@localhost/attain', error);
 */
export function databaseFailure(address: string, error: unknown): DatabaseFailure {
  const parts = addressParts(address);
  if (parts === undefined) return unreadableAddress();
  const { user, host, port, database } = parts;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = error instanceof Error && error.message !== '' ? error.message : code;
  const where = `${database} on ${host}, port ${port}, as user ${user}`;
  const message = `the PostgreSQL database ${where} cannot be used (${reason})`;
  const hint = HINTS[code] ?? 'look whether the server runs, and whether the address is right';
  return new DatabaseFailure(problem('database-unavailable', message, { hint }), { cause: error });
}

/** The error behind it repeats the address, so it is not kept. */
function unreadableAddress(): DatabaseFailure {
  return new DatabaseFailure(
    problem('database-unavailable', 'the address of the PostgreSQL database cannot be read', {
      expected: 'postgres://user:password@host:port/database',
      hint: 'write characters such as @, / and # in the password as %40, %2F and %23',
    }),
    {},
  );
}
