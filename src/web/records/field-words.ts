/**
 * The name of a field in words.
 *
 * @example
 * fieldWords('closeDate') // 'Close date'
 * fieldWords('acv') // 'ACV'
 */
export function fieldWords(name: string): string {
  if (ABBREVIATED.has(name)) return name.toUpperCase();
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const ABBREVIATED: ReadonlySet<string> = new Set(['id', 'tcv', 'acv', 'mrr']);
