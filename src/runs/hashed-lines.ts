import { createHash } from 'node:crypto';

/** A field of a line that is hashed; `null` is an empty one. */
export type LineField = string | bigint | boolean | null;

/** Takes one line of what is hashed. */
export type WriteLine = (...fields: readonly LineField[]) => void;

/** So much text is hashed at a time: a call for each line would cost more than hashing it. */
const TEXT_AT_A_TIME = 65_536;

/**
 * SHA-256, in hexadecimal, over lines of text in UTF-8. The fields of a line are joined by `|`, an empty one is
 * `-`, and each line is ended by a line feed.
 *
 * @example
 * hashedLines((write) => write('D-1', 100n, null)) // the hash of 'D-1|100|-\n'
 */
export function hashedLines(work: (write: WriteLine) => void): string {
  const hash = createHash('sha256');
  let text = '';
  work((...fields) => {
    for (let place = 0; place < fields.length; place += 1) {
      if (place > 0) text += '|';
      text += fields[place] ?? '-';
    }
    text += '\n';
    if (text.length < TEXT_AT_A_TIME) return;
    hash.update(text, 'utf8');
    text = '';
  });
  return hash.update(text, 'utf8').digest('hex');
}
