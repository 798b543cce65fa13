import { importBodyAlong } from '../../intake/import-records.js';
import type { Dispute, DisputeDecision } from '../../ledger/disputes/dispute.js';
import { type Problem, problem } from '../../problems/problem.js';
import { failed, type Result } from '../../problems/result.js';
import { discard, withChange } from '../../store/change.js';
import { writeDisputeDecision, writeDisputeReply } from '../../store/disputes.js';
import type { Database, Transaction } from '../../store/executor.js';
import { readStoredRules } from '../stored-rules.js';
import { correctionBody } from './correction-body.js';
import { knownDispute, stillOpen } from './known-dispute.js';

/** What is done to a dispute, and by whom. */
export interface DisputeStep {
  readonly number: number;
  /** The id of the person. */
  readonly actor: string;
  readonly reason?: string;
}

/**
 * Adds to what is said about a dispute that is open.
 *
 * @example
 * await replyToDispute(db, { number: 3, actor: 'ops', reason: 'The contract says 60 %.' });
 */
export async function replyToDispute(
  db: Database,
  { number, actor, reason = '' }: DisputeStep,
): Promise<Result<Dispute>> {
  const message = reason.trim();
  if (message === '') {
    return failed([problem('missing-value', 'a reply needs a message', { field: 'message' })]);
  }
  const description = { actor, command: 'dispute reply', reason: `dispute ${number}: ${message}` };
  const { value } = await withChange<Result<Dispute>>(db, description, async (trx, change) => {
    const found = await stillOpen(trx, number);
    if (!found.ok) return discard(found);
    await writeDisputeReply(trx, change, found.value, { actor, message });
    return knownDispute(trx, number);
  });
  return value;
}

/**
 * Rejects a dispute, as another person than opened it, with a reason.
 *
 * @example
 * await rejectDispute(db, { number: 3, actor: 'ops', reason: 'The split was agreed in May.' });
 */
export async function rejectDispute(db: Database, step: DisputeStep): Promise<Result<Dispute>> {
  if ((step.reason ?? '').trim() === '') {
    return failed([problem('missing-value', 'a rejection needs a reason', { field: 'reason' })]);
  }
  return ended(db, step, 'rejected');
}

/**
 * Withdraws a dispute, as the person who opened it.
 *
 * @example
 * await withdrawDispute(db, { number: 3, actor: 'ada' });
 */
export async function withdrawDispute(db: Database, step: DisputeStep): Promise<Result<Dispute>> {
  return ended(db, step, 'withdrawn');
}

/**
 * Accepts a dispute, as another person than opened it and than is paid: its corrections are taken in as an import
 * that names the dispute, in the change that ends it. What they replace stays as history. A closed period stays as
 * it is; the next calculation posts the difference in the open one.
 *
 * @example
 * const done = await acceptDispute(db, { number: 3, actor: 'ops' });
 */
export async function acceptDispute(db: Database, step: DisputeStep): Promise<Result<Dispute>> {
  const found = await stillOpen(db, step.number);
  if (!found.ok) return found;
  const { corrections } = found.value;
  if (corrections.length === 0) return ended(db, step, 'accepted');
  const rules = await readStoredRules(db);
  if (!rules.ok) return rules;
  const { company } = rules.value.book;
  const body = await correctionBody(db, corrections, company);
  if (!body.ok) return body;
  const { actor, command, reason } = described(step, 'accepted', found.value);
  const options = { company, actor, command, reason, onConflict: 'correct' } as const;
  const { result, along } = await importBodyAlong(db, body.value, options, (trx, change) =>
    endedWithin(trx, change, step, 'accepted'),
  );
  if (along !== null) return along;
  return failed(result.problems);
}

async function ended(
  db: Database,
  step: DisputeStep,
  decision: DisputeDecision['decision'],
): Promise<Result<Dispute>> {
  const found = await knownDispute(db, step.number);
  if (!found.ok) return found;
  const description = described(step, decision, found.value);
  const { value } = await withChange<Result<Dispute>>(db, description, (trx, change) =>
    endedWithin(trx, change, step, decision),
  );
  return value;
}

const COMMANDS = { accepted: 'accept', rejected: 'reject', withdrawn: 'withdraw' } as const;

function described(
  { number, actor, reason }: DisputeStep,
  decision: DisputeDecision['decision'],
  { message }: Dispute,
) {
  return {
    actor,
    command: `dispute ${COMMANDS[decision]}`,
    reason: `dispute ${number}: ${reason ?? message}`,
  };
}

async function endedWithin(
  trx: Transaction,
  change: number,
  { number, actor, reason }: DisputeStep,
  decision: DisputeDecision['decision'],
) {
  const found = await stillOpen(trx, number);
  if (!found.ok) return discard(found);
  const against = standsAgainst(found.value, actor, decision);
  if (against !== null) return discard<Result<Dispute>>(failed([against]));
  await writeDisputeDecision(trx, change, found.value, { decision, actor, reason: reason ?? null });
  return knownDispute(trx, number);
}

function standsAgainst(
  { number, opener, payee }: Dispute,
  actor: string,
  decision: DisputeDecision['decision'],
): Problem | null {
  const subject = `dispute ${number}`;
  if (decision === 'withdrawn') {
    if (actor === opener) return null;
    const message = `${opener} opened dispute ${number} and alone withdraws it`;
    return problem('own-work', message, { subject, found: actor, expected: opener });
  }
  if (actor !== opener && actor !== payee) return null;
  const whose = actor === opener ? 'opened' : 'is paid by the line of';
  const expected = `another person than ${[...new Set([opener, payee])].join(' and ')}, named by --as`;
  const message = `${actor} ${whose} dispute ${number}, so another person decides on it`;
  return problem('own-work', message, { subject, found: actor, expected });
}
