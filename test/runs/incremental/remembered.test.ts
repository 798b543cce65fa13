import { describe, expect, it } from 'vitest';
import type { RecordSet } from '../../../src/records/record-set.js';
import type { Database } from '../../../src/store/executor.js';
import { databases } from '../../databases/databases.js';
import { applied, changed, invoiced, received } from '../../engine/given.js';
import { companies, held, managers, publish, sellers, sold, target, write } from './remembered-company.js';

const COLLECTED: Partial<RecordSet> = {
  invoiceLine: [invoiced('I-1', 'D-a-1-02', '500.00', { date: '2026-02-10' })],
  receipt: [received('R-1', '2026-03-05', '200.00')],
  application: [applied('R-1', 'I-1', '200.00')],
};

describe.each(databases)('what is remembered between changes on $name', (database) => {
  it('is what a full run would read, whoever changes what', async () => {
    const { both, elsewhere } = await companies(database);
    const changes: readonly (readonly [Partial<RecordSet>, Database?])[] = [
      [{ deal: [sold('a-1', '02', 170_000n)] }],
      // The same deal again, the other of its team, and whoever is in none.
      [{ deal: [sold('a-1', '02', 30_000n)] }],
      [{ deal: [sold('a-2', '05', 900_000n)] }],
      [{ deal: [sold('z-1', '01', 1_000_000n)] }],
      // By another handle, as by another process: in a row, so that one of them is not seen on its own.
      [{ deal: [sold('a-1', '02', 31_000n)] }, elsewhere],
      [{ deal: [sold('a-2', '05', 900_000n, 'renewal'), sold('b-1', '03', 77_000n)] }, elsewhere],
      [{ split: [held('D-a-1-02', 'a-1', '0.5'), held('D-a-1-02', 'z-1', '0.5')] }],
      [{ deal: [sold('a-1', '02', 64_000n)] }],
      [COLLECTED],
      [{ receipt: [received('R-1', '2026-04-05', '200.00')] }],
      [{ quota: [target('a-2', 'sales', '400')] }],
      [{ deal: [sold('a-2', '04', 1n)] }],
      [{ deal: [{ ...sold('a-2', '04', 80_000n), closeDate: '2026-01-31' }] }],
    ];
    for (const [records, by] of changes) expect(await both((each) => write(each, records), by)).toBe(true);
  });

  it('is forgotten where a deal goes to the engine, and where the rules are others', async () => {
    const { both } = await companies(database);
    const change = (cents: bigint) => both((each) => write(each, { deal: [sold('a-1', '02', cents)] }));
    expect(await change(60_000n)).toBe(true);
    const amended = { amendment: [changed('D-a-1-02', 'A-1', '2026-05-02', '-100.00')] };
    expect(await both((each) => write(each, amended))).toBe(true);
    expect(await change(70_000n)).toBe(true);
    expect(await both((each) => write(each, { deal: [sold('a-2', '02', 1_234n)] }))).toBe(true);
    expect(await both((each) => publish(each, [sellers('6%'), managers]))).toBe(false);
    expect(await change(80_000n)).toBe(true);
  });
});
