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

/**
 * The meaning of a field, with the other fields that it names between back-ticks in words.
 *
 * @example
 * meaningWords('empty with `mrr` means open-ended') // 'empty with MRR means open-ended'
 */
export function meaningWords(meaning: string): string {
  return meaning.replace(/`([^`]+)`/g, (_, name: string) => fieldWords(name));
}
