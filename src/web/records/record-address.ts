/**
 * The page of the records of a kind, or that of one of them.
 *
 * @param file the kind, as its files are called
 * @param key as lists show it
 * @example
 * recordAddress('deals', 'D-1') // '/records/deals/D-1'
 */
export function recordAddress(file: string, key?: string): string {
  const list = `/records/${encodeURIComponent(file)}`;
  return key === undefined ? list : `${list}/${encodeURIComponent(key)}`;
}
