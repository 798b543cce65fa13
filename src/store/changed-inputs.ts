import type { ChangedInput } from '../ledger/closing/changed-input.js';
import { RECORD_KINDS, type RecordKind } from '../records/record-kinds.js';
import type { SqlRow, Transaction } from './executor.js';
import { keyFieldsOf, recordTable } from './record-table.js';

/** Between which changes is asked: those after the one, up to and with the other. */
export interface ChangeRange {
  readonly after: number;
  readonly through: number;
}

/**
 * The records and rule files that were written, replaced or taken away by a range of changes, in no order. It
 * tells the same whatever is changed afterwards.
 *
 * @example
 * (await readChangedInputs(trx, { after: 12, through: 15 }))[0]?.source // 'split D-1 ada AE'
 */
export async function readChangedInputs(
  trx: Transaction,
  range: ChangeRange,
): Promise<readonly ChangedInput[]> {
  if (range.after >= range.through) return [];
  const found: ChangedInput[] = [];
  for (const kind of Object.keys(RECORD_KINDS) as RecordKind[]) {
    for (const each of await changedOfKind(trx, kind, range)) found.push(each);
  }
  return [...found, ...(await changedRules(trx, range))];
}

/** The contents that a range of changes wrote, and those that it ended. */
async function changedOfKind(
  trx: Transaction,
  kind: RecordKind,
  { after, through }: ChangeRange,
): Promise<readonly ChangedInput[]> {
  const { name, versionName, columns, decode } = recordTable(kind);
  const content = columns.map((column) => `"${column}"`).join(', ');
  const bounds = [BigInt(after), BigInt(through)];
  const rows = await trx.connection.rows(
    `select "change", 0, ${content} from "${name}" where "change" > ? and "change" <= ?
     union all
     select "from_change", 0, ${content} from "${versionName}" where "from_change" > ? and "from_change" <= ?
     union all
     select "until_change", case when "from_change" <= ? then 1 else 0 end, ${content}
       from "${versionName}" where "until_change" > ? and "until_change" <= ?`,
    [...bounds, ...bounds, BigInt(after), ...bounds],
  );
  const decoded = rows.map(([change, before, ...row]: SqlRow) => {
    const record = decode(row) as unknown as Readonly<Record<string, unknown>>;
    return { change: Number(change), wasBefore: before === 1n, record, source: sourceOf(kind, record) };
  });
  const known = new Set(decoded.filter(({ wasBefore }) => wasBefore).map(({ source }) => source));
  return decoded.map(({ change, record, source }) => ({
    kind,
    change,
    source,
    isNew: !known.has(source),
    ...subjectsOf(kind, record),
  }));
}

const NAMES: Readonly<Partial<Record<RecordKind, string>>> = {
  teamParent: 'team parent',
  targetIncentive: 'target incentive',
  poolWeight: 'pool weight',
  objectiveScore: 'objective score',
  revenueSchedule: 'revenue schedule',
  revenueEntry: 'revenue entry',
  invoiceLine: 'invoice line',
  creditNote: 'credit note',
  writeOff: 'write-off',
  fxRate: 'exchange rate',
};

/**
 * What a record is called where it is told that it was changed: what a changed input has as its source.
 *
 * @example
 * sourceOf('split', split) // 'split D-1 ada AE'
 */
export function sourceOf(kind: RecordKind, record: object): string {
  const fields = record as Readonly<Record<string, unknown>>;
  const key = keyFieldsOf(kind).map((field) => fields[field]);
  return [NAMES[kind] ?? kind, ...key.filter((value) => value !== null)].join(' ');
}

type Subjects = Omit<ChangedInput, 'kind' | 'change' | 'source' | 'isNew'>;

function subjectsOf(kind: RecordKind, record: Readonly<Record<string, unknown>>): Subjects {
  const text = (field: string): string | null => {
    const value = record[field];
    return typeof value === 'string' ? value : null;
  };
  return {
    deal: kind === 'deal' ? text('id') : text('deal'),
    payee: kind === 'payee' ? text('id') : text('payee'),
    plan: text('plan'),
    invoice: text('invoice'),
    receipt: kind === 'receipt' ? text('id') : text('receipt'),
    currencies: kind === 'fxRate' ? [String(record['from']), String(record['to'])] : [],
    date: text('scoredOn') ?? text('date') ?? text('closeDate') ?? (kind === 'fxRate' ? null : text('from')),
  };
}

async function changedRules(
  trx: Transaction,
  { after, through }: ChangeRange,
): Promise<readonly ChangedInput[]> {
  const columns = ['path', 'kind', 'plan'] as const;
  const [first, last] = [BigInt(after), BigInt(through)];
  const current = await trx.queries
    .selectFrom('rule_file')
    .select([...columns, 'change'])
    .where('change', '>', first)
    .where('change', '<=', last)
    .execute();
  const versions = await trx.queries
    .selectFrom('rule_file_version')
    .select([...columns, 'from_change', 'until_change'])
    .where('until_change', '>', first)
    .where('from_change', '<=', last)
    .execute();
  const written = [
    ...current,
    ...versions.flatMap(({ from_change: from, until_change: until, ...file }) =>
      [from, until].map((change) => ({ ...file, change })),
    ),
  ].filter(({ change }) => change > first && change <= last);
  return written.map(({ path, kind, plan, change }) => ({
    kind,
    change: Number(change),
    source: `rules ${path}`,
    isNew: false,
    deal: null,
    payee: null,
    plan,
    invoice: null,
    receipt: null,
    currencies: [],
    date: null,
  }));
}
