import { z } from 'zod';
import { problem } from '../../problems/problem.js';
import { RECORD_KINDS, type RecordKind } from '../../records/record-kinds.js';
import { civilDate } from '../../records/values.js';
import { hasEnded } from '../../runs/jobs/stored-job.js';
import { readRecordPage } from '../../store/record-page.js';
import { keyFieldsOf } from '../../store/record-table.js';
import { currentRecord, requireHistory } from '../find-record.js';
import { given } from '../given.js';
import { importDocument, importPath } from '../import-document.js';
import { pagedList, pageResponse } from '../page.js';
import { recordDocument, recordShape, recordVersionShape, storedDealFields } from '../record-document.js';
import { recordKeyText, recordKindName } from '../record-key.js';
import { recordName } from '../record-name.js';
import { Refusal } from '../refusal.js';
import { pageOf } from '../response-shapes.js';
import { defineRoute, type Route } from '../route.js';
import { importQuery, importResponses, takeUpload } from '../take-upload.js';
import { writeRecord } from '../write-record.js';
import { writtenFields } from '../written-record.js';

/** The most bytes of an upload: what comes in goes to the disk, not into the memory. */
export const LARGEST_UPLOAD = 4 * 1024 ** 3;

const records = pagedList('records', z.strictObject({ kind: z.string(), key: z.array(z.string()).max(4) }));

/** As long as a record may be in a file. */
const LARGEST_RECORD = 1024 * 1024;

const history = z.strictObject({ items: z.array(recordVersionShape) });

const recordParams = z.strictObject({ kind: recordKindName(), key: recordKeyText() });

const KEY_FIELDS = [
  ...new Set((Object.keys(RECORD_KINDS) as RecordKind[]).flatMap((kind) => keyFieldsOf(kind))),
].sort();

const keyFilter = Object.fromEntries(
  KEY_FIELDS.map((field) => [
    field,
    recordName()
      .optional()
      .meta({ description: `Only where \`${field}\`, a field of the key, is this` }),
  ]),
);

/** What deals are looked up by beside their key, as nobody knows all of their ids. */
const dealFilter = {
  account: recordName().optional().meta({ description: 'Only deals of this account' }),
  closeDateFrom: civilDate().optional().meta({ description: 'Only deals that close on this day or later' }),
  closeDateThrough: civilDate().optional().meta({ description: 'Only deals that close by this day' }),
};

/** What is calculated from. */
export const recordRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/v1/records/:kind',
    access: 'company-data',
    tag: 'records',
    summary: 'The records of a kind, in the order of their keys',
    params: z.strictObject({ kind: recordKindName() }),
    query: z.strictObject({ ...records.query, ...keyFilter, ...dealFilter }),
    responses: { 200: { description: 'A page of records', json: pageOf(recordShape) } },
    answer: async ({ params: { kind }, query: { limit, cursor, ...asked }, scope, url }, { db }) => {
      const { closeDateFrom, closeDateThrough, ...filter } = filterOf(kind, asked);
      const closeDate = given({ from: closeDateFrom, through: closeDateThrough });
      const days = Object.keys(closeDate).length === 0 ? {} : { closeDate };
      const after = cursor === undefined ? null : placeIn(kind, cursor);
      const rows = await readRecordPage(db, scope, kind, { filter, days, after, limit: limit + 1 });
      const dealFields = await storedDealFields(db);
      const { items, next } = records.page(rows, limit, ({ record: last }) => {
        const values: Readonly<Record<string, unknown>> = { ...last };
        return { kind, key: keyFieldsOf(kind).map((field) => String(values[field] ?? '')) };
      });
      const shown = items.map((each) => recordDocument(kind, each, dealFields));
      return pageResponse({ items: shown, next }, url);
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/v1/records/:kind',
    access: 'configure',
    tag: 'records',
    summary: 'Takes in records of one kind, however many: all of them, or none',
    idempotent: true,
    params: z.strictObject({ kind: recordKindName() }),
    query: importQuery,
    body: {
      content: {
        'text/csv': z
          .string()
          .meta({ description: 'A header line with the names of the fields, then a record a line' }),
        'application/x-ndjson': z.string().meta({ description: 'A record as a JSON object a line' }),
        'application/json': z
          .array(z.record(z.string(), z.unknown()))
          .meta({ description: 'A list of records' }),
      },
      maxBytes: LARGEST_UPLOAD,
    },
    responses: importResponses,
    refusals: [422],
    answer: ({ params: { kind }, body, query, viewer, signal }, services) => {
      const { file: name } = RECORD_KINDS[kind];
      const file = `${name}.${body.contentType === 'text/csv' ? 'csv' : 'json'}`;
      const command = `POST /api/v1/records/${name}`;
      return takeUpload({ body, file, query, command, actor: viewer.id, signal }, services);
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/records/:kind/:key',
    access: 'company-data',
    tag: 'records',
    summary: 'A record as it is now',
    params: recordParams,
    tagged: true,
    responses: { 200: { description: 'The record', json: recordShape } },
    refusals: [404],
    answer: ({ params: { kind, key }, scope }, { db }) => currentRecord(db, scope, kind, key),
  }),
  defineRoute({
    method: 'PUT',
    path: '/api/v1/records/:kind/:key',
    access: 'configure',
    tag: 'records',
    summary: 'Makes a record, or corrects what it says; what it said before is kept as history',
    params: recordParams,
    query: importQuery.pick({ reason: true }),
    headers: {
      'if-match': 'The `ETag` of the record as the sender knows it: refused where it has changed since',
    },
    body: { schema: writtenFields, maxBytes: LARGEST_RECORD },
    responses: {
      200: { description: 'The record, as it is now', json: recordShape, headers: { etag: 'Its tag' } },
      202: importResponses[202],
    },
    refusals: [412, 422],
    answer: async ({ params: { kind, key }, query, body, scope, viewer, header, signal }, services) => {
      const tag = header('if-match');
      const actor = viewer.id;
      const written = { kind, key, fields: body, tag, onConflict: 'correct', actor, signal } as const;
      const job = await writeRecord({ ...written, reason: query.reason }, services);
      if (hasEnded(job)) return currentRecord(services.db, scope, kind, key);
      const headers = { location: importPath(job.id) };
      return Response.json(importDocument(job), { status: 202, headers });
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/records/:kind/:key/history',
    access: 'company-data',
    tag: 'records',
    summary: 'All that a record has said, the oldest first, and who wrote it',
    params: recordParams,
    responses: { 200: { description: 'The versions', json: history } },
    refusals: [404],
    answer: async ({ params: { kind, key }, scope }, { db }) => {
      const versions = await requireHistory(db, scope, kind, key);
      const dealFields = await storedDealFields(db);
      const items = versions.map(({ record: said, change, ...rest }) => ({
        ...recordDocument(kind, { record: said, change }, dealFields),
        ...rest,
      }));
      return Response.json({ items });
    },
  }),
];

/** The fields that were named; refuses those by which other kinds only are looked up. */
function filterOf(
  kind: RecordKind,
  asked: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> {
  const own = [...keyFieldsOf(kind), ...(kind === 'deal' ? Object.keys(dealFilter) : [])];
  const named = Object.entries(asked).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const others = named.filter(([field]) => !own.includes(field));
  if (others.length === 0) return Object.fromEntries(named);
  const message = `${RECORD_KINDS[kind].file} are not looked up by this`;
  throw new Refusal(
    400,
    others.map(([field]) => problem('unknown-key', message, { field, expected: own.join(', ') })),
  );
}

function placeIn(
  kind: RecordKind,
  cursor: { readonly kind: string; readonly key: readonly string[] },
): readonly string[] {
  if (cursor.kind === kind && cursor.key.length === keyFieldsOf(kind).length) return cursor.key;
  const detail = { field: 'cursor', expected: '`next` of the page before' };
  throw new Refusal(400, [problem('cursor-invalid', 'the cursor leads through another list', detail)]);
}
