import type { Kysely } from 'kysely';
import { createVersionedTable } from './create-table.js';

/** What was invoiced, what was paid, and what was taken back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createVersionedTable(db, 'invoice_line', {
    columns: {
      invoice: 'text',
      line: 'text',
      deal: 'text',
      date: 'text',
      due_date: 'text?',
      amount: 'integer',
      tax: 'integer?',
      currency: 'text?',
    },
    key: ['invoice', 'line'],
    indexes: [['deal']],
  });
  await createVersionedTable(db, 'receipt', {
    columns: { id: 'text', date: 'text', amount: 'integer', currency: 'text?', account: 'text?' },
    key: ['id'],
  });
  await createVersionedTable(db, 'application', {
    columns: {
      receipt: 'text',
      invoice: 'text',
      line: 'text',
      id: 'text',
      amount: 'integer',
      currency: 'text?',
    },
    key: ['receipt', 'invoice', 'line', 'id'],
    indexes: [['invoice']],
  });
  await createVersionedTable(db, 'refund', {
    columns: {
      id: 'text',
      receipt: 'text',
      date: 'text',
      kind: 'text',
      invoice: 'text?',
      line: 'text?',
      amount: 'integer',
      currency: 'text?',
    },
    key: ['id'],
    indexes: [['receipt'], ['invoice']],
  });
  for (const name of ['credit_note', 'write_off']) {
    await createVersionedTable(db, name, {
      columns: {
        id: 'text',
        invoice: 'text',
        line: 'text?',
        date: 'text',
        amount: 'integer',
        currency: 'text?',
      },
      key: ['id'],
      indexes: [['invoice']],
    });
  }
}
