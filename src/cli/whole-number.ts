import { InvalidArgumentError } from 'commander';

/**
 * Reads an option that takes a whole number from 1. Throws for anything else, and commander tells which option.
 *
 * @example
 * wholeNumber('50') // 50
 */
export function wholeNumber(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('A whole number from 1 is needed.');
}
