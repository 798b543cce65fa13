import { z } from 'zod';
import { listChanges } from '../../store/change.js';
import { pagedList, pageResponse } from '../page.js';
import { requireEverybody } from '../require-everybody.js';
import { instantText, pageOf } from '../response-shapes.js';
import { defineRoute, type Route } from '../route.js';

const changes = pagedList('changes', z.strictObject({ sequence: z.int().min(1) }));

const changeShape = z
  .strictObject({
    sequence: z.int().min(1).meta({ description: 'Its number: changes are counted from 1' }),
    recordedAt: instantText,
    actor: z.string(),
    command: z.string().meta({ description: 'What was called, such as `import`' }),
    reason: z.string().nullable(),
    contentHash: z.string().nullable().meta({ description: 'SHA-256 of what came in' }),
  })
  .meta({ id: 'Change', description: 'A change of data or rules: who made it, how and why' });

/** The changes of data and rules, by which what stood then is asked for. */
export const changeRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/v1/changes',
    access: 'company-data',
    tag: 'tasks',
    summary: 'The changes of data and rules, the latest first; the audit trail has what each of them wrote',
    query: z.strictObject(changes.query),
    responses: { 200: { description: 'A page of changes', json: pageOf(changeShape) } },
    refusals: [404],
    answer: async ({ query: { limit, cursor }, scope, url }, { db }) => {
      requireEverybody(scope);
      const before = cursor === undefined ? {} : { before: cursor.sequence };
      const rows = await listChanges(db, { ...before, limit: limit + 1 });
      const page = changes.page(rows, limit, ({ sequence }) => ({ sequence }));
      return pageResponse(page, url);
    },
  }),
];
