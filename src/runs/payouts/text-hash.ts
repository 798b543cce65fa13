import { createHash } from 'node:crypto';

/**
 * SHA-256 of a text in UTF-8, in hexadecimal: by it a batch knows the files that were made of it.
 *
 * @example
 * textHash('ada,3000.00\n').length // 64
 */
export function textHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
