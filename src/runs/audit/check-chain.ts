import type { LedgerBreak } from '../../ledger/entries/ledger-break.js';
import { type ChainRecord, hashOfRecord, PartsDigest } from '../../store/chain/chain-record.js';
import {
  chainBeginning,
  type PartOfRecord,
  type ReadRecord,
  readChain,
  readParts,
  recordWithHash,
  type SaidOfChange,
  unsealedChanges,
} from '../../store/chain/read-chain.js';
import type { Transaction } from '../../store/executor.js';
import type { AuditCheck, AuditOptions, CheckOutcome } from './audit-check.js';
import { Queue } from './queue.js';

/** Looks whether the records of the chain follow from each other, and whether changes still say what they said. */
export const CHECK_CHAIN: AuditCheck = {
  title: 'the chain of commands is unbroken, and each change says what it said',
  run: checkChain,
};

async function checkChain(trx: Transaction, { head: noted }: AuditOptions): Promise<CheckOutcome> {
  const breaks: LedgerBreak[] = [];
  const parts = new Queue(readParts(trx));
  let last: ChainRecord | null = null;
  for await (const records of readChain(trx)) {
    for (const each of records) {
      breaks.push(
        ...followsFrom(last, each),
        ...brokenDigest(each.record, await digestOf(parts, each.record)),
      );
      last = each.record;
    }
  }
  const past = (await chainBeginning(trx)).get('change') ?? 0n;
  for (const change of await unsealedChanges(trx, past)) {
    breaks.push(
      broken('change-as-recorded', `change ${change}`, 'change', 'no change', 'one without a record'),
    );
  }
  breaks.push(...(await missingHead(trx, noted)));
  if (last === null) {
    return { examined: 0, of: 'records', breaks: [...breaks, missing(0, 0)] };
  }
  const { number: record, hash, recordedAt } = last;
  return {
    examined: record,
    of: 'records',
    breaks,
    head: { record, hash, recordedAt, unsealedThrough: Number(past) },
  };
}

/** What is wrong between a record and the one before it, and in itself. */
function followsFrom(before: ChainRecord | null, { record, change }: ReadRecord): readonly LedgerBreak[] {
  const expected = before === null ? 0 : before.number + 1;
  const found: LedgerBreak[] = [];
  if (record.number > expected) found.push(missing(expected, record.number - 1));
  else if (before !== null && record.previous !== before.hash) {
    const where = nameOf(record);
    found.push(broken('chain-unbroken', where, 'hash of the record before', record.previous, before.hash));
  }
  const hash = hashOfRecord(record);
  if (hash !== record.hash)
    found.push(broken('chain-unbroken', nameOf(record), 'SHA-256', record.hash, hash));
  return record.change === null ? found : [...found, ...saidOtherwise(record, change)];
}

function missing(from: number, to: number): LedgerBreak {
  const where = from === to ? `record ${from}` : `records ${from} to ${to}`;
  return broken('chain-unbroken', where, 'record', 'there', 'missing');
}

const SAID = ['recordedAt', 'actor', 'command', 'reason', 'contentHash'] as const;
const FIGURES = {
  ...{ recordedAt: 'when', actor: 'who', command: 'command', reason: 'reason' },
  contentHash: 'content hash',
} as const;

function saidOtherwise(record: ChainRecord, change: SaidOfChange | null): readonly LedgerBreak[] {
  const where = nameOf(record);
  if (change === null) return [broken('change-as-recorded', where, 'change', 'there', 'missing')];
  return SAID.filter((each) => change[each] !== record[each]).map((each) =>
    broken('change-as-recorded', where, FIGURES[each], record[each] ?? 'none', change[each] ?? 'none'),
  );
}

function brokenDigest(record: ChainRecord, digest: string): readonly LedgerBreak[] {
  if (digest === record.digest) return [];
  return [broken('chain-unbroken', nameOf(record), 'digest of its rows', record.digest, digest)];
}

/** The digest of the parts of a record as they are stored; parts of records that are missing are passed over. */
async function digestOf(parts: Queue<PartOfRecord>, { number }: ChainRecord): Promise<string> {
  const digest = new PartsDigest();
  for (
    let part = await parts.peek();
    part !== undefined && part.record <= number;
    part = await parts.peek()
  ) {
    await parts.take(1);
    if (part.record === number) digest.add(part);
  }
  return digest.end();
}

async function missingHead(trx: Transaction, noted: string | undefined): Promise<readonly LedgerBreak[]> {
  if (noted === undefined || (await recordWithHash(trx, noted.toLowerCase())) !== null) return [];
  return [broken('head-in-chain', 'the noted head', 'SHA-256', noted, 'no record with this hash')];
}

function nameOf({ number, change, command }: ChainRecord): string {
  return change === null
    ? `record ${number} (${command})`
    : `change ${change} (${command}), record ${number}`;
}

function broken(
  rule: LedgerBreak['rule'],
  where: string,
  figure: string,
  expected: string,
  found: string,
): LedgerBreak {
  return { rule, where, figure, expected, found, difference: null, currency: null };
}
