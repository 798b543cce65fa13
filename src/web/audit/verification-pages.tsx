import { z } from 'zod';
import { payGroupName } from '../../http/pay-group-name.js';
import { recordName } from '../../http/record-name.js';
import { requireEverybody } from '../../http/require-everybody.js';
import { verificationToDo } from '../../http/resources/periods.js';
import type { Route } from '../../http/route.js';
import type { Services } from '../../http/services.js';
import { csvResponse } from '../../http/written-as.js';
import type { BooksRequest } from '../../runs/jobs/jobs.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import { redirect } from '../redirect.js';
import { taskAddress } from './last-tasks.js';
import { verificationContent } from './verification-content.js';
import { VERIFICATION_FILES, verificationCsv } from './verification-csv.js';

/** Where what is closed is proved: by calculating it again, and by an audit of all that is posted. */
export const verificationPages: readonly Route[] = [
  definePage({
    path: '/verification',
    access: 'company-data',
    summary: 'Whether what is closed can be calculated again to the byte, and whether the books are sound',
    query: z.strictObject({ file: z.enum(VERIFICATION_FILES).optional() }),
    answer: async (request, services) => {
      const { file } = request.query;
      if (file === undefined) return verificationContent({}, request, services);
      return csvResponse(await verificationCsv(file, request, services), `verification-${file}.csv`);
    },
  }),
  definePost({
    path: '/verification',
    access: 'verify',
    summary: 'Calculates a closed pay period again from its recorded inputs and compares the bytes',
    form: z.strictObject({ payGroup: payGroupName(), period: recordName() }),
    answer: async ({ form, scope, viewer }, services) => {
      requireEverybody(scope);
      return begun(await verificationToDo(services.db, form), viewer.id, services);
    },
    again: ({ problems }, request, services) => verificationContent({ problems }, request, services),
  }),
  definePost({
    path: '/verification/audits',
    access: 'verify',
    summary: 'Recomputes every balance, checks statements, payouts and the chain of the audit trail',
    form: z.strictObject({ head: recordName().optional() }),
    answer: async ({ form: { head = null }, scope, viewer }, services) => {
      requireEverybody(scope);
      return begun({ kind: 'audit', head }, viewer.id, services);
    },
    again: (filled, request, services) => verificationContent({ filled }, request, services),
  }),
];

/** Such work takes long: it is followed on a page of its own. */
async function begun(request: BooksRequest, actor: string, { jobs }: Services): Promise<Response> {
  return redirect(taskAddress(await jobs.submit(request, actor)));
}
