import type { Generated } from 'kysely';
import type { RecordKind } from '../records/record-kinds.js';
import type { AccountTables } from './account-tables.js';
import type { JobKind, JobStatus } from './job-status.js';
import type { OfficialTables } from './official-tables.js';
import type { ResultTables } from './result-tables.js';

/** The tables that are read and written with the query builder; those of records are known by their kind. */
export interface Tables extends ResultTables, OfficialTables, AccountTables {
  change: ChangeTable;
  change_record: ChangeRecordTable;
  change_part: {
    record: bigint;
    table: string;
    number: bigint;
    first_key: string;
    rows: bigint;
    hash: string;
  };
  rule_file: RuleFileTable;
  rule_file_version: Omit<RuleFileTable, 'change'> & { from_change: bigint; until_change: bigint };
  job: JobTable;
  idempotency_key: IdempotencyKeyTable;
  touched_record: { change: bigint; kind: RecordKind | ''; key: string };
  payee: PayeeTable;
  membership: { team: string; payee: string; as: string; from: string; to: string | null; change: bigint };
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

interface ChangeRecordTable {
  number: bigint;
  change: bigint | null;
  recorded_at: string;
  actor: string;
  command: string;
  reason: string | null;
  content_hash: string | null;
  previous: string;
  digest: string;
  hash: string;
}

interface RuleFileTable {
  path: string;
  kind: 'company' | 'plan' | 'territories';
  plan: string | null;
  hash: string;
  source: string;
  canonical: string;
  change: bigint;
}

interface JobTable {
  id: Generated<bigint>;
  kind: JobKind;
  status: JobStatus;
  actor: string;
  request: string;
  progress: string | null;
  outcome: string | null;
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
  cancel_at: string | null;
  lease_owner: string | null;
  lease_until: string | null;
  attempts: bigint;
}

interface IdempotencyKeyTable {
  actor: string;
  key: string;
  request_hash: string;
  body_hash: string | null;
  status: bigint | null;
  headers: string | null;
  body: string | null;
  claimed_until: string;
  expires_at: string;
}

interface PayeeTable {
  id: string;
  name: string;
  email: string | null;
  role: string | null;
  region: string | null;
  hire_date: string | null;
  leave_date: string | null;
  payout_currency: string | null;
  change: bigint;
}
