import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EVERY_PAYEE } from '../../src/access/scope.js';
import { mayPay } from '../../src/ledger/payouts/payout-batch.js';
import { paymentsOf, payoutState } from '../../src/ledger/payouts/payout-history.js';
import { reconcilePayout } from '../../src/ledger/payouts/reconcile-payout.js';
import { formatMinorUnits } from '../../src/money/minor-units.js';
import { audit } from '../../src/runs/audit/audit.js';
import { sentByLedger } from '../../src/store/ledger-entries.js';
import { readPayouts } from '../../src/store/payouts.js';
import { SQLITE } from '../databases/databases.js';
import { ClosedBooks, type Month } from '../runs/payouts/closed-books.js';
import { Payroll } from '../runs/payouts/payroll.js';
import { seedOf } from './seed.js';

// Closings and payouts in any order, also steps that are refused: after every one of them, the books are sound, and
// no statement is in two batches that may pay it.

const PAYEES = ['ada', 'bo', 'cy'];

const amount = fc.bigInt({ min: -300_000n, max: 1_000_000n });

const month: fc.Arbitrary<Month> = fc.record({
  earned: amount,
  payable: amount,
  draw: fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: 200_000n })),
  guarantee: fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: 200_000n })),
});

const paymentRow = fc.record({
  payee: fc.constantFrom(...PAYEES, 'dan'),
  part: fc.constantFrom('whole', 'half', 'other'),
  reference: fc.constantFrom('C-1', 'C-2'),
  status: fc.constantFrom('OK', 'OK', 'OK', 'SENT', 'BOUNCED'),
});

const step = fc.oneof(
  fc.record({ kind: fc.constant('close' as const), months: fc.tuple(month, month, month) }),
  fc.record({ kind: fc.constantFrom('build' as const, 'approve' as const), pick: fc.nat(5) }),
  fc.record({
    kind: fc.constantFrom('reject' as const, 'withdraw' as const, 'export' as const),
    pick: fc.nat(5),
  }),
  fc.record({ kind: fc.constant('settle' as const), pick: fc.nat(5) }),
  fc.record({
    kind: fc.constant('confirm' as const),
    pick: fc.nat(5),
    rows: fc.uniqueArray(paymentRow, { maxLength: 4, selector: (row) => `${row.payee} ${row.reference}` }),
  }),
);

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

describe('closings and payouts in any order', () => {
  test('leave the books sound after every step', async () => {
    const runs = 12;
    const seed = seedOf('closings and payouts', runs);
    const property = fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 18 }), async (steps) => {
      const db = await SQLITE.create();
      const world = { books: new ClosedBooks(db), payroll: new Payroll(db), months: 0 };
      for (const each of steps) {
        await take(world, each);
        expect((await audit(db)).flatMap(({ breaks }) => breaks)).toEqual([]);
        const histories = await readPayouts(db, EVERY_PAYEE);
        const live = histories.filter((history) => mayPay(payoutState(history)));
        const items = live.flatMap(({ batch }) =>
          batch.items.map(({ closing, payee }) => `${closing} ${payee}`),
        );
        expect(new Set(items).size).toBe(items.length);
        const paid = histories.flatMap(({ batch, ...rest }) =>
          reconcilePayout(batch.items, paymentsOf(rest)).map((one) => one.paid),
        );
        expect(sumOf((await sentByLedger(db)).map(({ sent }) => sent))).toBe(sumOf(paid));
      }
    });
    await fc.assert(property, { seed, numRuns: runs });
  });
});

interface World {
  readonly books: ClosedBooks;
  readonly payroll: Payroll;
  months: number;
}

/** Takes a step; one that the state of things does not allow is refused, and changes nothing. */
async function take(world: World, each: Step): Promise<void> {
  const { books, payroll } = world;
  switch (each.kind) {
    case 'close': {
      world.months += 1;
      const months = Object.fromEntries(
        PAYEES.map((payee, place) => [payee, each.months[place] ?? { earned: 0n }]),
      );
      await books.close(monthNamed(world.months), months);
      return;
    }
    case 'build':
      await payroll.build(monthNamed(1 + (each.pick % Math.max(1, world.months))));
      return;
    case 'confirm':
      await payroll.confirm(1 + each.pick, await rowsOf(world, 1 + each.pick, each.rows));
      return;
    case 'settle':
      await settle(world, 1 + each.pick);
      return;
    default:
      await payroll[each.kind](1 + each.pick);
  }
}

function monthNamed(number: number): string {
  return `${2026 + Math.floor((number - 1) / 12)}-${String(((number - 1) % 12) + 1).padStart(2, '0')}`;
}

async function rowsOf(
  { payroll }: World,
  number: number,
  rows: readonly (typeof paymentRow extends fc.Arbitrary<infer Value> ? Value : never)[],
): Promise<readonly string[]> {
  const [history] = await readPayouts(payroll.db, EVERY_PAYEE, { batch: number });
  return rows.map(({ payee, part, reference, status }) => {
    const whole = history?.batch.items.find((item) => item.payee === payee)?.amount ?? 77n;
    const paid = part === 'whole' ? whole : part === 'half' ? whole / 2n : 12_345n;
    return `${payee},${formatMinorUnits(paid, 'USD')},${reference},04/15/2026,${status}`;
  });
}

/** Takes a batch from wherever it is to what payroll has paid in full, as far as that can be. */
async function settle({ payroll }: World, number: number): Promise<void> {
  await payroll.approve(number);
  await payroll.export(number);
  const [history] = await readPayouts(payroll.db, EVERY_PAYEE, { batch: number });
  if (history === undefined) return;
  const rows = history.batch.items.map(
    ({ payee, amount: paid }) => `${payee},${formatMinorUnits(paid, 'USD')},S-${number},04/15/2026,OK`,
  );
  await payroll.confirm(number, rows);
}

function sumOf(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, each) => sum + each, 0n);
}
