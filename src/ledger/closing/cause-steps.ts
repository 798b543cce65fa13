import { groupedBy } from '../grouped-by.js';
import type { ChangedInput, ChangedKind } from './changed-input.js';

/**
 * Kinds that are taken over together when it is tried what each change did, in the order in which this is done within
 * one change. What a later family brings counts only with what the earlier ones say of it: a new deal comes after its
 * splits, so that it is the deal that is named and not that somebody shares it.
 */
const CAUSE_FAMILIES = ['rules', 'targets', 'people', 'rates', 'splits', 'deals', 'cash'] as const;

/** One of these families. */
export type CauseFamily = (typeof CAUSE_FAMILIES)[number];

/** To which family each kind belongs. */
export const FAMILY_OF: Readonly<Record<ChangedKind, CauseFamily>> = {
  plan: 'rules',
  company: 'rules',
  territories: 'rules',
  quota: 'targets',
  targetIncentive: 'targets',
  absence: 'targets',
  poolWeight: 'targets',
  objectiveScore: 'targets',
  payee: 'people',
  team: 'people',
  teamParent: 'people',
  membership: 'people',
  assignment: 'people',
  fxRate: 'rates',
  split: 'splits',
  deal: 'deals',
  amendment: 'deals',
  revenueSchedule: 'deals',
  milestone: 'deals',
  revenueEntry: 'deals',
  invoiceLine: 'cash',
  receipt: 'cash',
  application: 'cash',
  refund: 'cash',
  creditNote: 'cash',
  writeOff: 'cash',
};

/** What one change did to records of one family: the least of which it is tried what it did to somebody's pay. */
export interface CauseStep {
  readonly change: number;
  /** `null` where it cannot be told apart by families. */
  readonly family: CauseFamily | null;
  readonly inputs: readonly ChangedInput[];
  /** How many more such steps are taken together with it. */
  readonly more: number;
}

/**
 * What changed, in the order in which it was recorded. What was changed several times is changed once, by the last of
 * its changes, so that what was taken back again has done nothing. Above so many steps the last of them are one, which says how
 * many they are.
 *
 * @param stored the last change that is stored: what is later is only supposed, and one step
 * @param most how many steps there may be, at least one
 * @example
 * causeSteps(inputs, { stored: 12, most: 20 }).map(({ change, family }) => [change, family]) // [[9, 'splits'], …]
 */
export function causeSteps(
  inputs: readonly ChangedInput[],
  { stored, most }: { readonly stored: number; readonly most: number },
): readonly CauseStep[] {
  const familyOf = ({ change, kind }: ChangedInput) => (change > stored ? null : FAMILY_OF[kind]);
  const byChange = [...groupedBy(lastOfEach(inputs), ({ change }) => change)].sort(
    ([one], [other]) => one - other,
  );
  const steps = byChange.flatMap(([change, ofChange]) =>
    [...groupedBy(ofChange, familyOf)]
      .sort(([one], [other]) => placeOf(one) - placeOf(other))
      .map(([family, own]): CauseStep => ({ change, family, inputs: own, more: 0 })),
  );
  if (steps.length <= most) return steps;
  const rest = steps.slice(most - 1);
  const last = {
    change: rest.at(-1)?.change ?? 0,
    family: null,
    inputs: rest.flatMap((each) => each.inputs),
    more: rest.length - 1,
  };
  return [...steps.slice(0, most - 1), last];
}

function lastOfEach(inputs: readonly ChangedInput[]): readonly ChangedInput[] {
  const last = new Map<string, number>();
  for (const { source, change } of inputs) last.set(source, Math.max(change, last.get(source) ?? 0));
  return inputs.filter(({ source, change }) => last.get(source) === change);
}

function placeOf(family: CauseFamily | null): number {
  return family === null ? CAUSE_FAMILIES.length : CAUSE_FAMILIES.indexOf(family);
}
