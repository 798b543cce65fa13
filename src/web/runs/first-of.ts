import type { ReaderFormat } from '../format/reader-format.js';

/**
 * How many of what there is are shown, in words; nothing where all are.
 *
 * @example
 * firstOf(100, 250, format) // 'The first 100 of 250.'
 */
export function firstOf(shown: number, count: number, format: ReaderFormat): string | undefined {
  return shown < count ? `The first ${format.count(shown)} of ${format.count(count)}.` : undefined;
}
