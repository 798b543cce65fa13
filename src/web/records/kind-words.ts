/**
 * A kind of record in words, by the name of its files.
 *
 * @example
 * kindWords('invoice-lines') // 'Invoice lines'
 * kindWords('fx-rates') // 'FX rates'
 */
export function kindWords(file: string): string {
  if (file === 'fx-rates') return 'FX rates';
  if (file === 'write-offs') return 'Write-offs';
  const words = file.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
