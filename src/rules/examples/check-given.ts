import type { Plan } from '../../engine/plan.js';
import { didYouMean } from '../../problems/did-you-mean.js';
import type { Path } from '../../problems/finding.js';
import { problem } from '../../problems/problem.js';
import type { Field, RecordReference } from '../../records/field.js';
import { RECORD_KINDS, type RecordKind } from '../../records/record-kinds.js';
import type { RecordSet } from '../../records/record-set.js';
import { oneOf } from '../issue-wording.js';
import type { PlanCompilation } from '../plan-compilation.js';
import type { Given } from './example-schema.js';

/**
 * Reports what the records of an example name and what is not there: payees, teams, deals and receipts by
 * their references, roles by the company file, quotas by the measures.
 *
 * @example
 * const sound = checkGiven(given, records, plan, ['examples', 0, 'given'], compilation);
 */
export function checkGiven(
  given: Given,
  records: RecordSet,
  plan: Plan,
  path: Path,
  compilation: PlanCompilation,
): boolean {
  const known = knownIds(records);
  const { fullRoles, overlayRoles } = compilation.company;
  const quotaIds = plan.measures.map(({ quota }) => quota);
  const findings = [
    ...LISTS.flatMap(([list, kind]) =>
      (given[list] ?? []).flatMap((record, index) =>
        references(kind, record).map((each) => ({
          ...each,
          path: [...path, list, index, each.field],
          known: [...known[each.to]],
        })),
      ),
    ),
    ...(given.splits ?? []).map(({ role }, index) => ({
      named: role,
      path: [...path, 'splits', index, 'role'],
      known: [...fullRoles, ...overlayRoles],
    })),
    ...(given.objectiveScores ?? []).map(({ objective }, index) => ({
      named: objective,
      path: [...path, 'objectiveScores', index, 'objective'],
      known: objectivesOf(plan),
    })),
    ...Object.keys(given.quota ?? {}).map((quota) => ({
      named: quota,
      path: [...path, 'quota', quota],
      known: quotaIds,
    })),
  ].filter((each) => !each.known.includes(each.named));
  for (const { named, path: place, known: ids } of findings) {
    const detail = { found: named, expected: oneOf([...new Set(ids)]), hint: didYouMean(named, ids) };
    compilation.report(place, problem('unknown-reference', `the example knows no ${named}`, detail));
  }
  return findings.length === 0;
}

const LISTS = [
  ['memberships', 'membership'],
  ['assignments', 'assignment'],
  ['targetIncentives', 'targetIncentive'],
  ['absences', 'absence'],
  ['quotas', 'quota'],
  ['objectiveScores', 'objectiveScore'],
  ['poolWeights', 'poolWeight'],
  ['teams', 'team'],
  ['teamParents', 'teamParent'],
  ['amendments', 'amendment'],
  ['splits', 'split'],
  ['revenueSchedules', 'revenueSchedule'],
  ['milestones', 'milestone'],
  ['revenueEntries', 'revenueEntry'],
  ['invoiceLines', 'invoiceLine'],
  ['applications', 'application'],
  ['refunds', 'refund'],
] as const satisfies readonly (readonly [keyof Given, RecordKind])[];

function knownIds({
  payee,
  team,
  deal,
  receipt,
}: RecordSet): Readonly<Record<RecordReference, ReadonlySet<string>>> {
  const ids = (records: readonly { readonly id: string }[]) => new Set(records.map(({ id }) => id));
  return { payee: ids(payee), team: ids(team), deal: ids(deal), receipt: ids(receipt) };
}

function objectivesOf({ components }: Plan): readonly string[] {
  return components.flatMap(({ mechanism }) =>
    mechanism.kind === 'objectives' ? mechanism.each.map(({ id }) => id) : [],
  );
}

interface Reference {
  readonly field: string;
  readonly to: RecordReference;
  readonly named: string;
}

function references(kind: RecordKind, record: object): readonly Reference[] {
  const fields: Readonly<Record<string, Field>> = RECORD_KINDS[kind].fields;
  const values = new Map<string, unknown>(Object.entries(record));
  return Object.entries(fields).flatMap(([field, { references: to }]) => {
    const named = values.get(field);
    return to === undefined || typeof named !== 'string' ? [] : [{ field, to, named }];
  });
}
