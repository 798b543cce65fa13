import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE } from '../../src/access/scope.js';
import type { Receipt } from '../../src/records/record-kinds.js';
import { withChange } from '../../src/store/change.js';
import { readRecordSet } from '../../src/store/read-record-set.js';
import { recordHistory } from '../../src/store/record-history.js';
import { recordWriter } from '../../src/store/record-writer.js';
import type { WriteOptions, WriteOutcome } from '../../src/store/write-outcome.js';
import { databases } from '../databases/databases.js';
import { bare, writeAll } from './samples.js';

/** What is stored under a key, as writing one record after the other would leave it. */
interface Content {
  readonly amount: bigint;
  readonly change: number;
}

function writeOne(
  stored: Map<string, Content>,
  { id, amount }: Receipt,
  change: number,
  options: WriteOptions,
): WriteOutcome {
  const known = stored.get(id);
  if (known?.amount === amount) return 'unchanged';
  if (known !== undefined && options.refuseRepeated && known.change === change) return 'repeated';
  if (known !== undefined && options.onConflict === 'refuse') return 'conflict';
  stored.set(id, { amount, change });
  return known === undefined ? 'inserted' : 'corrected';
}

function receipts(given: readonly (readonly [number, number])[]): readonly Receipt[] {
  return given.map(([id, amount]) => ({ ...bare('receipt'), id: `R-${id}`, amount: BigInt(amount) }));
}

/** Rows of few keys and fewer contents, so that each is given often; and runs of new ones. */
const batch = fc
  .array(
    fc.oneof(
      { weight: 1, arbitrary: fc.tuple(fc.nat(40), fc.nat(2)).map((row) => [row]) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.nat(5), fc.nat(1))
          .map(([from, amount]) =>
            Array.from({ length: 60 }, (_, each): [number, number] => [from * 37 + each, amount]),
          ),
      },
    ),
    { maxLength: 8 },
  )
  .map((runs) => runs.flat());

const options: fc.Arbitrary<WriteOptions> = fc.record({
  onConflict: fc.constantFrom('correct', 'refuse'),
  refuseRepeated: fc.boolean(),
});

describe.each(databases)('a batch of records on $name', (database) => {
  it('is written as if one were written after the other', async () => {
    const db = await database.create();
    const stored = new Map<string, Content>();
    await fc.assert(
      fc.asyncProperty(fc.array(batch, { minLength: 1, maxLength: 3 }), options, async (batches, how) => {
        const { change, value } = await withChange(
          db,
          { actor: 'local', command: 'test' },
          async (trx, number) => {
            const writer = recordWriter(trx, number, 'receipt', how);
            const outcomes: WriteOutcome[] = [];
            for (const each of batches) outcomes.push(...(await writer.writeAll(receipts(each))));
            return outcomes;
          },
        );
        const all = receipts(batches.flat());
        expect(value).toEqual(all.map((receipt) => writeOne(stored, receipt, change ?? 0, how)));
      }),
      { numRuns: 40 },
    );
    const read = (await readRecordSet(db)).receipt.map(({ id, amount }) => [id, amount]);
    expect(new Map(read as [string, bigint][])).toEqual(
      new Map([...stored].map(([id, { amount }]) => [id, amount])),
    );
    expect(read).toHaveLength(stored.size);
  });

  it('of many thousands is inserted, known again, and corrected', async () => {
    const db = await database.create();
    const all = receipts(Array.from({ length: 6_001 }, (_, id) => [id, 1]));
    const count = (outcomes: readonly WriteOutcome[], wanted: WriteOutcome) =>
      outcomes.filter((outcome) => outcome === wanted).length;
    expect(count((await writeAll(db, 'receipt', all)).outcomes, 'inserted')).toBe(6_001);
    expect(count((await writeAll(db, 'receipt', all)).outcomes, 'unchanged')).toBe(6_001);
    const corrected = all.map((receipt) => ({ ...receipt, amount: 2n }));
    expect(count((await writeAll(db, 'receipt', corrected)).outcomes, 'corrected')).toBe(6_001);
    expect(await recordHistory(db, EVERY_PAYEE, 'receipt', { id: 'R-6000' })).toMatchObject([
      { change: 1, untilChange: 3, record: { amount: 1n } },
      { change: 3, untilChange: null, record: { amount: 2n } },
    ]);
  });
});
