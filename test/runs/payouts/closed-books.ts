import { addMonths } from '../../../src/calendar/civil-date.js';
import { type Balance, type Movement, moveBalance, ZERO_BALANCE } from '../../../src/engine/pay/balance.js';
import { NO_PROMISES } from '../../../src/engine/pay/pay-promises.js';
import type { ClosedStatement, Closing } from '../../../src/ledger/closed-statement.js';
import { statementLine } from '../../../src/ledger/statement-line.js';
import { totalsOf } from '../../../src/ledger/statement-totals.js';
import { formatMinorUnits } from '../../../src/money/minor-units.js';
import { contentHashOf } from '../../../src/runs/canonical-json.js';
import { withRecord } from '../../../src/store/change.js';
import type { Database } from '../../../src/store/executor.js';
import { postClosing } from '../../../src/store/ledger-entries.js';
import { addPeriodEvent } from '../../../src/store/period-events.js';
import { writeClosing } from '../../../src/store/write-closing.js';
import { statement } from '../../ledger/statement-samples.js';
import { entitlement, line } from '../../store/result-samples.js';

/** What a month does for a payee, in minor units; all that is earned is payable unless said. */
export interface Month {
  readonly earned: bigint;
  readonly payable?: bigint;
  readonly draw?: bigint;
  readonly guarantee?: bigint;
  readonly adjusted?: bigint;
}

/** Closes months of a pay group one after the other, with balances that move as those of a calculation do. */
export class ClosedBooks {
  readonly #balances = new Map<string, Balance>();
  #closings: number;

  /** @param closings how many there are already, where others have closed months before */
  constructor(
    readonly db: Database,
    closings = 0,
  ) {
    this.#closings = closings;
  }

  /** Closes a month such as `2026-03`, and gives the number of the closing. */
  async close(period: string, months: Readonly<Record<string, Month>>, currency = 'USD'): Promise<number> {
    this.#closings += 1;
    const closing = closingOf(this.#closings, period, currency);
    const statements = Object.entries(months)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([payee, month]) => this.#statement(closing, payee, month));
    const statementsHash = contentHashOf(statements.map(({ payee, hash }) => [payee, hash]));
    await withRecord(this.db, { actor: 'cfo', command: 'period close' }, async (trx) => {
      await writeClosing(trx, { ...closing, statementsHash }, statements);
      await postClosing(trx, closing.number);
      const { payGroup } = closing;
      await addPeriodEvent(trx, { payGroup, period, act: 'closed', state: 'closed', actor: 'cfo' });
    });
    return closing.number;
  }

  #statement(
    closing: Closing,
    payee: string,
    { earned, payable = earned, adjusted = 0n, ...month }: Month,
  ): ClosedStatement {
    const key = `${payee} ${closing.currency}`;
    const { draw = 0n, guarantee = 0n } = month;
    const recovery = { from: null, upTo: { numerator: 1n, denominator: 1n }, forgivenOn: null };
    const draws = draw === 0n ? [] : [{ key: 'draw', amount: draw, recovery }];
    const movement = moveBalance(
      this.#balances.get(key) ?? ZERO_BALANCE,
      { ...closing.period, earned, payable, adjusted },
      { ...NO_PROMISES, guaranteed: guarantee, draws },
    );
    this.#balances.set(key, movement.closing);
    return closedStatement(closing, payee, movement);
  }
}

function closingOf(number: number, period: string, currency: string): Closing {
  const from = `${period}-01`;
  return {
    number,
    payGroup: `monthly-${currency}`,
    frequency: 'monthly',
    currency,
    period: { id: period, from, to: addMonths(from, 1) },
    run: 1,
    change: 1,
    through: from,
    rulesHash: 'rules',
    inputsHash: 'inputs',
    engineVersion: '1',
    statementsHash: '',
    actor: 'cfo',
    closedAt: '2026-01-01T00:00:00.000Z',
  };
}

function closedStatement(closing: Closing, payee: string, movement: Movement): ClosedStatement {
  const { currency, period } = closing;
  const money = (minor: bigint) => formatMinorUnits(minor, currency);
  const by = entitlement({ payee, currency });
  const { earned, payable } = movement;
  const lines = earned === 0n ? [] : [{ entitlement: by, line: line({ amount: earned }) }];
  const payables = earned === 0n && payable === 0n ? [] : [{ entitlement: by, deal: 'D-1', earned, payable }];
  const totals = totalsOf(movement);
  const sample = statement();
  const shown = statement({
    payee: { id: payee, name: payee.toUpperCase() },
    period,
    currency,
    balances: {
      ...sample.balances,
      openingHeld: money(totals.held - earned + payable),
      earned: money(earned),
      payable: money(payable),
      closingHeld: money(totals.held),
      carriedIn: money(totals.carriedIn),
      guaranteed: money(totals.guaranteed),
      drawn: money(totals.drawn),
      adjusted: money(totals.adjusted),
      recovered: money(totals.recovered),
      paid: money(totals.paid),
      carried: money(totals.carried),
    },
    components: lines.map((each) => ({
      assignment: by.assignment,
      component: by.component,
      measure: by.measure,
      earned: money(earned),
      payable: money(payable),
      lines: [statementLine(each.line, by, period.id)],
    })),
  });
  const year = {
    from: '2026-01-01',
    earned,
    payable,
    drawn: 0n,
    guaranteed: 0n,
    adjusted: 0n,
    recovered: 0n,
    paid: 0n,
  };
  return {
    closing,
    payee,
    name: payee.toUpperCase(),
    totals,
    lines,
    payables,
    balance: movement.closing,
    remainder: {
      payables: [],
      releases: [],
      held: [],
      adjustments: [],
      year,
      owed: null,
      promised: null,
      standings: [],
      problems: [],
    },
    entitlements: [by],
    inputsHash: 'inputs',
    statement: shown,
    hash: contentHashOf(shown),
  };
}
