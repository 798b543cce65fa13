import { expect, it } from 'vitest';
import { type FiledColumn, tableCsv } from '../../../src/web/parts/table-csv.js';

interface Row {
  readonly id: string;
  readonly amount: string | null;
}

const COLUMNS: readonly FiledColumn<Row>[] = [
  { heading: 'Deal', cell: ({ id }) => id, inFile: { deal: ({ id }) => id } },
  {
    heading: 'Amount',
    cell: ({ amount }) => amount,
    inFile: { currency: () => 'USD', amount: ({ amount }) => amount },
  },
];

it('has the columns of the table in their order, a cell for each, guarded against formulas', () => {
  const rows = [
    { id: '=HYPERLINK("x")', amount: '-5.00' },
    { id: 'D-2, the second', amount: null },
  ];
  expect(tableCsv(COLUMNS, rows)).toBe(
    'deal,currency,amount\n"\'=HYPERLINK(""x"")",USD,-5.00\n"D-2, the second",USD,\n',
  );
  expect(tableCsv(COLUMNS, [])).toBe('deal,currency,amount\n');
});
