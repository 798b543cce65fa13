/**
 * What a record is called: its name where it has one, with its key; of a key of several values those that are not empty.
 *
 * @param key as lists show it
 * @example
 * recordTitle('D-1', { name: 'Acme' }) // 'Acme (D-1)'
 * recordTitle('D-1,ada,owner,') // 'D-1 · ada · owner'
 */
export function recordTitle(
  key: string,
  { name = null }: Readonly<Record<string, string | null>> = {},
): string {
  const id = key.split(',').filter(Boolean).join(' · ');
  return name === null ? id : `${name} (${id})`;
}
