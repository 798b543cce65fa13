import { describe, expect, it } from 'vitest';
import { foldPlan } from '../../../src/engine/fold/fold-plan.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import { peopleColumns } from '../../../src/runs/incremental/people-columns.js';
import { readStoredRules } from '../../../src/runs/stored-rules.js';
import { MOST_VALUES } from '../../../src/store/columns/few-columns.js';
import { SQLITE } from '../../databases/databases.js';
import { applied, invoiced, received } from '../../engine/given.js';
import { held, managers, publish, sellers, sold, THROUGH, write } from './remembered-company.js';

const invoice = (id: string, line = '1', deal = 'D-z-1-01') =>
  invoiced(id, deal, '1.00', { date: '2026-02-10', line });
const paid = (each: number) => ({
  receipt: [received(`R-${each}`, '2026-03-05', '0.01')],
  application: [applied(`R-${each}`, `I-${each % 1_000}`, '0.01')],
});
const first = (count: number) => Array.from({ length: count }, (_, place) => place);

/** As much of something as is looked for at once, and what is one more. */
const MUCH: Readonly<Record<string, readonly [most: Partial<RecordSet>, oneMore: Partial<RecordSet>]>> = {
  invoices: [
    { invoiceLine: first(MOST_VALUES).map((each) => invoice(`I-${each}`)) },
    { invoiceLine: [invoice('I-more')] },
  ],
  receipts: [
    {
      invoiceLine: first(1_000).map((each) => invoice(`I-${each}`)),
      receipt: first(MOST_VALUES).flatMap((each) => paid(each).receipt),
      application: first(MOST_VALUES).flatMap((each) => paid(each).application),
    },
    paid(MOST_VALUES),
  ],
  // The deal of the payee counts as well.
  'deals beside': [
    {
      invoiceLine: [
        invoice('I'),
        ...first(MOST_VALUES - 1).map((each) => invoice('I', `L-${each}`, `E-${each}`)),
      ],
    },
    { invoiceLine: [invoice('I', 'L-more', 'E-more')] },
  ],
};

describe('the columns of a payee', () => {
  it.each(Object.keys(MUCH))(
    'are not read where too many of them are to be looked for: %s',
    async (name) => {
      const db = await SQLITE.create();
      await publish(db, [sellers('5%'), managers]);
      const rules = await readStoredRules(db);
      if (!rules.ok) throw new Error(JSON.stringify(rules.problems));
      const { plans: versions, company } = rules.value.book;
      const plans = versions.flatMap(({ plan }) => foldPlan(plan, true) ?? []);
      const asked = { plans, company, payees: ['z-1'], through: THROUGH };
      const read = () => db.read((trx) => peopleColumns(trx, asked));
      const [most = {}, oneMore = {}] = MUCH[name] ?? [];
      await write(db, { deal: [sold('z-1', '01', 100n)], split: [held('D-z-1-01', 'z-1', '1')] });
      await write(db, most);
      expect((await read())?.deals.keys.count).toBe(1);
      await write(db, oneMore);
      expect(await read()).toBeNull();
    },
    60_000,
  );
});
