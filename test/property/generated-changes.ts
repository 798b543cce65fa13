import fc from 'fast-check';
import { addDays } from '../../src/calendar/civil-date.js';
import type { RecordKind } from '../../src/records/record-kinds.js';
import type { RecordSet } from '../../src/records/record-set.js';
import { keyFieldsOf } from '../../src/store/record-table.js';

/** One record as it is from now on: another content of one that there is, or a new one. */
export type ChangedRecord = {
  readonly [Kind in RecordKind]: { readonly kind: Kind; readonly record: RecordSet[Kind][number] };
}[RecordKind];

/** What is changed, told without the records that it is made of. */
export interface GeneratedChange {
  readonly what: What;
  readonly place: number;
  readonly other: number;
  readonly cents: number;
  readonly day: string;
}

const WHATS = [
  ...['amount', 'amount', 'closeDate', 'type', 'stage', 'newDeal', 'share', 'newSplit', 'amendment'],
  ...['invoiceLine', 'receipt', 'application', 'newReceipt', 'refund', 'creditNote', 'revenueEntry'],
  ...['quota', 'incentive', 'name', 'team', 'teamParent'],
] as const;

/** What else may be corrected: mostly back and forth between what is folded and what the engine is asked about. */
const FURTHER = [
  ...['currency', 'sameDay', 'noShare', 'wholeShare', 'sharedInvoice', 'movedRefund', 'movedCreditNote'],
  ...['absence', 'assignmentEnd', 'fxRate', 'membership'],
] as const;

export type What = (typeof WHATS)[number] | (typeof FURTHER)[number];

/** One change of a record, of some kinds of change. */
export const changeAmong = (whats: readonly What[]): fc.Arbitrary<GeneratedChange> =>
  fc.record({
    what: fc.constantFrom(...whats),
    place: fc.nat(999),
    other: fc.nat(999),
    cents: fc.integer({ min: 1, max: 6_000_000 }),
    day: fc.integer({ min: 0, max: 220 }).map((days) => addDays('2026-01-01', days)),
  });

/** One change of a record. */
export const generatedChange: fc.Arbitrary<GeneratedChange> = changeAmong(WHATS);

/** Changes one after the other, each of a few records. */
export const generatedChanges: fc.Arbitrary<readonly (readonly GeneratedChange[])[]> = fc.array(
  fc.array(generatedChange, { minLength: 1, maxLength: 2 }),
  { minLength: 1, maxLength: 5 },
);

/** The records that changes make of some others; nothing where there is none to change. */
export function changedRecords(
  records: RecordSet,
  changes: readonly GeneratedChange[],
  number: number,
): readonly ChangedRecord[] {
  return changes.flatMap((change, place) => changedRecord(records, change, `${number}-${place}`));
}

function changedRecord(
  records: RecordSet,
  { what, place, other, cents, day }: GeneratedChange,
  id: string,
): readonly ChangedRecord[] {
  const one = <Kind extends RecordKind>(kind: Kind): readonly RecordSet[Kind][number][] => {
    const all: readonly RecordSet[Kind][number][] = records[kind];
    return all.slice(place % Math.max(all.length, 1)).slice(0, 1);
  };
  const amount = BigInt(cents);
  const payee = records.payee[other % records.payee.length]?.id ?? '';
  const otherOf = <Kind extends RecordKind>(kind: Kind): RecordSet[Kind][number] | undefined =>
    records[kind][other % Math.max(records[kind].length, 1)];
  switch (what) {
    case 'amount':
      return one('deal').map((deal) => ({ kind: 'deal', record: { ...deal, tcv: amount, acv: amount } }));
    case 'closeDate':
      return one('deal').map((deal) => ({ kind: 'deal', record: { ...deal, closeDate: day } }));
    case 'type':
      return one('deal').map((deal) => ({
        kind: 'deal',
        record: { ...deal, type: deal.type === 'new' ? 'renewal' : 'new' },
      }));
    case 'stage':
      return one('deal').map((deal) => ({
        kind: 'deal',
        record: { ...deal, stage: deal.stage === 'open' ? null : deal.stage },
      }));
    case 'newDeal':
      return one('deal').flatMap((deal): readonly ChangedRecord[] => [
        { kind: 'deal', record: { ...deal, id: `N-${id}`, closeDate: day, tcv: amount } },
        {
          kind: 'split',
          record: { deal: `N-${id}`, payee, role: 'owner', share: '1', from: null, to: null },
        },
      ]);
    case 'share':
      return one('split').map((split) => ({ kind: 'split', record: { ...split, share: '0.25' } }));
    case 'newSplit':
      return one('deal').map((deal) => ({
        kind: 'split',
        record: { deal: deal.id, payee, role: 'owner', share: '0.5', from: null, to: null },
      }));
    case 'amendment':
      return one('deal').map((deal) => ({
        kind: 'amendment',
        record: {
          ...{ deal: deal.id, id: `A-${id}`, date: day, kind: 'amendment', currency: deal.currency },
          ...{ amount: -amount / 3n, acv: null, mrr: null, firstYear: null, margin: null, quantity: null },
        },
      }));
    case 'invoiceLine':
      return one('invoiceLine').map((line) => ({ kind: 'invoiceLine', record: { ...line, amount } }));
    case 'receipt':
      return one('receipt').map((receipt) => ({ kind: 'receipt', record: { ...receipt, date: day } }));
    case 'application':
      return one('application').map((each) => ({
        kind: 'application',
        record: { ...each, amount: each.amount / 2n },
      }));
    case 'newReceipt':
      return one('invoiceLine').flatMap(({ invoice, line, currency }): readonly ChangedRecord[] => [
        { kind: 'receipt', record: { id: `R-${id}`, date: day, amount, currency, account: null } },
        {
          kind: 'application',
          record: { receipt: `R-${id}`, invoice, line, id: null, amount: amount / 2n, currency },
        },
      ]);
    case 'refund':
      return one('receipt').map((receipt) => ({
        kind: 'refund',
        record: {
          ...{ id: `F-${id}`, receipt: receipt.id, date: day, kind: 'refund', invoice: null, line: null },
          ...{ amount: receipt.amount / 4n, currency: receipt.currency },
        },
      }));
    case 'creditNote':
      return one('invoiceLine').map(({ invoice, amount: whole, currency }) => ({
        kind: 'creditNote',
        record: { id: `C-${id}`, invoice, line: null, date: day, amount: whole / 3n, currency },
      }));
    case 'revenueEntry':
      return one('deal').map((deal) => ({
        kind: 'revenueEntry',
        record: { deal: deal.id, id: `E-${id}`, date: day, amount, currency: deal.currency },
      }));
    case 'quota':
      return one('quota').map((quota) => ({ kind: 'quota', record: { ...quota, amount: String(cents) } }));
    case 'incentive':
      return one('targetIncentive').map((each) => ({ kind: 'targetIncentive', record: { ...each, amount } }));
    case 'name':
      return one('payee').map((each) => ({ kind: 'payee', record: { ...each, name: `Name ${id}` } }));
    case 'team':
      return one('team').map((each) => ({ kind: 'team', record: { ...each, name: `Team ${id}` } }));
    case 'teamParent':
      // To the top, where a team is part of no circle.
      return one('team').map(({ id: team }) => ({
        kind: 'teamParent',
        record: { team, parent: null, from: day, to: other % 2 === 0 ? null : addDays(day, 30) },
      }));
    case 'currency': {
      // What is in another currency goes back first.
      const abroad = records.deal.filter(({ currency }) => currency === 'EUR').slice(0, 1);
      const currency = abroad.length === 0 ? 'EUR' : 'USD';
      const [deal] = abroad.length === 0 ? one('deal') : abroad;
      return deal === undefined ? [] : [{ kind: 'deal', record: { ...deal, currency } }];
    }
    case 'sameDay':
      return one('deal').map((deal) => ({
        kind: 'deal',
        record: { ...deal, closeDate: otherOf('deal')?.closeDate ?? day },
      }));
    case 'noShare':
      return one('split').map((split) => ({ kind: 'split', record: { ...split, share: '0' } }));
    case 'wholeShare':
      return one('split').map((split) => ({ kind: 'split', record: { ...split, share: '1' } }));
    case 'sharedInvoice':
      return one('invoiceLine').map((line) => ({
        kind: 'invoiceLine',
        record: { ...line, line: `L-${id}`, deal: otherOf('deal')?.id ?? line.deal, amount },
      }));
    case 'movedRefund':
      return one('refund').map((refund) => ({
        kind: 'refund',
        record: { ...refund, receipt: otherOf('receipt')?.id ?? refund.receipt },
      }));
    case 'movedCreditNote':
      return one('creditNote').map((note) => ({
        kind: 'creditNote',
        record: { ...note, invoice: otherOf('invoiceLine')?.invoice ?? note.invoice },
      }));
    case 'absence':
      return [{ kind: 'absence', record: { payee, from: day, to: addDays(day, 9), kind: 'leave' } }];
    case 'fxRate':
      return one('fxRate').map((each) => ({
        kind: 'fxRate',
        record: { ...each, rate: `1.${String(cents % 1000).padStart(3, '0')}` },
      }));
    case 'membership':
      return one('membership').map((each) => ({
        kind: 'membership',
        record: { ...each, to: each.to === null && day > each.from ? day : null },
      }));
    case 'assignmentEnd':
      return one('assignment').map((each) => ({
        kind: 'assignment',
        record: { ...each, to: each.to === null && day > each.from ? day : null },
      }));
  }
}

/** Records with others in place of those of the same key, and those that are new. */
export function withChanged(records: RecordSet, changed: readonly ChangedRecord[]): RecordSet {
  let result = records;
  for (const { kind, record } of changed) {
    const key = keyOf(kind, record);
    const others = (result[kind] as readonly object[]).filter((each) => keyOf(kind, each) !== key);
    result = { ...result, [kind]: [...others, record] };
  }
  return result;
}

function keyOf(kind: RecordKind, record: object): string {
  const values = record as Readonly<Record<string, unknown>>;
  return JSON.stringify(keyFieldsOf(kind).map((field) => values[field] ?? null));
}
