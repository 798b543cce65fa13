import { createHash } from 'node:crypto';
import type { RowPart } from './row-parts.js';

/** A link of the chain: what a command was, with a digest of the rows that it wrote. */
export interface ChainRecord {
  /** From 1, one more each time; 0 is where the chain begins. */
  readonly number: number;
  /** The change that it was, `null` where it changed no data or rules, as the closing of a period does not. */
  readonly change: number | null;
  /** The instant, as ISO 8601 in UTC. */
  readonly recordedAt: string;
  readonly actor: string;
  readonly command: string;
  readonly reason: string | null;
  /** SHA-256 of what came in, in hexadecimal. */
  readonly contentHash: string | null;
  /** The hash of the record before. */
  readonly previous: string;
  /** SHA-256 over the parts of its rows; see {@link PartsDigest}. */
  readonly digest: string;
  /** SHA-256 of all this; see {@link hashOfRecord}. */
  readonly hash: string;
}

/**
 * The hash of a record: SHA-256 of the JSON of an array of what it says, in this order, with the hash of the record
 * before.
 *
 * @example
 * hashOfRecord(record) === record.hash
 */
export function hashOfRecord(record: Omit<ChainRecord, 'hash'>): string {
  const { number, change, recordedAt, actor, command, reason, contentHash, previous, digest } = record;
  const said = [number, change, recordedAt, actor, command, reason, contentHash, previous, digest];
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}

/**
 * The digest of a record: SHA-256 of its parts, each as a line of JSON, in the order of tables and numbers.
 *
 * @example
 * const digest = new PartsDigest();
 * digest.add(part);
 * digest.end();
 */
export class PartsDigest {
  readonly #hash = createHash('sha256');

  add({ table, number, firstKey, rows, hash }: RowPart): void {
    this.#hash.update(`${JSON.stringify([table, number, firstKey, rows, hash])}\n`);
  }

  end(): string {
    return this.#hash.digest('hex');
  }
}
