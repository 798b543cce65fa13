import { z } from 'zod';
import { writtenText } from '../../http/written-text.js';

/** So many deals can be supposed at once. */
export const MOST_DEALS = 10;

/** The names of the fields of a deal, below `deals.0`; the facts that a plan reads are the company's to name. */
const FIELD =
  /^deals\.([0-9])\.(outcome|seller|other|fields\.[A-Za-z][A-Za-z0-9_]{0,59}|(?:paid|recognized)\.(?:date|amount|invoice))$/;

/** The form as it is sent: `deals.0.fields.closeDate` and the like; which fields a deal has, the company says. */
export const WHAT_IF_FORM = z
  .object({
    through: writtenText(20).optional(),
    more: z.literal('yes').optional(),
    as: z.literal('csv').optional(),
  })
  .catchall(writtenText(1000));

/** A deal as it stands in the form, by the names of its fields below its own place. */
export interface EnteredDeal {
  /** From 0, where it stands in the form. */
  readonly row: number;
  /** What is empty is left out. */
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * The deals of a form, in order, those too of which nothing is filled in.
 *
 * @example
 * enteredDeals({ 'deals.0.fields.closeDate': '2026-03-20' })[0]?.texts.get('fields.closeDate') // '2026-03-20'
 */
export function enteredDeals(form: Readonly<Record<string, string | undefined>>): readonly EnteredDeal[] {
  const rows: Map<string, string>[] = [];
  for (const [name, text = ''] of Object.entries(form)) {
    const [, place, field] = FIELD.exec(name) ?? [];
    if (place === undefined || field === undefined) continue;
    while (rows.length <= Number(place)) rows.push(new Map());
    if (text.trim() !== '') rows[Number(place)]?.set(field, text.trim());
  }
  return rows.map((texts, row) => ({ row, texts }));
}

/**
 * The names in a form that no field of it has.
 *
 * @example
 * unknownNames({ through: '', 'deals.0.colour': 'red' }) // ['deals.0.colour']
 */
export function unknownNames(form: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(form).filter((name) => !Object.hasOwn(WHAT_IF_FORM.shape, name) && !FIELD.test(name));
}
