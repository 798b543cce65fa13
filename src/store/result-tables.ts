import type { Generated } from 'kysely';
import type { PayFrequency } from '../calendar/pay-period.js';
import type { Basis, Unit } from '../engine/measure.js';
import type { LineKind } from '../engine/mechanisms/window-outcome.js';
import type { Completeness } from '../ledger/posted-statement.js';
import type { RunStatus } from './results.js';

/** The tables of what runs calculate, which can be calculated again. */
export interface ResultTables {
  run: RunTable;
  shard: ShardTable;
  published: PublishedTable;
  run_lease: { run: bigint; owner: string; until: string };
  run_period: RunPeriodTable;
  payee_result: PayeeResultTable;
  entitlement: EntitlementTable;
  line: LineTable;
  statement: StatementTable;
  team_attainment: TeamAttainmentTable;
  problem: ProblemTable;
}

interface RunTable {
  id: Generated<bigint>;
  through: string;
  change: bigint;
  rules_hash: string;
  inputs_hash: string;
  engine_version: string;
  status: RunStatus;
  started_at: string;
  finished_at: string | null;
  actor: string;
}

interface ShardTable {
  run: bigint;
  number: bigint;
  payees: string;
  status: 'waiting' | 'leased' | 'written';
  lease_owner: string | null;
  lease_until: string | null;
  attempts: bigint;
}

interface PublishedTable {
  id: bigint;
  run: bigint;
}

interface RunPeriodTable {
  run: bigint;
  number: bigint;
  id: string;
  frequency: PayFrequency;
  from: string;
  to: string;
}

interface PayeeResultTable {
  run: bigint;
  payee: string;
  name: string;
  inputs_hash: string;
}

export interface EntitlementTable {
  run: bigint;
  number: bigint;
  payee: string;
  assignment: string;
  segment_from: string;
  segment_to: string;
  component: string;
  measure: string;
  basis: Basis;
  unit: Unit;
  currency: string;
  frequency: PayFrequency;
  plan: string;
  title: string | null;
  plan_hash: string;
  released: bigint;
}

interface LineTable {
  run: bigint;
  entitlement: bigint;
  window_from: bigint;
  period: bigint;
  number: bigint;
  kind: LineKind;
  window_to: bigint;
  date: bigint;
  amount: bigint;
  share: bigint | null;
  base: bigint | null;
  credited: bigint | null;
  deal: string | null;
  event: string | null;
  detail: string | null;
}

export interface StatementTable {
  run: bigint;
  payee: string;
  period: bigint;
  currency: string;
  status: Completeness;
  earned: bigint;
  held: bigint;
  payable: bigint;
  drawn: bigint;
  guaranteed: bigint;
  adjusted: bigint;
  recovered: bigint;
  carried_in: bigint;
  carried: bigint;
  paid: bigint;
  document: string;
}

interface TeamAttainmentTable {
  run: bigint;
  team: string;
  measure: string;
  window_start: string;
  at: string;
  currency: string | null;
  pooled_credited: string;
  pooled_quota: string | null;
  pooled: string | null;
  average: string | null;
  status: Completeness;
  document: string;
}

interface ProblemTable {
  run: bigint;
  payee: string;
  ordinal: bigint;
  shard: bigint;
  code: string;
  severity: string;
  document: string;
}
