import { z } from 'zod';
import { type Refusal, wholeNumber } from '../records/values.js';

/** The most entries that one page has. */
const LARGEST_PAGE = 200;

/** A part of a list, and the cursor that asks for the next part; `null` at the end. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** A place in a list whose entries have ids: after the entry with this one. */
const idPlace = z.strictObject({ after: z.string() });

/** A place in a list of results: in which run, and after how many entries. */
const resultPlace = z.strictObject({
  run: z.int().min(1),
  offset: z.int().min(1).max(1_000_000_000),
});

/**
 * The names of a query for a page of a list that is ordered by ids; see {@link pageById}.
 *
 * @example
 * const query = z.strictObject(ID_PAGE_QUERY);
 */
export const ID_PAGE_QUERY = pageQuery(idPlace);

/**
 * The names of a query for a page of results. Its cursor holds on to the run of the first page, so that all
 * pages are of one calculation.
 *
 * @example
 * const query = z.strictObject(RESULT_PAGE_QUERY);
 */
export const RESULT_PAGE_QUERY = pageQuery(resultPlace);

/**
 * A page of a list that is ordered by distinct ids.
 *
 * @example
 * pageById(payees, ({ id }) => id, { limit: 50, cursor: { after: 'ada' } })
 */
export function pageById<Item>(
  list: readonly Item[],
  idOf: (item: Item) => string,
  query: { readonly limit: number; readonly cursor?: z.output<typeof idPlace> | undefined },
): Page<Item> {
  const { limit, cursor } = query;
  const rest = cursor === undefined ? list : list.filter((item) => idOf(item) > cursor.after);
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  const next = last === undefined || rest.length === items.length ? null : encode({ after: idOf(last) });
  return { items, next };
}

/**
 * A page of results, from rows that are read from its place on, one more than the page has.
 *
 * @example
 * pageOfResults(rows, { run: 7, offset: 50, limit: 50 }).next // null where there are at most 50 rows
 */
export function pageOfResults<Item>(
  rows: readonly Item[],
  { run, offset, limit }: { readonly run: number; readonly offset: number; readonly limit: number },
): Page<Item> {
  const next = rows.length > limit ? encode({ run, offset: offset + limit }) : null;
  return { items: rows.slice(0, limit), next };
}

function pageQuery<Place extends z.ZodType>(place: Place) {
  return {
    limit: wholeNumber({ min: 1, max: LARGEST_PAGE }).prefault('50'),
    cursor: z
      .string()
      .transform((written, context): z.output<Place> => {
        const read = place.safeParse(decode(written));
        if (read.success) return read.data;
        const message = 'the cursor does not lead anywhere';
        const refusal: Refusal = { code: 'invalid-value', message, expected: '`next` of the page before' };
        context.issues.push({ code: 'custom', input: written, message, params: { ...refusal } });
        return z.NEVER;
      })
      .optional(),
  };
}

function encode(place: object): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function decode(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}
