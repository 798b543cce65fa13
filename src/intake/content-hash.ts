import { createHash } from 'node:crypto';
import type { ImportSource } from './import-source.js';

/**
 * SHA-256 over the bytes of the sources in the order of their names, in hexadecimal: what an import was made
 * from, whatever the order in which the files were named.
 *
 * @example
 * await contentHash(sources) // 'e3b0c44298fc1c14…'
 */
export async function contentHash(sources: readonly ImportSource[]): Promise<string> {
  const hash = createHash('sha256');
  for (const source of inNameOrder(sources)) {
    for await (const chunk of source.read()) hash.update(chunk);
  }
  return hash.digest('hex');
}

function inNameOrder(sources: readonly ImportSource[]): readonly ImportSource[] {
  return [...sources].sort((a, b) => {
    if (a.name === b.name) return 0;
    return a.name < b.name ? -1 : 1;
  });
}
