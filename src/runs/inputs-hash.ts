import type { Calculation } from '../engine/calculate.js';
import type { PlanVersion } from '../engine/plan.js';
import { compareText, type RecordIndex } from '../engine/record-index.js';
import type { RecordSet } from '../records/record-set.js';
import { contentHashOf } from './canonical-json.js';
import { peopleNeeded } from './people-needed.js';

/**
 * Hashes what each payee's result is made from: SHA-256 over the canonical form of the records that may bear
 * on it. It changes when one of them changes, and with no other deal; the organization, exchange rates and
 * teams' quotas are taken whole, as they bear on anybody.
 *
 * @example
 * const hashOf = inputsHasher(calculation, records, book.plans);
 * hashOf('ada') // '5f0c…'
 */
export function inputsHasher(
  { crediting: { index } }: Calculation,
  records: RecordSet,
  versions: readonly PlanVersion[],
): (payee: string) => string {
  const shared = contentHashOf([
    [...index.teams.values()],
    records.membership,
    records.fxRate,
    [...index.quotasByTeam.entries()].sort(([a], [b]) => compareText(a, b)),
  ]);
  const deals = new Map<string, string>();
  const people = new Map<string, string>();
  const personHash = (payee: string): string =>
    remembered(people, payee, () => {
      const own = (index.dealsByPayee.get(payee) ?? []).map((deal) =>
        remembered(deals, deal, () => contentHashOf(recordsOfDeal(deal, index))),
      );
      return contentHashOf([recordsOfPerson(payee, index), own]);
    });
  return (payee) => contentHashOf([shared, payee, peopleNeeded(payee, records, versions).map(personHash)]);
}

function remembered(known: Map<string, string>, key: string, work: () => string): string {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = work();
  known.set(key, made);
  return made;
}

function recordsOfPerson(payee: string, index: RecordIndex): readonly unknown[] {
  return [
    index.payees.get(payee) ?? null,
    index.assignmentsByPayee.get(payee) ?? [],
    index.targetIncentivesByPayee.get(payee) ?? [],
    index.quotasByPayee.get(payee) ?? [],
  ];
}

function recordsOfDeal(deal: string, index: RecordIndex): readonly unknown[] {
  return [
    index.deals.get(deal) ?? null,
    index.amendmentsByDeal.get(deal) ?? [],
    index.splitsByDeal.get(deal) ?? [],
    index.schedulesByDeal.get(deal) ?? [],
    index.milestonesByDeal.get(deal) ?? [],
    index.revenueEntriesByDeal.get(deal) ?? [],
    (index.invoicesByDeal.get(deal) ?? []).map((invoice) => recordsOfInvoice(invoice, index)),
  ];
}

/** With all that its receipts were applied to and gave back: how much of one is unapplied shows from that. */
function recordsOfInvoice(invoice: string, index: RecordIndex): readonly unknown[] {
  const applications = index.applicationsByInvoice.get(invoice) ?? [];
  const receipts = [...new Set(applications.map(({ receipt }) => receipt))].sort(compareText);
  return [
    index.invoiceLinesByInvoice.get(invoice) ?? [],
    index.creditNotesByInvoice.get(invoice) ?? [],
    index.writeOffsByInvoice.get(invoice) ?? [],
    receipts.map((receipt) => [
      index.receipts.get(receipt) ?? null,
      index.applicationsByReceipt.get(receipt) ?? [],
      index.refundsByReceipt.get(receipt) ?? [],
    ]),
  ];
}
