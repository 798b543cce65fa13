import { z } from 'zod';
import { civilDate } from '../../records/values.js';
import { trailDocument } from '../../runs/audit/trail-report.js';
import { TRAIL_TABLES } from '../../store/chain/read-trail.js';
import { makeReport } from '../ask-desk.js';
import { attachment } from '../attachment.js';
import { given } from '../given.js';
import { pagedList, pageResponse } from '../page.js';
import { recordName } from '../record-name.js';
import { requireEverybody } from '../require-everybody.js';
import { instantText, pageOf } from '../response-shapes.js';
import { defineRoute, type Route } from '../route.js';
import { csvResponse, writtenAs } from '../written-as.js';

const trail = pagedList(
  'trail',
  z.strictObject({
    record: z.int().min(1),
    table: z.string().max(100),
    order: z.array(z.string().max(1000)).max(10),
  }),
);

const said = z.record(z.string(), z.string().nullable()).nullable();

const entryShape = z
  .strictObject({
    record: z.int().min(1).meta({ description: 'The record of the chain: one for each command' }),
    change: z.int().nullable(),
    when: instantText,
    who: z.string(),
    command: z.string(),
    reason: z.string().nullable(),
    kind: z.string().meta({ description: 'A kind of record such as `deal`, or a table' }),
    key: z.string(),
    before: said.meta({ description: 'What the row said; null where there was none' }),
    after: said.meta({ description: 'What it said then; null where it was taken away' }),
  })
  .meta({ id: 'TrailEntry', description: 'Who did what to which row, when and why' });

/** Everything that commands did. */
export const trailRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/v1/audit-trail',
    access: 'company-data',
    tag: 'tasks',
    summary:
      'Everything that commands did, with what each row said before and after; as a file all that is asked for',
    query: z.strictObject({
      ...trail.query,
      from: civilDate().optional().meta({ description: 'From this day of UTC on' }),
      to: civilDate().optional().meta({ description: 'Up to and with this day of UTC' }),
      actor: recordName().optional().meta({ description: 'Only what this person did' }),
      wrote: z
        .enum(TRAIL_TABLES.map(({ name }) => name))
        .optional()
        .meta({ description: 'Only acts that wrote rows of this table, with all that they wrote' }),
      format: z.enum(['json', 'csv', 'ndjson']).optional().meta({
        description:
          'JSON, CSV or JSON a line; what `Accept` prefers unless said, and JSON where it says neither',
      }),
    }),
    responses: {
      200: {
        description: 'A page of entries, in the order in which it was done',
        json: pageOf(entryShape),
        content: {
          'text/csv': z.string().meta({ description: 'A header line, then an entry a line' }),
          'application/x-ndjson': z.string().meta({ description: 'An entry of JSON a line' }),
        },
        headers: { 'content-disposition': 'But with JSON: a name to save it under' },
      },
    },
    refusals: [404, 422, 503],
    answer: async ({ query: { limit, cursor, format, ...asked }, scope, url, header }, services) => {
      requireEverybody(scope);
      const range = given(asked);
      if (format === 'ndjson') {
        const text = await makeReport(services, 'trail', { ...range, as: 'ndjson' });
        return new Response(text, {
          headers: {
            'content-type': 'application/x-ndjson',
            'content-disposition': attachment('audit-trail.ndjson'),
          },
        });
      }
      if (writtenAs(format, header('accept')) === 'csv') {
        return csvResponse(await makeReport(services, 'trail', { ...range, as: 'csv' }), 'audit-trail.csv');
      }
      const question = { ...range, after: cursor, limit: limit + 1 };
      const rows = await makeReport(services, 'trailRows', question);
      const { items, next } = trail.page(rows, limit, ({ place: { order, ...row } }) => {
        return { ...row, order: [...order] };
      });
      return pageResponse({ items: items.map(({ entry }) => trailDocument(entry)), next }, url);
    },
  }),
];
