import type { Insertable } from 'kysely';
import { writeBalance } from '../ledger/balance-document.js';
import type { ClosedStatement, Closing } from '../ledger/closed-statement.js';
import { writeFrozenStatement } from '../ledger/frozen-statement.js';
import { writeStatementDocument } from '../ledger/statement-document.js';
import { entitlementRow } from './entitlements.js';
import type { Transaction } from './executor.js';
import { insertRows } from './insert-rows.js';
import { detailColumn } from './line-row.js';
import type { Tables } from './tables.js';

/**
 * Writes what is closed: the closing, and all its statements with their lines and what became payable by deal.
 * Nothing of it can be changed afterwards. Throws where the period of the pay group is closed already.
 *
 * @example
 * await db.write((trx) => writeClosing(trx, closing, statements));
 */
export async function writeClosing(
  trx: Transaction,
  closing: Closing,
  statements: Iterable<ClosedStatement>,
): Promise<void> {
  await insertRows(trx, 'closing', [closingRow(closing)]);
  const number = BigInt(closing.number);
  for (const batch of inBatches([...statements])) {
    await insertRows(
      trx,
      'closed_statement',
      batch.map((each) => statementRow(number, each)),
    );
    await insertRows(
      trx,
      'closed_entitlement',
      batch.flatMap((each) => entitlementRows(number, each)),
    );
    await insertRows(
      trx,
      'closed_line',
      batch.flatMap((each) => lineRows(number, each)),
    );
    await insertRows(
      trx,
      'closed_payable',
      batch.flatMap((each) => payableRows(number, each)),
    );
  }
}

const STATEMENTS_AT_A_TIME = 200;

function inBatches(statements: readonly ClosedStatement[]): readonly (readonly ClosedStatement[])[] {
  return Array.from({ length: Math.ceil(statements.length / STATEMENTS_AT_A_TIME) }, (_, place) =>
    statements.slice(place * STATEMENTS_AT_A_TIME, (place + 1) * STATEMENTS_AT_A_TIME),
  );
}

function closingRow(closing: Closing): Insertable<Tables['closing']> {
  return {
    number: BigInt(closing.number),
    pay_group: closing.payGroup,
    frequency: closing.frequency,
    currency: closing.currency,
    period: closing.period.id,
    from: closing.period.from,
    to: closing.period.to,
    run: BigInt(closing.run),
    change: BigInt(closing.change),
    through: closing.through,
    rules_hash: closing.rulesHash,
    inputs_hash: closing.inputsHash,
    engine_version: closing.engineVersion,
    statements_hash: closing.statementsHash,
    actor: closing.actor,
    closed_at: closing.closedAt,
  };
}

function statementRow(closing: bigint, statement: ClosedStatement): Insertable<Tables['closed_statement']> {
  const { totals } = statement;
  return {
    closing,
    payee: statement.payee,
    name: statement.name,
    currency: statement.closing.currency,
    earned: totals.earned,
    held: totals.held,
    payable: totals.payable,
    drawn: totals.drawn,
    guaranteed: totals.guaranteed,
    adjusted: totals.adjusted,
    recovered: totals.recovered,
    carried_in: totals.carriedIn,
    carried: totals.carried,
    paid: totals.paid,
    inputs_hash: statement.inputsHash,
    balance: writeBalance(statement.balance),
    remainder: writeStatementDocument(statement.remainder),
    document: writeFrozenStatement(statement.statement),
    hash: statement.hash,
  };
}

function entitlementRows(
  closing: bigint,
  { entitlements, payee }: ClosedStatement,
): readonly Insertable<Tables['closed_entitlement']>[] {
  return entitlements.map((each) => {
    const { run: _, ...row } = entitlementRow(0n, each);
    return { closing, ...row, payee };
  });
}

function lineRows(
  closing: bigint,
  { payee, lines }: ClosedStatement,
): readonly Insertable<Tables['closed_line']>[] {
  return lines.map(({ entitlement, line }) => ({
    closing,
    payee,
    number: BigInt(line.number),
    entitlement: BigInt(entitlement.number),
    assignment: entitlement.assignment,
    segment_from: entitlement.segmentFrom,
    component: entitlement.component,
    plan: entitlement.plan,
    plan_hash: entitlement.planHash,
    window_from: line.windowFrom,
    window_to: line.windowTo,
    kind: line.kind,
    key: line.key,
    event: line.event,
    deal: line.deal,
    date: line.date,
    amount: line.amount,
    share: line.share,
    base: line.base,
    credited: line.credited,
    adjusts_period: line.adjusts?.period ?? null,
    adjusts_change: line.adjusts === undefined ? null : BigInt(line.adjusts.change),
    adjusts_cause: line.adjusts?.cause ?? null,
    adjusts_source: line.adjusts?.source ?? null,
    detail: detailColumn(line),
  }));
}

function payableRows(
  closing: bigint,
  { payee, payables }: ClosedStatement,
): readonly Insertable<Tables['closed_payable']>[] {
  return payables.map(({ entitlement, deal, earned, payable }) => ({
    closing,
    payee,
    entitlement: BigInt(entitlement.number),
    assignment: entitlement.assignment,
    segment_from: entitlement.segmentFrom,
    component: entitlement.component,
    deal: deal ?? '',
    earned,
    payable,
  }));
}
