/** Requests before those that are timed: the first load what later ones find loaded. */
const UNTIMED = 3;
const TIMED = 50;

/**
 * How long a page takes, in milliseconds: of fifty requests one after another, as a reader asks for it, from the request
 * to the last byte. Throws where it is answered with anything but a page.
 *
 * @param path below the service, such as `/payees/P-000001/statements/2025-07`
 * @example
 * percentile(await pageTimes(served.url, path), 0.95)
 */
export async function pageTimes(url: string, path: string): Promise<readonly number[]> {
  const times: number[] = [];
  while (times.length < UNTIMED + TIMED) {
    const start = performance.now();
    const response = await fetch(url + path, { headers: { accept: 'text/html' } });
    const text = await response.text();
    times.push(performance.now() - start);
    if (response.status !== 200) throw new Error(`${path} is answered with ${response.status}:\n${text}`);
  }
  return times.slice(UNTIMED);
}
