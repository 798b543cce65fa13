import type { Selectable } from 'kysely';
import { readBalance } from '../ledger/balance-document.js';
import type { ClosedLine, ClosedPayable, ClosedStatement, Closing } from '../ledger/closed-statement.js';
import type { Entitlement } from '../ledger/entitlement.js';
import { readFrozenStatement } from '../ledger/frozen-statement.js';
import type { StatementTotals } from '../ledger/posted-statement.js';
import type { Statement } from '../ledger/statement.js';
import { readStatementDocument } from '../ledger/statement-document.js';
import { entitlementOf } from './entitlements.js';
import type { Transaction } from './executor.js';
import { readDetail } from './line-row.js';
import type { Tables } from './tables.js';

/**
 * The statements of some payees in a closing, in the order of payees.
 *
 * @example
 * await readClosedBatch(trx, closing, ['ada', 'bo'])
 */
export async function readClosedBatch(
  trx: Transaction,
  closing: Closing,
  payees: readonly string[],
): Promise<readonly ClosedStatement[]> {
  if (payees.length === 0) return [];
  const rowsOf = <Table extends ClosedTable>(table: Table) =>
    trx.queries
      .selectFrom(table as ClosedTable)
      .selectAll()
      .where('closing', '=', BigInt(closing.number))
      .where('payee', 'in', payees)
      .orderBy('payee')
      .execute() as unknown as Promise<readonly Selectable<Tables[Table]>[]>;
  const statements = await rowsOf('closed_statement');
  const entitlements = byPayee(await rowsOf('closed_entitlement'));
  const lines = byPayee(await rowsOf('closed_line'));
  const payables = byPayee(await rowsOf('closed_payable'));
  return statements.map((row) => {
    const own = (entitlements.get(row.payee) ?? []).map(entitlementOf).sort((a, b) => a.number - b.number);
    const byNumber = new Map(own.map((each) => [each.number, each]));
    const closedLines = (lines.get(row.payee) ?? [])
      .map((each) => closedLineOf(each, byNumber))
      .sort((a, b) => a.line.number - b.line.number);
    let statement: Statement | null = null;
    return {
      closing,
      payee: row.payee,
      name: row.name,
      totals: totalsOf(row),
      lines: closedLines,
      payables: (payables.get(row.payee) ?? []).map((each) => closedPayableOf(each, byNumber)).sort(byPlace),
      balance: readBalance(row.balance),
      remainder: readStatementDocument(row.remainder),
      entitlements: own,
      inputsHash: row.inputs_hash,
      // Who goes on from what was closed asks for its lines and amounts, and not for how they were shown.
      get statement() {
        statement ??= readFrozenStatement(row.document, closedLines, closing.period.id);
        return statement;
      },
      hash: row.hash,
    };
  });
}

/** A closed statement as it is kept: without its lines, whose numbers stand in it. */
export interface ClosedHead {
  readonly document: string;
  readonly hash: string;
}

/**
 * The statement of a payee in a closing, without its lines; `null` where there is none.
 *
 * @example
 * await readClosedHead(trx, closing, 'ada')
 */
export async function readClosedHead(
  trx: Transaction,
  closing: Closing,
  payee: string,
): Promise<ClosedHead | null> {
  const row = await trx.queries
    .selectFrom('closed_statement')
    .select(['document', 'hash'])
    .where('closing', '=', BigInt(closing.number))
    .where('payee', '=', payee)
    .executeTakeFirst();
  return row ?? null;
}

/**
 * Lines of a payee in a closing by their numbers, in the order of these.
 *
 * @example
 * await readClosedLines(trx, closing, 'ada', [201, 202])
 */
export async function readClosedLines(
  trx: Transaction,
  closing: Closing,
  payee: string,
  numbers: readonly number[],
): Promise<readonly ClosedLine[]> {
  if (numbers.length === 0) return [];
  const rows = await trx.queries
    .selectFrom('closed_line')
    .selectAll()
    .where('closing', '=', BigInt(closing.number))
    .where('payee', '=', payee)
    .where('number', 'in', numbers.map(BigInt))
    .execute();
  const entitlements = await trx.queries
    .selectFrom('closed_entitlement')
    .selectAll()
    .where('closing', '=', BigInt(closing.number))
    .where('payee', '=', payee)
    .execute();
  const byNumber = new Map(entitlements.map(entitlementOf).map((each) => [each.number, each]));
  const lines = new Map(rows.map((row) => [Number(row.number), closedLineOf(row, byNumber)]));
  return numbers.flatMap((number) => lines.get(number) ?? []);
}

type ClosedTable = 'closed_statement' | 'closed_entitlement' | 'closed_line' | 'closed_payable';

function byPayee<Row extends { readonly payee: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, readonly Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const known = found.get(row.payee);
    if (known === undefined) found.set(row.payee, [row]);
    else known.push(row);
  }
  return found;
}

function byPlace(a: ClosedPayable, b: ClosedPayable): number {
  const [one, other] = [a.deal ?? '', b.deal ?? ''];
  return a.entitlement.number - b.entitlement.number || (one < other ? -1 : Number(one > other));
}

function closedLineOf(
  row: Selectable<Tables['closed_line']>,
  entitlements: ReadonlyMap<number, Entitlement>,
): ClosedLine {
  const line = {
    entitlement: Number(row.entitlement),
    number: Number(row.number),
    kind: row.kind,
    key: row.key,
    event: row.event,
    deal: row.deal,
    date: row.date,
    windowFrom: row.window_from,
    windowTo: row.window_to,
    amount: row.amount,
    share: row.share,
    base: row.base,
    credited: row.credited,
    ...readDetail(row.detail),
  };
  return { entitlement: numbered(entitlements, row), line };
}

function closedPayableOf(
  row: Selectable<Tables['closed_payable']>,
  entitlements: ReadonlyMap<number, Entitlement>,
): ClosedPayable {
  const { earned, payable, deal } = row;
  return { entitlement: numbered(entitlements, row), deal: deal === '' ? null : deal, earned, payable };
}

function numbered(
  entitlements: ReadonlyMap<number, Entitlement>,
  {
    entitlement,
    closing,
    payee,
  }: { readonly entitlement: bigint; readonly closing: bigint; readonly payee: string },
): Entitlement {
  const found = entitlements.get(Number(entitlement));
  if (found === undefined)
    throw new Error(`Closing ${closing} has no entitlement ${entitlement} of ${payee}.`);
  return found;
}

function totalsOf(row: Selectable<Tables['closed_statement']>): StatementTotals {
  const { earned, held, payable, drawn, guaranteed, adjusted, recovered, carried, paid } = row;
  const carriedIn = row.carried_in;
  return { earned, held, payable, drawn, guaranteed, adjusted, recovered, carriedIn, carried, paid };
}
