import type { RecordKind } from '../../records/record-kinds.js';
import type { Transaction } from '../executor.js';
import { databaseName, fieldsOf, keyFieldsOf, recordTable } from '../record-table.js';

/** A record with amounts in another currency than what it belongs to. */
export interface CurrencyMismatch {
  readonly kind: RecordKind;
  readonly key: Readonly<Record<string, string | null>>;
  readonly currency: string;
  /** What it belongs to, and the currency of that. */
  readonly owner: {
    readonly kind: 'deal' | 'receipt' | 'invoiceLine';
    readonly id: string;
    readonly currency: string;
  };
}

interface Belonging {
  readonly kind: RecordKind;
  readonly owner: CurrencyMismatch['owner']['kind'];
}

const BELONGINGS: readonly Belonging[] = [
  { kind: 'amendment', owner: 'deal' },
  { kind: 'revenueSchedule', owner: 'deal' },
  { kind: 'revenueEntry', owner: 'deal' },
  { kind: 'invoiceLine', owner: 'deal' },
  { kind: 'application', owner: 'receipt' },
  { kind: 'application', owner: 'invoiceLine' },
  { kind: 'refund', owner: 'receipt' },
  { kind: 'creditNote', owner: 'invoiceLine' },
  { kind: 'writeOff', owner: 'invoiceLine' },
];

const JOINED_ON = {
  deal: 'o."id" = r."deal"',
  receipt: 'o."id" = r."receipt"',
  invoiceLine: `o."invoice" = r."invoice" and coalesce(r."line", '') in ('', o."line")`,
} as const;

/**
 * The records that name another currency than what they belong to, where a change wrote one of the two: by
 * kind, and by key within it. A record without any amount is in no currency. At most `limit` are returned.
 *
 * @example
 * await currencyMismatches(trx, { change, limit: 100 });
 * // [{ kind: 'invoiceLine', key: { invoice: 'I-1', line: '1' }, currency: 'USD', owner: { kind: 'deal', … } }]
 */
export async function currencyMismatches(
  trx: Transaction,
  { change, limit }: { readonly change: number; readonly limit: number },
): Promise<readonly CurrencyMismatch[]> {
  const found: CurrencyMismatch[] = [];
  const currenciesIn = currencyReader(trx);
  for (const belonging of BELONGINGS) {
    if (found.length >= limit) break;
    if (await mayDiffer(belonging, currenciesIn))
      found.push(...(await mismatchesOf(trx, belonging, change, limit - found.length)));
  }
  return found;
}

type CurrencyReader = (kind: RecordKind) => Promise<ReadonlySet<string>>;

/** The currencies that records of a kind are in, each kind looked at once. */
function currencyReader(trx: Transaction): CurrencyReader {
  const known = new Map<RecordKind, ReadonlySet<string>>();
  return async (kind) => {
    const found = known.get(kind) ?? new Set(await currenciesOf(trx, kind));
    known.set(kind, found);
    return found;
  };
}

async function currenciesOf(trx: Transaction, kind: RecordKind): Promise<readonly string[]> {
  const rows = await trx.connection.rows(
    `select distinct "currency" from "${recordTable(kind).name}" where "currency" is not null`,
    [],
  );
  return rows.map(([currency]) => String(currency));
}

/** Whether a record can be in another currency than its owner: most companies' are all in one, and need no join. */
async function mayDiffer({ kind, owner }: Belonging, currenciesIn: CurrencyReader): Promise<boolean> {
  const [own, owners] = [await currenciesIn(kind), await currenciesIn(owner)];
  return own.size > 0 && owners.size > 0 && new Set([...own, ...owners]).size > 1;
}

async function mismatchesOf(trx: Transaction, { kind, owner }: Belonging, change: number, limit: number) {
  const keyFields = keyFieldsOf(kind);
  const key = keyFields.map((field) => `r."${databaseName(field)}"`);
  const amounts = fieldsOf(kind).filter(([, field]) => field.type === 'money');
  const anyAmount = amounts.map(([field]) => `r."${databaseName(field)}"`).join(', ');
  const hasAmount = amounts.length === 1 ? `${anyAmount} is not null` : `coalesce(${anyAmount}) is not null`;
  const ownerId = owner === 'invoiceLine' ? 'o."invoice"' : 'o."id"';
  const rows = await trx.connection.rows(
    `select distinct ${key.join(', ')}, r."currency", ${ownerId}, o."currency"
     from "${recordTable(kind).name}" r join "${recordTable(owner).name}" o on ${JOINED_ON[owner]}
     where r."currency" <> o."currency" and ${hasAmount} and (r."change" = ? or o."change" = ?)
     order by ${key.join(', ')}, o."currency" limit ?`,
    [BigInt(change), BigInt(change), BigInt(limit)],
  );
  const size = keyFields.length;
  return rows.map(
    (row): CurrencyMismatch => ({
      kind,
      key: Object.fromEntries(keyFields.map((field, position) => [field, String(row[position]) || null])),
      currency: String(row[size]),
      owner: { kind: owner, id: String(row[size + 1]), currency: String(row[size + 2]) },
    }),
  );
}
