import { addDays, addMonths, type CivilDate, daysBetween } from '../calendar/civil-date.js';
import { telescope } from '../money/share-out.js';
import type { InvoiceLine } from '../records/record-kinds.js';
import { type Contract, serviceOf } from './contract.js';
import type { ContractChanges } from './contract-changes.js';
import { inOrder, numberedId } from './numbered.js';
import { Random } from './random.js';
import { regionOf } from './roster.js';
import { NOT_YET } from './sample-constants.js';
import { isTextbook } from './textbook-deals.js';

/** An invoice of one contract, with one line or two. */
export interface Invoice {
  readonly id: string;
  readonly contract: Contract;
  /** Which of the contract's invoices it is, from 0. */
  readonly place: number;
  readonly date: CivilDate;
  readonly dueDate: CivilDate;
  readonly lines: readonly InvoiceLine[];
}

interface Installment {
  readonly date: CivilDate;
  /** Net, in minor units. */
  readonly amount: bigint;
}

/**
 * Invoices the contracts up to the last known day: in installments as agreed, until they are cancelled, and what
 * an amendment adds on its day.
 *
 * @example
 * const invoices = invoicesOf(contracts, changes, 7);
 */
export function invoicesOf(
  contracts: readonly Contract[],
  changes: ContractChanges,
  seed: number,
): readonly Invoice[] {
  const random = new Random(seed, 'invoicing');
  const added = new Map(
    changes.amendment.flatMap(({ deal, date, amount }) =>
      amount === null || amount <= 0n ? [] : [[deal, { date, amount }] as const],
    ),
  );
  const drafts = contracts.flatMap((contract) => {
    const { id } = contract.deal;
    const end = changes.cancelledOn.get(id) ?? NOT_YET;
    const amendment = added.get(id);
    const agreed = [...installments(contract), ...(amendment === undefined ? [] : [amendment])];
    const terms = termsOf(contract, random);
    return inOrder(agreed, ({ date }) => date)
      .filter(({ date }) => date < end)
      .map((installment, place) => ({ contract, place, ...installment, ...terms }));
  });
  return inOrder(drafts, ({ date }) => date).map(
    ({ contract, place, date, amount, days, tax, parts }, index) => {
      const id = numberedId('INV', index, 6);
      const dueDate = addDays(date, days);
      const lines = telescope(amount, parts, 100n, 'down').map((net, line) => ({
        invoice: id,
        line: String(line + 1),
        deal: contract.deal.id,
        date,
        dueDate,
        amount: net,
        tax: tax === 0n ? null : (net * tax) / 100n,
        currency: contract.deal.currency,
      }));
      return { id, contract, place, date, dueDate, lines };
    },
  );
}

/** A project is invoiced at signing, half way and at the end; all else in advance for a span of months. */
function installments(contract: Contract): readonly Installment[] {
  const { deal, billing, value } = contract;
  const { from, to } = serviceOf(contract);
  if (billing === 'project') {
    const days = daysBetween(from, to ?? from);
    const dates = [deal.closeDate, addDays(from, Math.floor(days / 2)), addDays(from, days - 1)];
    const amounts = telescope(value, [40n, 30n, 30n], 100n, 'down');
    return dates.map((date, index) => ({ date, amount: amounts[index] ?? 0n }));
  }
  if (deal.termMonths === null) {
    return Array.from({ length: monthsUntil(from) }, (_, month) => ({
      date: addMonths(from, month),
      amount: value,
    }));
  }
  const span = { yearly: 12, quarterly: 3, monthly: 1 }[billing];
  const count = deal.termMonths / span;
  const parts = Array.from({ length: count }, () => 1n);
  return telescope(value, parts, BigInt(count), 'down').map((amount, index) => ({
    date: addMonths(from, index * span),
    amount,
  }));
}

function monthsUntil(from: CivilDate): number {
  let months = 0;
  while (addMonths(from, months) < NOT_YET) months += 1;
  return months;
}

interface Terms {
  /** Days until an invoice is due. */
  readonly days: number;
  /** In percent of the net amount. */
  readonly tax: bigint;
  /** What part of an invoice each of its lines is, in percent. */
  readonly parts: readonly bigint[];
}

function termsOf(contract: Contract, random: Random): Terms {
  const { deal, kind } = contract;
  const days =
    kind === 'smb'
      ? random.weighted([
          [14, 20],
          [30, 80],
        ])
      : random.weighted([
          [30, 55],
          [45, 25],
          [60, 20],
        ]);
  const american = random.weighted([
    [0n, 50],
    [6n, 18],
    [7n, 16],
    [8n, 16],
  ]);
  const tax = { 'north-america': american, emea: 20n, apac: 10n }[regionOf(contract.seller)];
  const parts = random.chance(9) ? [88n, 12n] : [100n];
  return isTextbook(deal.id) ? { days: 30, tax: 0n, parts: [100n] } : { days, tax, parts };
}
