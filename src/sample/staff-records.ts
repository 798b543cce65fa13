import type { Assignment, Membership, Payee } from '../records/record-kinds.js';
import type { Person, Posting } from './staff.js';

/** What the postings of people are in records. */
export interface StaffRecords {
  readonly payee: readonly Payee[];
  readonly membership: readonly Membership[];
  readonly assignment: readonly Assignment[];
}

/**
 * Writes the staff as records. A change of team leaves the assignment as it is, so that a quarter is not cut
 * in two by it.
 *
 * @example
 * staffRecords(hireStaff(7)).payee.length // about 280
 */
export function staffRecords(staff: readonly Person[]): StaffRecords {
  return {
    payee: staff.map(({ payee }) => payee),
    membership: staff.flatMap(({ postings }) =>
      postings.map(({ payee, team, as, from, to }) => ({ team, payee, as, from, to })),
    ),
    assignment: staff.flatMap(({ postings }) => assignmentsOf(postings)),
  };
}

function assignmentsOf(postings: readonly Posting[]): readonly Assignment[] {
  const assignments: Assignment[] = [];
  for (const { payee, plan, from, to } of postings) {
    const last = assignments.at(-1);
    if (last?.plan === plan && last.to === from) assignments[assignments.length - 1] = { ...last, to };
    else assignments.push({ payee, plan, from, to });
  }
  return assignments;
}
