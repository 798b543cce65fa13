import type { Deal, RecordByKind, RecordKind } from './record-kinds.js';

/** All input records that a calculation reads, by kind; the order within a kind has no meaning. */
export type RecordSet = {
  readonly [Kind in RecordKind]: readonly (Kind extends 'deal' ? Deal : RecordByKind[Kind])[];
};

/**
 * A record set with nothing in it, to be filled by spreading.
 *
 * @example
 * const records: RecordSet = { ...EMPTY_RECORD_SET, payee: [me] };
 */
export const EMPTY_RECORD_SET: RecordSet = Object.freeze({
  payee: [],
  team: [],
  teamParent: [],
  membership: [],
  assignment: [],
  targetIncentive: [],
  absence: [],
  quota: [],
  objectiveScore: [],
  poolWeight: [],
  deal: [],
  amendment: [],
  split: [],
  revenueSchedule: [],
  milestone: [],
  revenueEntry: [],
  invoiceLine: [],
  receipt: [],
  application: [],
  refund: [],
  creditNote: [],
  writeOff: [],
  fxRate: [],
});
