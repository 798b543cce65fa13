/**
 * Writes an integer that counts units of `10^-digits` as a decimal, with all
 * of its decimals.
 *
 * @example
 * formatScaled(-5n, 2) // '-0.05'
 * formatScaled(500n, 0) // '500'
 */
export function formatScaled(value: bigint, digits: number): string {
  if (digits === 0) return value.toString();
  const sign = value < 0n ? '-' : '';
  const text = (value < 0n ? -value : value).toString().padStart(digits + 1, '0');
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
