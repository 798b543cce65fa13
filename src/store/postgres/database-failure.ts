import type { ProblemCode } from '../../problems/codes.js';
import { type Problem, type ProblemDetail, problem } from '../../problems/problem.js';
import { addressParts } from './without-password.js';

/** What a failure of the database is told as: it cannot be used, or others stood in the way of one transaction. */
export type FailureCode = Extract<ProblemCode, 'database-unavailable' | 'database-busy'>;

/**
 * Thrown where a database cannot be used: nobody answers, nobody is let in, the connection is lost, or it is of the
 * wrong sort. Also where it ended a transaction because of others: that one may be done again.
 */
export class DatabaseFailure extends Error {
  /** The code of the problem, by which the failure is also known in another thread. */
  readonly code: FailureCode;
  readonly #problem: Problem;

  constructor(code: FailureCode, message: string, detail: ProblemDetail, options: ErrorOptions) {
    const found = problem(code, message, detail);
    super([found.message, found.hint].filter((each) => each !== undefined).join('; '), options);
    this.#problem = found;
    this.code = code;
  }

  /** No field of its own: a log marks whatever of an error has a message, and what is frozen cannot be marked. */
  get problem(): Problem {
    return this.#problem;
  }
}

/** What to do, by the codes of PostgreSQL and of the network, or by what the pool says. */
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
  '57P01': 'the server has ended the connection; try again',
  '57P02': 'the server has ended all connections; try again',
  '57P03': 'the server is starting or stopping; try again',
  'timeout exceeded when trying to connect': 'all connections are in use; try again',
};

/** Codes by which PostgreSQL ends a connection or refuses one, in any statement; class 08 is all such. */
const LOST_CODES = /^(08...|57P0[1235]|53300|25P03|E(CONN|PIPE|TIMEDOUT|HOST|NET|NOTFOUND|AI_AGAIN)[A-Z]*)$/;
/** What the driver says, without a code, of a connection that it has lost, or that there is none for. */
const LOST_WORDS =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired)|not queryable$/;
/** A transaction that PostgreSQL cannot put in an order with others, and one that waits for one that waits for it. */
const BUSY_CODES: ReadonlySet<string> = new Set(['40001', '40P01']);

/**
 * The failure to connect to the PostgreSQL database at an address, as its reader needs it: host, port, database, user
 * and what to do; never the password.
 *
 * @example
 * throw databaseFailure('postgres://attain:secret@localhost/attain', error);
 */
export function databaseFailure(address: string, error: unknown): DatabaseFailure {
  const place = placeOf(address);
  if (place === undefined) return unreadableAddress();
  const { code, reason } = saidOf(error);
  const message = `the PostgreSQL database ${place} cannot be used (${reason})`;
  const hint =
    HINTS[code] ?? HINTS[reason] ?? 'look whether the server runs, and whether the address is right';
  return new DatabaseFailure('database-unavailable', message, { hint }, { cause: error });
}

/**
 * What a statement failed with whose connection may be lost: a {@link DatabaseFailure} where it is, or where there was
 * none for it; anything else as it is.
 *
 * @example
 * throw lostConnection(address, error);
 */
export function lostConnection(address: string, error: unknown): unknown {
  const { code, reason } = saidOf(error);
  const isLost = code === '' ? LOST_WORDS.test(reason) : LOST_CODES.test(code);
  return isLost ? databaseFailure(address, error) : error;
}

/**
 * What a statement failed with: a {@link DatabaseFailure} where PostgreSQL ended its transaction for the sake of others;
 * anything else as it is.
 *
 * @example
 * throw stoodInTheWay(address, error);
 */
export function stoodInTheWay(address: string, error: unknown): unknown {
  const { code, reason } = saidOf(error);
  if (!BUSY_CODES.has(code)) return error;
  const message = `others stood in the way in the PostgreSQL database ${placeOf(address)} (${reason})`;
  const hint = 'nothing of it was kept; do it again';
  return new DatabaseFailure('database-busy', message, { hint }, { cause: error });
}

function placeOf(address: string): string | undefined {
  const parts = addressParts(address);
  return parts && `${parts.database} on ${parts.host}, port ${parts.port}, as user ${parts.user}`;
}

function saidOf(error: unknown): { readonly code: string; readonly reason: string } {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return { code, reason: error instanceof Error && error.message !== '' ? error.message : code };
}

/** The error behind it repeats the address, so it is not kept. */
function unreadableAddress(): DatabaseFailure {
  return new DatabaseFailure(
    'database-unavailable',
    'the address of the PostgreSQL database cannot be read',
    {
      expected: 'postgres://user:password@host:port/database',
      hint: 'write characters such as @, / and # in the password as %40, %2F and %23',
    },
    {},
  );
}
