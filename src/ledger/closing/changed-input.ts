import type { CivilDate } from '../../calendar/civil-date.js';
import type { RecordKind } from '../../records/record-kinds.js';
import type { AdjustmentCause } from '../prior-period-adjustment.js';

/** What was changed: a record of a kind, or a file of the rules. */
export type ChangedKind = RecordKind | 'plan' | 'company' | 'territories';

/** A record or rule file that was written, replaced or taken away by a change, with what it is about. */
export interface ChangedInput {
  readonly kind: ChangedKind;
  /** The number of the change that did it. */
  readonly change: number;
  /** What it is called, such as `split D-1 ada AE`. */
  readonly source: string;
  /** Whether there was none of this key before. */
  readonly isNew: boolean;
  readonly deal: string | null;
  readonly payee: string | null;
  readonly plan: string | null;
  readonly invoice: string | null;
  readonly receipt: string | null;
  /** The two currencies of a rate. */
  readonly currencies: readonly string[];
  /** The first day that it says anything of; `null` where it is of no day. */
  readonly date: CivilDate | null;
}

/**
 * What kind of cause a changed input is of a figure that changed.
 *
 * @param isGone whether nothing earns the figure any more
 * @example
 * causeOf(split, false) // 'credit'
 */
export function causeOf({ kind, isNew }: ChangedInput, isGone: boolean): AdjustmentCause {
  if (kind === 'plan') return isGone ? 'plan' : 'rate';
  if (kind === 'deal' || kind === 'amendment') return isNew ? 'credit' : 'correction';
  return CAUSES[kind];
}

const CAUSES: Readonly<Record<Exclude<ChangedKind, 'plan' | 'deal' | 'amendment'>, AdjustmentCause>> = {
  company: 'plan',
  territories: 'credit',
  payee: 'correction',
  team: 'team',
  teamParent: 'team',
  membership: 'team',
  assignment: 'credit',
  targetIncentive: 'quota',
  absence: 'quota',
  quota: 'quota',
  poolWeight: 'credit',
  objectiveScore: 'credit',
  split: 'credit',
  revenueSchedule: 'credit',
  milestone: 'credit',
  revenueEntry: 'credit',
  invoiceLine: 'cash',
  receipt: 'cash',
  application: 'cash',
  refund: 'cash',
  creditNote: 'cash',
  writeOff: 'cash',
  fxRate: 'fx',
};
