import { didYouMean } from '../problems/did-you-mean.js';
import { problem } from '../problems/problem.js';
import type { Company } from '../records/company.js';
import type { FieldProblem, RawRecord } from '../records/decode-record.js';
import type { RecordKind } from '../records/record-kinds.js';

/** Adds to the problems of a row what in it the company file does not know. */
export type CheckCompany = (raw: RawRecord) => FieldProblem | undefined;

const NOTHING_TO_CHECK: CheckCompany = () => undefined;

/**
 * Makes the check of the names that rows of a kind take from the company file: the role of a split, the stage
 * of a deal.
 *
 * @example
 * companyCheck('split', company)({ role: 'ownr' })?.problem.hint // 'did you mean owner?'
 */
export function companyCheck(kind: RecordKind, company: Company): CheckCompany {
  if (kind === 'split') {
    return knownName('role', [...company.fullRoles, ...company.overlayRoles], 'unknown-role');
  }
  if (kind !== 'deal') return NOTHING_TO_CHECK;
  return knownName(
    'stage',
    company.stages.map((stage) => stage.id),
    'invalid-value',
  );
}

function knownName(
  field: 'role' | 'stage',
  names: readonly string[],
  code: 'unknown-role' | 'invalid-value',
): CheckCompany {
  const known = new Set(names);
  return (raw) => {
    const name = raw[field]?.trim();
    if (!name || known.has(name)) return undefined;
    const expected = names.length === 0 ? `a ${field}, and the company file declares none` : names.join(', ');
    const detail = { field, found: name, expected, hint: didYouMean(name, names) };
    return { field, problem: problem(code, `the company file knows no ${field} ${name}`, detail) };
  };
}
