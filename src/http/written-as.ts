import { z } from 'zod';
import { attachment } from './attachment.js';

/** The name of a query that chooses between JSON and CSV. */
export const formatQuery = {
  format: z
    .enum(['json', 'csv'])
    .optional()
    .meta({ description: 'JSON or CSV; what `Accept` prefers unless said, and JSON where it says neither' }),
};

/** What a response with CSV holds, beside the JSON. */
export function csvContent(description: string) {
  return {
    content: { 'text/csv': z.string().meta({ description }) },
    headers: { 'content-disposition': 'With CSV: a name to save it under' },
  };
}

/**
 * Whether a request wants CSV: as its query says, and where that says nothing, as it accepts `text/csv` and no JSON
 * before it.
 *
 * @param accept the header of that name
 * @example
 * writtenAs(undefined, 'text/csv') // 'csv'
 */
export function writtenAs(format: 'json' | 'csv' | undefined, accept: string | undefined): 'json' | 'csv' {
  if (format !== undefined) return format;
  return /^\s*text\/csv\s*(?:[;,]|$)/i.test(accept ?? '') ? 'csv' : 'json';
}

/**
 * A text of JSON as a response.
 *
 * @example
 * return jsonResponse('{"items":[]}');
 */
export function jsonResponse(text: string): Response {
  return new Response(text, { headers: { 'content-type': 'application/json', vary: 'accept' } });
}

/**
 * A text of CSV as a response, to be saved under a name.
 *
 * @example
 * return csvResponse('deal,amount\n', 'bridge.csv');
 */
export function csvResponse(text: string, name: string): Response {
  return new Response(text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': attachment(name),
      vary: 'accept',
    },
  });
}
