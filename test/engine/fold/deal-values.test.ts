import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dealFigures } from '../../../src/engine/events/deal-figures.js';
import { DealValues } from '../../../src/engine/fold/deal-values.js';
import { columnBatch } from '../../../src/records/columns/column-batch.js';
import { holds } from '../../property/seed.js';
import { COMPANY, dealOf } from '../given.js';

const money = fc.option(fc.integer({ min: -5_000_000, max: 90_000_000 }), { nil: null, freq: 2 });
const figures = fc.record({
  tcv: money,
  acv: money,
  mrr: money,
  firstYear: money,
  termMonths: fc.option(fc.integer({ min: 0, max: 60 }), { nil: null, freq: 2 }),
});

const column = (value: number | null) => Float64Array.of(value ?? Number.NaN);
const minor = (value: number | null) => (value === null ? null : BigInt(value));

test('deals are worth what their figures come to', () => {
  holds(
    'values of deals',
    fc.property(figures, ({ tcv, acv, mrr, firstYear, termMonths }) => {
      const values = new DealValues(COMPANY);
      values.reserve(1);
      const columns = { tcv, acv, mrr, first_year: firstYear, term_months: termMonths };
      const numbers = new Map(Object.entries(columns).map(([name, value]) => [name, column(value)]));
      expect(values.add(columnBatch(1, new Map(), numbers), 0)).toEqual([]);
      const money = { tcv: minor(tcv), acv: minor(acv), mrr: minor(mrr), firstYear: minor(firstYear) };
      const expected = dealFigures(dealOf('D-1', { ...money, termMonths }), COMPANY);
      expect([BigInt(values.tcv[0] ?? 0), BigInt(values.firstYear[0] ?? 0)]).toEqual([
        expected.tcv,
        expected.firstYear,
      ]);
    }),
    { runs: 1_000 },
  );
});

test('what is not exact in numbers is told', () => {
  const values = new DealValues(COMPANY);
  values.reserve(1);
  const columns = { tcv: null, acv: 2 ** 52, mrr: null, first_year: null, term_months: 36 };
  const numbers = new Map(Object.entries(columns).map(([name, value]) => [name, column(value)]));
  expect(values.add(columnBatch(1, new Map(), numbers), 0)).toEqual([0]);
});
