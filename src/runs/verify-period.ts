import { EVERY_PAYEE } from '../access/scope.js';
import { addDays } from '../calendar/civil-date.js';
import type { ClosedStatement, Closing } from '../ledger/closed-statement.js';
import { closeStatement, type StatementToClose } from '../ledger/closing/close-statement.js';
import { problem } from '../problems/problem.js';
import { failed, ok, type Result } from '../problems/result.js';
import { closedStatements, readClosings } from '../store/closings.js';
import type { Executor } from '../store/executor.js';
import { canonicalJson, contentHashOf } from './canonical-json.js';
import { groupStatements } from './closing/group-statements.js';
import { packageFile } from './package-file.js';

/** Which closed periods are verified: of one pay group, or of all. */
export interface VerifyQuestion {
  /** The id of the pay period. */
  readonly period: string;
  readonly payGroup?: string;
}

/** Something that a closed statement says and its inputs do not come to, as canonical JSON. */
export interface ClosedDifference {
  readonly payee: string;
  /** Where in the statement, such as `balances.earned`. */
  readonly at: string;
  /** `null` where what is closed says nothing there. */
  readonly closed: string | null;
  /** `null` where calculating again says nothing there. */
  readonly calculated: string | null;
}

/** What verifying a closed period found. */
export interface ClosingVerification {
  readonly closing: number;
  readonly payGroup: string;
  readonly period: string;
  readonly change: number;
  readonly statements: number;
  /** Whether calculating again gave the same bytes, and the hashes are those of what is stored. */
  readonly isEqual: boolean;
  /** The version of the program that closed it, and the one that calculated again. */
  readonly engineVersion: { readonly closed: string; readonly now: string };
  readonly differences: readonly ClosedDifference[];
}

/**
 * Calculates closed periods again from the records and rules that they were closed from, going on from what had
 * been closed before them, and holds the bytes against what is stored. Fails where there is no such closing.
 *
 * @example
 * const found = await verifyPeriod(db, { period: '2026-03' });
 * found.ok && found.value.every(({ isEqual }) => isEqual) // true
 */
export async function verifyPeriod(
  executor: Executor,
  question: VerifyQuestion,
): Promise<Result<readonly ClosingVerification[]>> {
  const closings = await readClosings(executor, question);
  if (closings.length === 0) return failed([await notClosed(executor, question)]);
  const verified: ClosingVerification[] = [];
  for (const closing of closings) {
    const found = await verifyClosing(executor, closing);
    if (!found.ok) return found;
    verified.push(found.value);
  }
  return ok(verified);
}

async function notClosed(executor: Executor, { period, payGroup }: VerifyQuestion) {
  const known = await readClosings(executor, payGroup === undefined ? {} : { payGroup });
  const closed = known.map((each) => `${each.payGroup} ${each.period.id}`);
  return problem('not-closed', `${[payGroup ?? [], period].flat().join(' ')} is not closed`, {
    expected: closed.length === 0 ? 'a closed period; none is closed yet' : `one of ${closed.join(', ')}`,
    hint: 'attain period list shows where each pay period stands',
  });
}

async function verifyClosing(executor: Executor, closing: Closing): Promise<Result<ClosingVerification>> {
  const { number, change, payGroup, period, engineVersion } = closing;
  const found = await groupStatements(executor, {
    change,
    through: addDays(closing.through, 1),
    before: number,
    payGroup,
    period,
    engineVersion,
  });
  if (!found.ok) return found;
  const calculated = new Map(found.value.statements.map((each) => [each.built.payee, each]));
  const differences: ClosedDifference[] = [];
  const hashes: (readonly [string, string])[] = [];
  for await (const stored of closedStatements(executor, EVERY_PAYEE, { closing: number })) {
    hashes.push([stored.payee, stored.hash]);
    differences.push(...differencesOf(stored, calculated.get(stored.payee)));
    calculated.delete(stored.payee);
  }
  for (const [payee, { statement }] of calculated) {
    differences.push({ payee, at: 'statement', closed: null, calculated: canonicalJson(statement) });
  }
  const isWhole = contentHashOf(hashes) === closing.statementsHash;
  if (!isWhole) differences.push(hashDifference('', closing.statementsHash, contentHashOf(hashes)));
  return ok({
    closing: number,
    payGroup,
    period: period.id,
    change,
    statements: hashes.length,
    isEqual: differences.length === 0,
    engineVersion: { closed: engineVersion, now: packageFile().version },
    differences,
  });
}

function hashDifference(payee: string, closed: string, calculated: string): ClosedDifference {
  return { payee, at: 'hash', closed, calculated };
}

/** In what a stored statement differs from its own hash, and from what was calculated. */
function differencesOf(
  stored: ClosedStatement,
  again: StatementToClose | undefined,
): readonly ClosedDifference[] {
  const { payee } = stored;
  const storedHash = contentHashOf(stored.statement);
  const tampered = storedHash === stored.hash ? [] : [hashDifference(payee, stored.hash, storedHash)];
  if (again === undefined) {
    const closed = canonicalJson(stored.statement);
    return [...tampered, { payee, at: 'statement', closed, calculated: null }];
  }
  const [one, other] = [saidBy(stored), saidBy(closeStatement(again, stored.closing))];
  if (one.hash === other.hash) return tampered;
  const [closed, calculated] = [leavesOf(one.said), leavesOf(other.said)];
  const places = [...new Set([...closed.keys(), ...calculated.keys()])];
  return [
    ...tampered,
    ...places
      .filter((at) => closed.get(at) !== calculated.get(at))
      .map((at) => ({
        payee,
        at,
        closed: closed.get(at) ?? null,
        calculated: calculated.get(at) ?? null,
      })),
  ];
}

/** All that a closed statement says, and what later periods go on from. */
function saidBy({ statement, payables, balance, totals }: ClosedStatement) {
  const by = payables.map(({ entitlement, deal, earned, payable }) => {
    const { assignment, segmentFrom, component } = entitlement;
    return { assignment, segmentFrom, component, deal, earned, payable };
  });
  const byDeal = by.map((each) => canonicalJson(each)).sort();
  const said = { ...statement, byDeal, balance, totals };
  return { said, hash: contentHashOf(said) };
}

/** The values of a document by where they are. */
function leavesOf(value: unknown, at = ''): ReadonlyMap<string, string> {
  if (typeof value !== 'object' || value === null) return new Map([[at, canonicalJson(value)]]);
  const found = new Map<string, string>();
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) continue;
    const place = at === '' ? key : `${at}.${key}`;
    for (const [leaf, text] of leavesOf(member, place)) found.set(leaf, text);
  }
  return found;
}
