import type { CivilDate } from '../calendar/civil-date.js';
import type { PayFrequency, PayPeriod } from '../calendar/pay-period.js';
import type { Balance } from '../engine/pay/balance.js';
import type { Entitlement } from './entitlement.js';
import type { PostedLine, StatementRemainder, StatementTotals } from './posted-statement.js';
import type { Statement } from './statement.js';

/** One act of closing: of one pay period of one pay group. */
export interface Closing {
  /** From 1, in the order in which periods were closed, whatever their pay group. */
  readonly number: number;
  /** The id of the pay group, such as `monthly-USD`. */
  readonly payGroup: string;
  readonly frequency: PayFrequency;
  readonly currency: string;
  readonly period: PayPeriod;
  /** The run that was published when the period was closed. */
  readonly run: number;
  /** The change of inputs and rules that it was made from. */
  readonly change: number;
  /** The last day that was known. */
  readonly through: CivilDate;
  readonly rulesHash: string;
  /** Over the inputs of all payees of the group. */
  readonly inputsHash: string;
  readonly engineVersion: string;
  /** Over the hashes of all its statements. */
  readonly statementsHash: string;
  readonly actor: string;
  /** The instant, as ISO 8601 in UTC. */
  readonly closedAt: string;
}

/** A line that was closed, with what it was earned by. */
export interface ClosedLine {
  readonly entitlement: Entitlement;
  readonly line: PostedLine;
}

/** What a closed period added to what was earned, and to what is payable, on one deal by one entitlement. */
export interface ClosedPayable {
  readonly entitlement: Entitlement;
  /** `null` for what belongs to no deal. */
  readonly deal: string | null;
  /** Minor units, signed. */
  readonly earned: bigint;
  readonly payable: bigint;
}

/** A statement that was closed: nothing of it ever changes. Money is in minor units of the closing's currency. */
export interface ClosedStatement {
  readonly closing: Closing;
  readonly payee: string;
  /** The name of the payee at that time. */
  readonly name: string;
  readonly totals: StatementTotals;
  /** In the order of their numbers. */
  readonly lines: readonly ClosedLine[];
  /** Those that are not zero, in the order of entitlements and deals. */
  readonly payables: readonly ClosedPayable[];
  /** The balances in this currency at the end of the period, cumulative since the first day. */
  readonly balance: Balance;
  /** What else it says; its entitlements are numbered as in `entitlements`. */
  readonly remainder: StatementRemainder;
  /** What the payee could earn by in the group then, in the order of their numbers. */
  readonly entitlements: readonly Entitlement[];
  readonly inputsHash: string;
  /** The statement as it was shown when it was closed. */
  readonly statement: Statement;
  /** SHA-256 of that statement in canonical JSON, in hexadecimal. */
  readonly hash: string;
}
