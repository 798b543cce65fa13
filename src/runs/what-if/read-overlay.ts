import { companyCheck } from '../../intake/check-company.js';
import type { ProblemCode } from '../../problems/codes.js';
import { didYouMean } from '../../problems/did-you-mean.js';
import { type Problem, type ProblemDetail, problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import type { Company } from '../../records/company.js';
import { type DecodedRecord, recordDecoder } from '../../records/decode-record.js';
import { encodeRecord } from '../../records/encode-record.js';
import type { Deal, RecordKind, Split } from '../../records/record-kinds.js';
import type { RecordSet } from '../../records/record-set.js';
import type { Overlay } from './overlay.js';
import { splitExcess } from './split-excess.js';
import type {
  SupposedDeal,
  SupposedPayment,
  SupposedRevenue,
  Supposition,
  WrittenFields,
} from './what-if-question.js';

/** What a supposition is read against. */
export interface OverlayContext {
  readonly payee: string;
  readonly company: Company;
  /** What is known. */
  readonly records: RecordSet;
  /** The ids of the deals that may be supposed other than they are, or not to be there. */
  readonly own: ReadonlySet<string>;
  /** In which role the payee has a new deal, unless said. */
  readonly role: string;
  /** Who may share a deal; anybody where `null`, so that nobody is told of by being asked for. */
  readonly people: ReadonlySet<string> | null;
}

/**
 * Reads what is supposed by the rules of an import. All that is wrong with it is told, each problem with the `field`
 * it stands at, such as `deals.0.fields.closeDate`.
 *
 * @example
 * readOverlay({ deals: [{ fields: { closeDate: '2026-03-20', acv: '40000' } }], without: [] }, context)
 */
export function readOverlay(supposition: Supposition, context: OverlayContext): Result<Overlay> {
  const reading = new OverlayReading(context);
  for (const [place, id] of supposition.without.entries()) reading.leaveOut(id, `without.${place}`);
  for (const [place, deal] of supposition.deals.entries()) reading.suppose(deal, place);
  return reading.problems.length > 0 ? failed(reading.problems) : ok(reading);
}

class OverlayReading implements Overlay {
  readonly problems: Problem[] = [];
  readonly deals: Deal[] = [];
  readonly splits = new Map<string, readonly Split[]>();
  readonly revenueEntries: Overlay['revenueEntries'][number][] = [];
  readonly invoiceLines: Overlay['invoiceLines'][number][] = [];
  readonly receipts: Overlay['receipts'][number][] = [];
  readonly applications: Overlay['applications'][number][] = [];
  readonly without = new Set<string>();
  readonly #context: OverlayContext;
  readonly #known: ReadonlyMap<string, Deal>;

  constructor(context: OverlayContext) {
    this.#context = context;
    this.#known = new Map(context.records.deal.map((deal) => [deal.id, deal]));
  }

  leaveOut(id: string, field: string): void {
    if (this.#context.own.has(id)) this.without.add(id);
    else this.#refuseDeal(id, field);
  }

  suppose(supposed: SupposedDeal, place: number): void {
    const at = `deals.${place}`;
    const { own } = this.#context;
    const id = supposed.fields['id']?.trim() || this.#newId(place);
    const before = own.has(id) ? this.#known.get(id) : undefined;
    // What has an id and lacks what every deal has is meant to be one that the payee has.
    const isMeant = supposed.fields['id'] !== undefined && supposed.fields['closeDate'] === undefined;
    if (before === undefined && (isMeant || this.#known.has(id))) {
      this.#refuseDeal(id, `${at}.fields.id`);
      return;
    }
    if (this.without.has(id) || this.deals.some((each) => each.id === id)) {
      this.#report(`${at}.fields.id`, 'duplicate-record', `deal ${id} is supposed twice`, { found: id });
      return;
    }
    const deal = this.#deal({ ...supposed.fields, id }, before, `${at}.fields`);
    if (deal === undefined) return;
    this.deals.push(deal);
    if (supposed.splits !== undefined || before === undefined) this.#share(deal, supposed.splits ?? [{}], at);
    for (const [part, each] of (supposed.paid ?? []).entries()) this.#pay(deal, each, `${at}.paid.${part}`);
    for (const [part, each] of (supposed.recognized ?? []).entries())
      this.#recognize(deal, each, `${at}.recognized.${part}`);
  }

  #newId(place: number): string {
    let id = `what-if-${place + 1}`;
    while (this.#known.has(id)) id = `${id}-new`;
    return id;
  }

  #deal(fields: WrittenFields, before: Deal | undefined, at: string): Deal | undefined {
    const { company } = this.#context;
    const stored = before === undefined ? {} : encodeRecord('deal', before, company.dealFields);
    const deal = this.#decode('deal', { ...stored, ...fields }, at, Object.keys(fields));
    if (deal === undefined || before === undefined || deal.currency === before.currency) return deal;
    const { amendment, revenueEntry, revenueSchedule, invoiceLine } = this.#context.records;
    const rows = [...amendment, ...revenueEntry, ...revenueSchedule, ...invoiceLine];
    if (!rows.some((each) => each.deal === deal.id)) return deal;
    this.#report(`${at}.currency`, 'currency-mismatch', `deal ${deal.id} has rows in ${before.currency}`, {
      found: deal.currency ?? undefined,
      expected: before.currency ?? undefined,
    });
    return undefined;
  }

  #share({ id }: Deal, written: readonly WrittenFields[], at: string): void {
    const { payee, role, people, company } = this.#context;
    const splits: Split[] = [];
    for (const [part, fields] of written.entries()) {
      const place = `${at}.splits.${part}`;
      const split = this.#decode(
        'split',
        { payee, role, share: '100%', ...fields, deal: id },
        place,
        Object.keys(fields),
      );
      if (split === undefined) continue;
      splits.push(split);
      if (people === null || people.has(split.payee)) continue;
      const hint = didYouMean(split.payee, [...people]);
      const message = `there is no payee ${split.payee}`;
      this.#report(`${place}.payee`, 'unknown-reference', message, { found: split.payee, hint });
    }
    const excess = splitExcess(splits, company);
    if (excess !== null) {
      const { role: of, date, total, most } = excess;
      const when = date === null ? '' : ` on ${date}`;
      const message = `the shares of ${of} in deal ${id} sum to ${total}${when}`;
      this.#report(`${at}.splits`, 'split-total', message, { found: total, expected: `at most ${most}` });
    }
    this.splits.set(id, splits);
  }

  #pay(deal: Deal, { date, amount, invoice }: SupposedPayment, at: string): void {
    const id = `what-if-${deal.id}-${this.receipts.length + 1}`;
    const currency = deal.currency ?? '';
    const receipt = this.#decode('receipt', { id, date, amount, currency }, at, []);
    if (receipt === undefined || !this.#isAboveZero(receipt.amount, amount, `${at}.amount`)) return;
    const named = invoice?.trim() || null;
    const lines = this.#context.records.invoiceLine;
    if (named !== null && !lines.some((each) => each.invoice === named && each.deal === deal.id)) {
      const message = `deal ${deal.id} has no invoice ${named}`;
      this.#report(`${at}.invoice`, 'unknown-reference', message, { found: named });
      return;
    }
    const row = { amount: receipt.amount, currency: receipt.currency };
    this.receipts.push(receipt);
    if (named === null) {
      const line = { invoice: id, line: '1', deal: deal.id, date: receipt.date, dueDate: null, tax: null };
      this.invoiceLines.push({ ...line, ...row });
    }
    this.applications.push({ receipt: id, invoice: named ?? id, line: null, id: null, ...row });
  }

  #recognize(deal: Deal, { date, amount }: SupposedRevenue, at: string): void {
    const id = `what-if-${this.revenueEntries.length + 1}`;
    const fields = { deal: deal.id, id, date, amount, currency: deal.currency ?? '' };
    const entry = this.#decode('revenueEntry', fields, at, []);
    if (entry !== undefined) this.revenueEntries.push(entry);
  }

  #isAboveZero(amount: bigint, found: string, field: string): boolean {
    if (amount > 0n) return true;
    this.#report(field, 'out-of-range', 'what comes in is above zero', { found, expected: 'more than 0' });
    return false;
  }

  /** The record, unless something is wrong with it, which is then reported. */
  #decode<Kind extends RecordKind>(
    kind: Kind,
    fields: WrittenFields,
    at: string,
    written: readonly string[],
  ): DecodedRecord<Kind> | undefined {
    const { company } = this.#context;
    const decoder = recordDecoder(kind, company);
    const unknown = written.filter((name) => !decoder.fieldNames.includes(name));
    for (const name of unknown) {
      const expected = decoder.fieldNames.join(', ');
      const hint = didYouMean(name, decoder.fieldNames);
      this.#report(`${at}.${name}`, 'unknown-field', `a ${kind} has no field ${name}`, {
        found: name,
        expected,
        hint,
      });
    }
    const outcome = decoder.decode(fields);
    const ofCompany = companyCheck(kind, company)(fields);
    const found = [...(outcome.ok ? [] : outcome.problems), ...(ofCompany === undefined ? [] : [ofCompany])];
    for (const { field, problem: each } of found) {
      const { code, message, severity: _, ...detail } = each;
      this.#report(`${at}.${field}`, code, message, detail);
    }
    return outcome.ok && found.length === 0 && unknown.length === 0 ? outcome.record : undefined;
  }

  #refuseDeal(id: string, field: string): void {
    const { payee, own } = this.#context;
    const hint = didYouMean(id, [...own]);
    this.#report(field, 'unknown-reference', `${payee} has no deal ${id}`, { found: id, hint });
  }

  #report(field: string, code: ProblemCode, message: string, detail: ProblemDetail): void {
    this.problems.push(problem(code, message, { ...detail, field }));
  }
}
