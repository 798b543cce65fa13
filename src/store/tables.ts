import type { Generated } from 'kysely';
import type { Completeness, RunStatus } from './results.js';

/** The tables that are read and written with the query builder; those of records are known by their kind. */
export interface Tables {
  change: ChangeTable;
  rule_file: RuleFileTable;
  rule_file_version: Omit<RuleFileTable, 'change'> & { from_change: bigint; until_change: bigint };
  run: RunTable;
  shard: ShardTable;
  published: PublishedTable;
  line: LineTable;
  statement: StatementTable;
  team_attainment: TeamAttainmentTable;
  problem: ProblemTable;
  team: { id: string; name: string; parent: string | null; change: bigint };
}

interface ChangeTable {
  sequence: Generated<bigint>;
  recorded_at: string;
  actor: string;
  command: string;
  reason: string | null;
  content_hash: string | null;
}

interface RuleFileTable {
  path: string;
  kind: 'company' | 'plan';
  plan: string | null;
  hash: string;
  source: string;
  canonical: string;
  change: bigint;
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

interface LineTable {
  run: bigint;
  payee: string;
  window_start: string;
  component: string;
  assignment: string;
  sequence: bigint;
  id: string;
  shard: bigint;
  kind: string;
  event_key: string | null;
  deal: string | null;
  date: string;
  period: string;
  amount: bigint;
  currency: string;
  plan: string;
  plan_hash: string;
  document: string | null;
}

interface StatementTable {
  run: bigint;
  payee: string;
  period: string;
  currency: string;
  shard: bigint;
  from: string;
  to: string;
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
