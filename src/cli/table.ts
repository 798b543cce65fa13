import CliTable from 'cli-table3';
import { plainLine } from '../ledger/text-layout.js';

/** A column of a table that is printed. */
export interface TableColumn {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

/**
 * Rows as an aligned table without borders, its titles first.
 *
 * @example
 * tableText([{ title: 'Payee' }, { title: 'Paid', align: 'right' }], [['ada', '3,000.00']])
 */
export function tableText(columns: readonly TableColumn[], rows: readonly (readonly string[])[]): string {
  const table = new CliTable({
    head: columns.map(({ title }) => title),
    colAligns: columns.map(({ align }) => align ?? 'left'),
    chars: NO_BORDERS,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
  });
  table.push(...rows.map((row) => row.map(plainLine)));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

const NO_BORDERS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
};
