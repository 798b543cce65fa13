import { z } from 'zod';
import { recordName } from '../../http/record-name.js';
import { writtenText } from '../../http/written-text.js';
import type { ProposedCorrection } from '../../ledger/disputes/dispute.js';
import type { Problem } from '../../problems/problem.js';
import type { QuestionedLine } from './questioned-line.js';

/** What is sent when a line is questioned. */
export const QUESTION_FORM = z.strictObject({
  line: recordName(),
  expected: writtenText(50),
  message: writtenText(5000),
  role: recordName().optional(),
  share: writtenText(50).optional(),
  otherPayee: recordName().optional(),
  otherShare: writtenText(50).optional(),
  closeDate: writtenText(20).optional(),
  amount: writtenText(50).optional(),
});

/** As it is once it is read. */
type QuestionForm = z.output<typeof QUESTION_FORM>;

/**
 * What a question says to be otherwise of the deal of its line, as an import takes it.
 *
 * @example
 * correctionsOf({ line, expected, message, share: '60%' }, questioned)
 * // [{ kind: 'split', fields: { deal: 'D-1', payee: 'ada', role: 'owner', share: '60%' } }]
 */
export function correctionsOf(
  { role, share, otherPayee, otherShare, closeDate, amount }: QuestionForm,
  { line, statement, shares, amountField }: QuestionedLine,
): readonly ProposedCorrection[] {
  const { deal } = line;
  if (deal === null) return [];
  const own = shares.find((each) => role === undefined || each.role === role) ?? shares[0];
  const shared = (payee: string, text: string): ProposedCorrection => ({
    kind: 'split',
    fields: { deal, payee, role: own?.role ?? role ?? '', share: text, ...(own?.from && { from: own.from }) },
  });
  const ofDeal = {
    ...(closeDate !== undefined && { closeDate }),
    ...(amount !== undefined && amountField !== null && { [amountField]: amount }),
  };
  return [
    ...(share === undefined ? [] : [shared(statement.payee.id, share)]),
    ...(otherPayee === undefined && otherShare === undefined
      ? []
      : [shared(otherPayee ?? '', otherShare ?? '')]),
    ...(Object.keys(ofDeal).length === 0 ? [] : [{ kind: 'deal', fields: { id: deal, ...ofDeal } } as const]),
  ];
}

/**
 * A problem with a correction as one with the field of the form that says it.
 *
 * @example
 * inQuestionForm({ ...found, field: 'acv' }, questioned).field // 'amount'
 */
export function inQuestionForm(
  found: Problem,
  { amountField }: Pick<QuestionedLine, 'amountField'>,
): Problem {
  // Where in the text of an import something stood is nothing to whoever filled in a form.
  const { location: _, ...rest } = found;
  if (rest.field === undefined) return rest;
  const [name = ''] = rest.field.split('.').slice(-1);
  const field = name === amountField ? 'amount' : name === 'payee' ? 'otherPayee' : name;
  return { ...rest, field: field === 'role' || field === 'deal' ? 'share' : field };
}
