const NEWLINE = 0x0a;
const QUOTE = 0x22;

/** No record is longer: it would be a quote that is never closed, or a file that is no CSV. */
export const LONGEST_RECORD_BYTES = 1024 * 1024;

/** Some whole records of a CSV text. */
export interface CsvBlock {
  readonly bytes: Buffer;
  /** Whether a quote is among the bytes; without one, lines are records and commas always separate. */
  readonly quoted: boolean;
}

/**
 * Cuts a CSV text into blocks that end where a record ends, so that it can be read in bounded memory and
 * most of it without looking at each byte. A record that is longer than {@link LONGEST_RECORD_BYTES} comes as
 * the start of a last block, with which the text ends.
 *
 * @example
 * for await (const block of csvBlocks(source.read())) console.log(block.bytes.toString('utf8'));
 */
export async function* csvBlocks(chunks: AsyncIterable<Buffer>): AsyncGenerator<CsvBlock> {
  let pending: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    const quoted = bytes.includes(QUOTE);
    const end = quoted ? endOfLastQuotedRecord(bytes) : bytes.lastIndexOf(NEWLINE) + 1;
    if (end > 0) yield { bytes: bytes.subarray(0, end), quoted };
    pending = bytes.subarray(end);
    if (pending.length > LONGEST_RECORD_BYTES) break;
  }
  if (pending.length > 0) yield { bytes: pending, quoted: pending.includes(QUOTE) };
}

/** A line break ends a record when the quotes before it are closed; an escaped quote is two of them. */
function endOfLastQuotedRecord(bytes: Buffer): number {
  let end = 0;
  let open = false;
  for (let position = 0; position < bytes.length; position += 1) {
    const byte = bytes[position];
    if (byte === QUOTE) open = !open;
    else if (byte === NEWLINE && !open) end = position + 1;
  }
  return end;
}
