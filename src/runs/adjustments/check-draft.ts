import { payPeriodContaining, payPeriodNamed } from '../../calendar/pay-period.js';
import { indexRecords } from '../../engine/record-index.js';
import type { AdjustmentTerms } from '../../ledger/adjustments/adjustment.js';
import { type ClosedGroup, closedGroups } from '../../ledger/closing/payee-closing.js';
import { payGroupId, readPayGroupId } from '../../ledger/pay-group.js';
import { parseMinorUnits } from '../../money/minor-units.js';
import { type Problem, type ProblemDetail, problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import type { RecordSet } from '../../records/record-set.js';
import type { RuleBook } from '../../rules/rule-book.js';
import { readClosings } from '../../store/closings.js';
import type { Transaction } from '../../store/executor.js';
import { readRecordSet } from '../../store/read-record-set.js';
import { peopleOnPlans } from '../folding/people-on-plans.js';
import { readStoredRules } from '../stored-rules.js';
import type { AdjustmentDraft } from './adjustment-draft.js';

/** What adjustments are checked against. */
export interface DraftContext {
  readonly book: RuleBook;
  /** People and plans; no deals. */
  readonly organization: RecordSet;
  readonly closed: ReadonlyMap<string, ClosedGroup>;
}

/**
 * Reads what adjustments are checked against, as it is now. Fails where no rules are published.
 *
 * @example
 * const context = await draftContext(trx);
 */
export async function draftContext(trx: Transaction): Promise<Result<DraftContext>> {
  const rules = await readStoredRules(trx);
  if (!rules.ok) return rules;
  const organization = await readRecordSet(trx, { payees: [] });
  return ok({ book: rules.value.book, organization, closed: closedGroups(await readClosings(trx)) });
}

/**
 * An adjustment that is sound: of a payee who is paid in the group, for a period that is not closed, of an amount
 * that is something, and with a reason. Or all that is wrong with it.
 *
 * @example
 * checkDraft({ payee: 'ada', payGroup: 'monthly-USD', period: '2026-03', amount: '500.00', reason: 'Fair' }, context)
 */
export function checkDraft(draft: AdjustmentDraft, context: DraftContext): Result<AdjustmentTerms> {
  const { payee, payGroup, period, location } = draft;
  const subject = `${payee} ${period}`;
  const about = { subject, ...(location !== undefined && { location }) };
  const group = readPayGroupId(payGroup);
  const problems: Problem[] = [...lacking(draft, about)];
  const known = context.organization.payee.some(({ id }) => id === payee);
  if (!known) {
    const message = `there is no payee ${payee}`;
    problems.push(problem('unknown-reference', message, { ...about, field: 'payee', found: payee }));
  }
  if (group === null) {
    const expected = 'a frequency and a currency, such as monthly-USD';
    const detail = { ...about, field: 'payGroup', found: payGroup, expected };
    problems.push(problem('invalid-value', `${payGroup} is no pay group`, detail));
    return failed(problems);
  }
  const { currency, frequency } = group;
  const minor = parseMinorUnits(draft.amount, currency);
  problems.push(...wrongAmount(draft, currency, minor, about));
  const days = payPeriodNamed(period, context.book.company);
  const isOfGroup =
    days !== undefined && payPeriodContaining(frequency, days.from, context.book.company).id === period;
  if (days === undefined || !isOfGroup) {
    const detail = { ...about, field: 'period', found: period, expected: `a ${frequency} pay period` };
    problems.push(problem('invalid-value', `${period} is no pay period of ${payGroup}`, detail));
    return failed(problems);
  }
  problems.push(...closedPeriod({ payGroup, period }, context, about));
  if (known && !isPaidIn(payee, payGroup, days.to, context)) {
    const message = `no plan of ${payee} is paid in ${payGroup} by then`;
    const hint = 'name the pay group of a plan that the payee is or was on';
    problems.push(problem('missing-plan', message, { ...about, hint }));
  }
  if (problems.length > 0 || typeof minor === 'string') return failed(problems);
  const { reason, attachment = null, note = null } = draft;
  return ok({ payee, payGroup, period, currency, amount: minor, reason: reason.trim(), attachment, note });
}

function lacking({ reason, attachment }: AdjustmentDraft, about: ProblemDetail): readonly Problem[] {
  const problems: Problem[] = [];
  if (reason.trim() === '') {
    problems.push(problem('missing-value', 'an adjustment needs a reason', { ...about, field: 'reason' }));
  }
  if (attachment !== undefined && !/^[0-9a-f]{64}$/.test(attachment.hash)) {
    const expected = 'SHA-256 of the file: 64 digits 0–9 and a–f';
    const detail = { ...about, field: 'attachmentHash', found: attachment.hash, expected };
    problems.push(problem('invalid-value', `the hash of ${attachment.file} is none`, detail));
  }
  return problems;
}

function wrongAmount(
  { amount, currency: named }: AdjustmentDraft,
  currency: string,
  minor: ReturnType<typeof parseMinorUnits>,
  about: ProblemDetail,
): readonly Problem[] {
  const problems: Problem[] = [];
  if (named !== undefined && named !== currency) {
    const detail = { ...about, field: 'currency', found: named, expected: currency };
    problems.push(problem('currency-mismatch', `the pay group is paid in ${currency}`, detail));
  }
  const detail = { ...about, field: 'amount', found: amount };
  if (typeof minor === 'string') {
    const expected = `an amount of ${currency}, such as 500.00 or -500.00`;
    problems.push(
      problem('money-expected', `${amount} is no amount of ${currency}`, { ...detail, expected }),
    );
  } else if (minor === 0n) {
    problems.push(problem('out-of-range', 'an adjustment of nothing adjusts nothing', detail));
  }
  return problems;
}

/**
 * What is wrong where a pay period is closed already: the problem names the one that is open.
 *
 * @example
 * closedPeriod({ payGroup: 'monthly-USD', period: '2026-03' }, context, {}) // [] where it is open
 */
export function closedPeriod(
  { payGroup, period }: { readonly payGroup: string; readonly period: string },
  { closed, book }: Pick<DraftContext, 'closed' | 'book'>,
  about: ProblemDetail,
): readonly Problem[] {
  const group = closed.get(payGroup);
  const frequency = readPayGroupId(payGroup)?.frequency;
  const days = payPeriodNamed(period, book.company);
  if (group === undefined || frequency === undefined || days === undefined || days.to > group.to) return [];
  const open = payPeriodContaining(frequency, group.to, book.company).id;
  const detail = { ...about, field: 'period', found: period, hint: `make it of ${open}, which is open` };
  return [problem('period-state', `${period} of ${payGroup} is closed and takes no adjustment`, detail)];
}

function isPaidIn(
  payee: string,
  payGroup: string,
  to: string,
  { book, organization }: DraftContext,
): boolean {
  const person = peopleOnPlans(book.plans, indexRecords(organization), to).find(
    (each) => each.payee === payee,
  );
  return (person?.segments ?? []).some(
    ({ plan }) => payGroupId({ frequency: plan.payFrequency, currency: plan.currency }) === payGroup,
  );
}
