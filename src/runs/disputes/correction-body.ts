import { EVERY_PAYEE } from '../../access/scope.js';
import type { ProposedCorrection } from '../../ledger/disputes/dispute.js';
import { type Problem, problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import type { Company } from '../../records/company.js';
import { encodeRecord } from '../../records/encode-record.js';
import { RECORD_KINDS } from '../../records/record-kinds.js';
import type { Executor } from '../../store/executor.js';
import { getRecord } from '../../store/record-history.js';

/**
 * Corrections as the JSON text that an import takes: a deal as it is stored, but for the fields that are to be
 * other. Fails where a deal is not stored, or has no such field.
 *
 * @example
 * await correctionBody(db, [{ kind: 'deal', fields: { id: 'D-1', acv: '1300.00' } }], company)
 */
export async function correctionBody(
  executor: Executor,
  corrections: readonly ProposedCorrection[],
  company: Company,
): Promise<Result<string>> {
  const problems: Problem[] = [];
  const deals: Readonly<Record<string, string>>[] = [];
  for (const { kind, fields } of corrections) {
    if (kind !== 'deal') continue;
    const found = await correctedDeal(executor, fields, company);
    if (found.ok) deals.push(found.value);
    else problems.push(...found.problems);
  }
  if (problems.length > 0) return failed(problems);
  const splits = corrections.filter(({ kind }) => kind === 'split').map(({ fields }) => fields);
  const sections = {
    ...(deals.length > 0 && { [RECORD_KINDS.deal.file]: deals }),
    ...(splits.length > 0 && { [RECORD_KINDS.split.file]: splits }),
  };
  return ok(JSON.stringify(sections));
}

async function correctedDeal(
  executor: Executor,
  fields: Readonly<Record<string, string>>,
  { dealFields }: Company,
): Promise<Result<Readonly<Record<string, string>>>> {
  const id = fields['id'] ?? '';
  const subject = `deal ${id}`;
  const deal = await getRecord(executor, EVERY_PAYEE, 'deal', { id });
  if (deal === null) {
    return failed([problem('unknown-reference', `there is no deal ${id}`, { subject, field: 'deal' })]);
  }
  const names = [...Object.keys(RECORD_KINDS.deal.fields), ...dealFields.map(({ name }) => name)];
  const unknown = Object.keys(fields).filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    const expected = names.join(', ');
    return failed(
      unknown.map((name) =>
        problem('unknown-field', `a deal has no field ${name}`, { subject, found: name, expected }),
      ),
    );
  }
  const texts = { ...encodeRecord('deal', deal, dealFields), ...fields };
  return ok(Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== '')));
}
