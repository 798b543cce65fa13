import { expect, it } from 'vitest';
import { addMonths } from '../../src/calendar/civil-date.js';
import { Decimal } from '../../src/money/decimal.js';
import { recordDecoder } from '../../src/records/decode-record.js';
import { encodeRecord } from '../../src/records/encode-record.js';
import type { Field } from '../../src/records/field.js';
import { type Deal, RECORD_KINDS, type RecordKind, type Split } from '../../src/records/record-kinds.js';
import { loadRuleFiles } from '../../src/rules/load-rule-files.js';
import { readRules } from '../../src/rules/read-rules.js';
import { sampleCompany } from '../../src/sample/sample-company.js';
import { SAMPLE_MANAGER, SAMPLE_REP, SAMPLE_SEED } from '../../src/sample/sample-constants.js';

const records = sampleCompany(SAMPLE_SEED);
const deals = new Map(records.deal.map((deal) => [deal.id, deal]));
const KINDS = Object.keys(RECORD_KINDS) as readonly RecordKind[];

async function rules() {
  const { book } = readRules(await loadRuleFiles('rules'));
  if (book === null) throw new Error('the rule files are broken');
  return book;
}

function count<Kind extends RecordKind>(
  kind: Kind,
  counts: (record: (typeof records)[Kind][number]) => boolean,
): number {
  return (records[kind] as readonly (typeof records)[Kind][number][]).filter(counts).length;
}

function groupedBy<Thing>(
  things: readonly Thing[],
  keyOf: (thing: Thing) => string,
): ReadonlyMap<string, readonly Thing[]> {
  const groups = new Map<string, Thing[]>();
  for (const thing of things) groups.set(keyOf(thing), [...(groups.get(keyOf(thing)) ?? []), thing]);
  return groups;
}

it('is the same for the same seed and another for another', () => {
  expect(sampleCompany(SAMPLE_SEED)).toEqual(records);
  const other = sampleCompany(SAMPLE_SEED + 1);
  expect(other.payee.map(({ id }) => id)).not.toEqual(records.payee.map(({ id }) => id));
  expect(other.deal.slice(0, 100)).not.toEqual(records.deal.slice(0, 100));
});

it('has a few hundred payees and about 5,000 deals over two years', () => {
  expect(records.payee.length).toBeGreaterThan(260);
  expect(records.payee.length).toBeLessThan(310);
  expect(records.deal.length).toBeGreaterThan(4_600);
  expect(records.deal.length).toBeLessThan(5_500);
  const months = new Set(records.deal.map(({ closeDate }) => closeDate.slice(0, 7)));
  expect([...months].sort()).toHaveLength(24);
});

/** Kinds that only some plans read, none of which is the sample's. */
const NOT_SAMPLED: readonly RecordKind[] = ['absence', 'poolWeight', 'objectiveScore', 'teamParent'];

it('has some of every kind of record that its plans read', () => {
  for (const kind of KINDS) {
    if (NOT_SAMPLED.includes(kind)) expect(records[kind], kind).toEqual([]);
    else expect(records[kind].length, kind).toBeGreaterThan(15);
  }
});

it('has no key twice', () => {
  for (const kind of KINDS) {
    const keys = records[kind].map((record) => {
      const texts = encodeRecord(kind, record);
      return RECORD_KINDS[kind].key.map((field) => texts[field]).join('|');
    });
    expect(new Set(keys).size, kind).toBe(keys.length);
  }
});

it('is written as intake reads it, to the last field', async () => {
  const { company } = await rules();
  for (const kind of KINDS) {
    const decoder = recordDecoder(kind, company);
    const decoded = records[kind].map((record) => decoder.decode(encodeRecord(kind, record)));
    expect(decoded.filter(({ ok }) => !ok)).toEqual([]);
    expect(
      decoded.map((each) => each.ok && each.record),
      kind,
    ).toEqual(records[kind]);
  }
});

it('names nothing that is not there', () => {
  const ids = {
    payee: new Set(records.payee.map(({ id }) => id)),
    team: new Set(records.team.map(({ id }) => id)),
    deal: new Set(records.deal.map(({ id }) => id)),
    receipt: new Set(records.receipt.map(({ id }) => id)),
  };
  const lines = new Set(records.invoiceLine.flatMap(({ invoice, line }) => [invoice, `${invoice}/${line}`]));
  for (const kind of KINDS) {
    for (const record of records[kind]) {
      const texts = encodeRecord(kind, record);
      for (const [name, field] of Object.entries<Field>(RECORD_KINDS[kind].fields)) {
        const known = field.references === undefined ? undefined : ids[field.references];
        if (known !== undefined && texts[name]) expect(known.has(texts[name]), texts[name]).toBe(true);
      }
      const { invoice, line } = texts;
      if (invoice) expect(lines.has(line ? `${invoice}/${line}` : invoice)).toBe(true);
    }
  }
});

it('knows nothing of what comes after the last day', () => {
  const dated = [
    ...records.receipt,
    ...records.refund,
    ...records.invoiceLine,
    ...records.creditNote,
    ...records.writeOff,
    ...records.amendment,
  ];
  expect(dated.filter(({ date }) => date >= '2026-11-01')).toEqual([]);
  const later = records.deal.filter(({ closeDate }) => closeDate >= '2026-11-01');
  expect(later.length).toBeGreaterThan(60);
  expect(later.filter(({ stage }) => stage === 'won' || stage === 'lost' || stage === null)).toEqual([]);
});

it('shares out every full role to exactly 100 % on every day of a deal', async () => {
  const { company } = await rules();
  const full = records.split.filter(({ role }) => company.fullRoles.includes(role));
  const byRole = groupedBy(full, ({ deal, role }) => `${deal}/${role}`);
  for (const splits of byRole.values()) {
    for (const day of decisiveDays(splits)) {
      const inForce = splits.filter(({ from, to }) => (from ?? '') <= day && (to === null || day < to));
      const total = inForce.reduce((sum, { share }) => sum.plus(share), new Decimal(0));
      expect(total.toString(), `${splits[0]?.deal} on ${day}`).toBe('1');
    }
  }
});

/** The close date and every later day on which a share begins or ends. */
function decisiveDays(splits: readonly Split[]): readonly string[] {
  const deal: Deal | undefined = deals.get(splits[0]?.deal ?? '');
  const first = deal?.closeDate ?? '';
  const bounds = splits.flatMap(({ from, to }) => [from, to]).filter((day) => day !== null && day > first);
  return [first, ...bounds.filter((day) => day !== null)];
}

it('has an owner for every deal, two for some three in ten of those that reps sell', () => {
  const owners = groupedBy(
    records.split.filter(({ role, from }) => role === 'owner' && from === null),
    ({ deal }) => deal,
  );
  expect(owners.size).toBe(records.deal.length);
  const sold = records.deal.filter(({ type, stage }) => type !== 'renewal' && stage === 'won');
  const shared = sold.filter(({ id }) => owners.get(id)?.length === 2);
  expect((shared.length * 100) / sold.length).toBeGreaterThan(25);
  expect((shared.length * 100) / sold.length).toBeLessThan(33);
});

it('assigns people to plans that are there, and everyone with a yearly quota has one for each year', async () => {
  const { plans } = await rules();
  const measured = new Map(
    plans.flatMap(({ plan }) =>
      plan.measures
        .filter(({ withoutQuota }) => withoutQuota === 'problem')
        .map(({ quota }) => [plan.id, quota] as const),
    ),
  );
  expect(records.assignment.filter(({ plan }) => !plans.some((each) => each.plan.id === plan))).toEqual([]);
  for (const { payee, plan, from, to } of records.assignment) {
    const quota = measured.get(plan);
    if (quota === undefined) continue;
    const years = ['2025', '2026'].filter(
      (year) => from.slice(0, 4) <= year && (to ?? '9999') > `${year}-01-01`,
    );
    const found = records.quota.filter((each) => each.payee === payee && each.quota === quota);
    expect(found.map((each) => each.from.slice(0, 4)).sort(), payee).toEqual(years);
  }
});

it('has teams three levels deep, each with a manager all along', () => {
  const parents = new Map(records.team.map(({ id, parent }) => [id, parent]));
  const depths = records.team.map(({ id }) => {
    let depth = 0;
    for (let team: string | null = id; team !== null; team = parents.get(team) ?? null) depth += 1;
    return depth;
  });
  expect([...new Set(depths)].sort()).toEqual([1, 2, 3]);
  for (const { id } of records.team) {
    for (let day = '2025-01-01'; day < '2026-11-01'; day = addMonths(day, 1)) {
      const managers = records.membership.filter(
        ({ team, as, from, to }) =>
          team === id && as === 'manager' && from <= day && (to === null || day < to),
      );
      expect(managers, `${id} on ${day}`).toHaveLength(1);
    }
  }
});

it('has people who join, leave, change team and change plan', () => {
  expect(count('payee', ({ hireDate }) => hireDate !== null && hireDate >= '2025-01-01')).toBeGreaterThan(20);
  expect(count('payee', ({ leaveDate }) => leaveDate !== null)).toBeGreaterThan(6);
  const plans = groupedBy(records.assignment, ({ payee }) => payee);
  expect([...plans.values()].filter((own) => own.length > 1)).toHaveLength(3);
  const teams = groupedBy(records.membership, ({ payee }) => payee);
  const moved = [...teams].filter(([payee, own]) => own.length > 1 && plans.get(payee)?.length === 1);
  expect(moved).toHaveLength(7);
});

it('has every way in which revenue, invoices and cash can go', () => {
  expect(new Set(records.revenueSchedule.map(({ method }) => method))).toEqual(
    new Set(['months', 'days', 'monthly']),
  );
  expect(new Set(records.amendment.map(({ kind }) => kind))).toEqual(new Set(['amendment', 'cancellation']));
  expect(new Set(records.refund.map(({ kind }) => kind))).toEqual(new Set(['refund', 'chargeback']));
  expect(new Set(records.quota.map(({ spread }) => spread))).toEqual(new Set(['equal', 'weights']));
  expect(new Set(records.deal.map(({ currency }) => currency))).toEqual(new Set(['USD', 'EUR']));
  expect(count('split', ({ to }) => to !== null)).toBeGreaterThan(50);
  expect(count('application', ({ line }) => line === null)).toBeGreaterThan(1000);
  expect(count('application', ({ line }) => line !== null)).toBeGreaterThan(1000);
  expect(count('invoiceLine', ({ line }) => line === '2')).toBeGreaterThan(100);
  const perInvoice = groupedBy(records.application, ({ invoice }) => invoice);
  const receipts = [...perInvoice.values()].map((each) => new Set(each.map(({ receipt }) => receipt)).size);
  expect([...new Set(receipts)].sort()).toEqual([1, 2, 3]);
  const invoices = new Set(records.invoiceLine.map(({ invoice }) => invoice));
  expect(invoices.size - perInvoice.size).toBeGreaterThan(200);
});

it('has the project of three months for 200,000, invoiced at signing, half way and at the end', () => {
  expect(deals.get('PROJ-200K')).toMatchObject({ tcv: 20_000_000n, termMonths: 3, closeDate: '2026-07-20' });
  const lines = records.invoiceLine.filter(({ deal }) => deal === 'PROJ-200K');
  expect(lines.map(({ date, amount }) => [date, amount])).toEqual([
    ['2026-07-20', 8_000_000n],
    ['2026-09-04', 6_000_000n],
    ['2026-10-19', 6_000_000n],
  ]);
  expect(cashOf('PROJ-200K')).toEqual([
    ['2026-08-19', 8_000_000n],
    ['2026-10-05', 4_000_000n],
  ]);
  expect(ownerOf('PROJ-200K')).toEqual([[SAMPLE_REP, '1']]);
});

it('has the open-ended subscription at 20,000 a month', () => {
  expect(deals.get('SUB-20K')).toMatchObject({ mrr: 2_000_000n, termMonths: null, tcv: null, acv: null });
  expect(cashOf('SUB-20K')).toEqual([['2026-10-21', 2_000_000n]]);
  expect(records.revenueSchedule.find(({ deal }) => deal === 'SUB-20K')).toMatchObject({
    method: 'monthly',
    from: '2026-10-01',
    to: null,
  });
  expect(ownerOf('SUB-20K')).toEqual([[SAMPLE_REP, '1']]);
});

it('has the rep and the manager of the documentation in one team', () => {
  const memberships = records.membership.filter(({ payee }) => [SAMPLE_REP, SAMPLE_MANAGER].includes(payee));
  expect(memberships.map(({ team, as, to }) => [team, as, to])).toEqual([
    ['na-enterprise-east', 'manager', null],
    ['na-enterprise-east', 'member', null],
  ]);
});

function cashOf(deal: string): readonly (readonly [string, bigint])[] {
  const invoices = new Set(
    records.invoiceLine.filter((line) => line.deal === deal).map(({ invoice }) => invoice),
  );
  const receipts = new Map(records.receipt.map(({ id, date }) => [id, date]));
  return records.application
    .filter(({ invoice }) => invoices.has(invoice))
    .map(({ receipt, amount }) => [receipts.get(receipt) ?? '', amount] as const);
}

function ownerOf(deal: string): readonly (readonly [string, string])[] {
  return records.split
    .filter((split) => split.deal === deal && split.role === 'owner')
    .map(({ payee, share }) => [payee, share] as const);
}
