import { createHash } from 'node:crypto';

/** The headers that say the same of what is unchanged as they say of what is sent. */
const HEADERS_OF_UNCHANGED = ['cache-control', 'content-location', 'etag', 'vary'];

/** As long as a tag is: enough of a hash that no two contents have the same. */
const TAG_DIGITS = 40;

/**
 * A response with a tag of its content, its own or a hash of its body; with status 304 and no body where the
 * client has that content already. Only what is answered with 200 is tagged.
 *
 * @example
 * return taggedResponse(Response.json(statement), req.header('if-none-match'));
 */
export async function taggedResponse(response: Response, ifNoneMatch: string | undefined): Promise<Response> {
  if (response.status !== 200) return response;
  // Read as a whole rather than cloned: a clone's body is at the mercy of the garbage collector.
  const body = await response.arrayBuffer();
  const { headers } = response;
  const tag = headers.get('etag') ?? `"${hash(body)}"`;
  headers.set('etag', tag);
  if (!isKnown(tag, ifNoneMatch)) return new Response(body, { headers });
  const kept = HEADERS_OF_UNCHANGED.flatMap((name) => {
    const value = headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  return new Response(null, { status: 304, headers: Object.fromEntries(kept) });
}

function isKnown(tag: string, ifNoneMatch: string | undefined): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  // Compressed on its way, the same content has a weak tag.
  const known: readonly string[] = ifNoneMatch.match(/"[^"]*"/g) ?? [];
  return known.includes(tag.replace(/^W\//, ''));
}

function hash(body: ArrayBuffer): string {
  return createHash('sha256').update(new Uint8Array(body)).digest('hex').slice(0, TAG_DIGITS);
}
