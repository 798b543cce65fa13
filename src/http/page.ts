import { z } from 'zod';
import { type Refusal, wholeNumber } from '../records/values.js';

/** The most entries that one page has. */
const LARGEST_PAGE = 200;

/** The longest cursor that is looked at. */
const LONGEST_CURSOR = 4000;

/** A part of a list, and the cursor that asks for the next part; `null` at the end. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** A list that is read page by page, each from behind the key of the last entry before. */
export interface PagedList<Key> {
  /** The names of a query for a page: `limit`, and as `cursor` the key of the last entry before. */
  readonly query: { readonly limit: z.ZodType<number>; readonly cursor: z.ZodType<Key | undefined> };
  /**
   * A page of rows that were read from behind the cursor on, one more than the page has, so that it is known
   * whether there is another page.
   */
  readonly page: <Item>(rows: readonly Item[], limit: number, keyOf: (last: Item) => Key) => Page<Item>;
}

/**
 * A list that is read page by page. Its cursors hold the key of the last entry, so that entries that come or
 * go meanwhile neither repeat nor hide others; they are of no use for a list of another name.
 *
 * @example
 * const payees = pagedList('payees', z.strictObject({ id: recordName() }));
 * const rows = await listPayees(db, scope, { after: query.cursor?.id, limit: query.limit + 1 });
 * return pageResponse(payees.page(rows, query.limit, ({ id }) => ({ id })), url);
 */
export function pagedList<Key extends object>(name: string, key: z.ZodType<Key>): PagedList<Key> {
  const place = z.strictObject({ list: z.literal(name), key: z.unknown() });
  const keyOfPlace = (decoded: unknown): Key | undefined => {
    const read = place.safeParse(decoded);
    return read.success ? key.safeParse(read.data.key).data : undefined;
  };
  return {
    query: pageQuery(keyOfPlace),
    page(rows, limit, keyOf) {
      const items = rows.slice(0, limit);
      const last = items.at(-1);
      const next =
        last === undefined || rows.length <= limit ? null : encode({ list: name, key: keyOf(last) });
      return { items, next };
    },
  };
}

/**
 * A page as a response, with the address of the page after in its `Link` header.
 *
 * @example
 * return pageResponse(page, url);
 */
export function pageResponse(page: Page<unknown>, url: URL): Response {
  const response = Response.json(page);
  if (page.next === null) return response;
  const next = new URL(url);
  next.searchParams.set('cursor', page.next);
  response.headers.set('link', `<${next.pathname}${next.search}>; rel="next"`);
  return response;
}

/** `placeOf` gives `undefined` for what is no place in the list. */
function pageQuery<Place extends object>(placeOf: (decoded: unknown) => Place | undefined) {
  return {
    limit: wholeNumber({ min: 1, max: LARGEST_PAGE })
      .prefault('50')
      .meta({
        description: 'The most entries that the page may have; 50 unless said',
        override: { default: 50 },
      }),
    cursor: z
      .string()
      .transform((written, context): Place => {
        const place = placeOf(decode(written));
        if (place !== undefined) return place;
        const message = 'the cursor does not lead anywhere';
        const refusal: Refusal = { code: 'cursor-invalid', message, expected: '`next` of the page before' };
        context.issues.push({ code: 'custom', input: written, message, params: { ...refusal } });
        return z.NEVER;
      })
      .optional()
      .meta({ description: '`next` of the page before; the first page without' }),
  };
}

function encode(place: object): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function decode(cursor: string): unknown {
  if (cursor.length > LONGEST_CURSOR) return undefined;
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}
