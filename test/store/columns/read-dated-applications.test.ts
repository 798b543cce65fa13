import { describe, expect, it } from 'vitest';
import { readDatedApplications } from '../../../src/store/columns/read-dated-applications.js';
import type { Database } from '../../../src/store/executor.js';
import { databases } from '../../databases/databases.js';
import { bare, writeAll } from '../samples.js';

/** Each application by its invoice, with the day of its receipt, batch by batch. */
async function datedOf(
  db: Database,
  takes?: (batch: number) => boolean,
): Promise<readonly (readonly string[])[]> {
  return db.read(async (trx) => {
    const batches: (readonly string[])[] = [];
    for await (const { applications, days } of readDatedApplications(trx, takes)) {
      const { bytes, starts, ends } = applications.text('invoice');
      const invoiceOf = (row: number) => Buffer.from(bytes.subarray(starts[row], ends[row])).toString();
      batches.push([...days].map((day, row) => `${invoiceOf(row)} ${day}`));
    }
    return batches;
  });
}

/** A receipt on one of the days of January, or none where every hundredth is missing. */
const idOf = (place: number) => `R-${String(place).padStart(6, '0')}`;
const dayOf = (place: number) => (place % 28) + 1;
const isMissing = (place: number) => place % 100 === 99;

async function writeReceipts(db: Database, count: number): Promise<void> {
  const places = Array.from({ length: count }, (_, place) => place).filter((place) => !isMissing(place));
  const dated = places.map((place) => ({
    ...bare('receipt'),
    id: idOf(place),
    date: `2026-01-${String(dayOf(place)).padStart(2, '0')}`,
  }));
  await writeAll(db, 'receipt', dated);
}

describe.each(databases)('applications of cash on $name', (database) => {
  it('come with the days of their receipts, and with none where there is no such receipt', async () => {
    const db = await database.create();
    const count = 10_000;
    await writeReceipts(db, count);
    // Of some receipts nothing is applied, and of others to two invoices.
    const places = Array.from({ length: count }, (_, place) => place).filter((place) => place % 3 > 0);
    const named = places.flatMap((place) => (place % 5 === 0 ? [`a${place}`, `b${place}`] : [`a${place}`]));
    const applications = named.map((invoice) => ({
      ...bare('application'),
      receipt: idOf(Number(invoice.slice(1))),
      invoice,
    }));
    await writeAll(db, 'application', applications);
    const batches = await datedOf(db);
    expect(batches.flat()).toEqual(
      named.map((invoice) => {
        const place = Number(invoice.slice(1));
        return `${invoice} ${isMissing(place) ? 0 : 20_260_100 + dayOf(place)}`;
      }),
    );
    expect(batches.length).toBeGreaterThan(1);
    expect(Math.max(...batches.map((batch) => batch.length))).toBeLessThan(5_000);
  });

  it('are parted alike each time, so that some can be read and others left', async () => {
    const db = await database.create();
    await writeReceipts(db, 9_000);
    const applications = Array.from({ length: 9_000 }, (_, place) => ({
      ...bare('application'),
      receipt: idOf(place),
      invoice: `I-${place}`,
    }));
    await writeAll(db, 'application', applications);
    const all = await datedOf(db);
    const odd = await datedOf(db, (batch) => batch % 2 === 1);
    expect(all.length).toBeGreaterThan(2);
    expect(odd).toEqual(all.filter((_, batch) => batch % 2 === 1));
  });
});
