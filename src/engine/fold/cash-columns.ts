import type { ColumnRequest } from '../../records/columns/column-batch.js';

/**
 * The columns of an invoice line, an application and a receipt that folding looks at; the dates of an invoice only
 * where a release waits for cash.
 */
export const CASH_COLUMNS = {
  invoiceLine: [
    { name: 'invoice', type: 'text' },
    { name: 'line', type: 'text' },
    { name: 'deal', type: 'text' },
    { name: 'amount', type: 'integer' },
    { name: 'tax', type: 'integer', isSparse: true },
  ],
  invoiceDates: [
    { name: 'date', type: 'date' },
    { name: 'due_date', type: 'date', isSparse: true },
  ],
  application: [
    { name: 'receipt', type: 'text' },
    { name: 'invoice', type: 'text' },
    { name: 'line', type: 'text' },
    { name: 'id', type: 'text', isSparse: true },
    { name: 'amount', type: 'integer' },
  ],
  receipt: [
    { name: 'id', type: 'text' },
    { name: 'date', type: 'date' },
  ],
} as const satisfies Readonly<Record<string, readonly ColumnRequest[]>>;
