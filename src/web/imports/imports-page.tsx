import { z } from 'zod';
import { permit } from '../../access/permit.js';
import type { PayeeScope } from '../../access/scope.js';
import type { Viewer } from '../../access/viewer.js';
import { requireEverybody } from '../../http/require-everybody.js';
import { LARGEST_UPLOAD } from '../../http/resources/records.js';
import { defineRoute, type Route } from '../../http/route.js';
import type { Services } from '../../http/services.js';
import { csvResponse } from '../../http/written-as.js';
import { writtenText } from '../../http/written-text.js';
import { wholeNumber } from '../../records/values.js';
import { dropUpload } from '../../runs/jobs/spool.js';
import { definePage } from '../define-page.js';
import { EMPTY_FORM, type FilledForm } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import type { PageContent } from '../layout/page-content.js';
import { renderPage } from '../layout/render-page.js';
import { pageRequest } from '../page-request.js';
import { checkForm } from '../read-form.js';
import { redirect } from '../redirect.js';
import { jobsAskedFor } from '../runs/jobs-asked-for.js';
import { OlderLink } from '../runs/older-link.js';
import { importCommand } from './import-files.js';
import { ImportForm } from './import-form.js';
import { ImportTable, importsCsv } from './import-table.js';
import { takeFiles } from './take-files.js';

/** The most imports that are shown at a time. */
const IMPORTS_ON_A_PAGE = 50;

/** The fields of the form beside the files. */
const importFields = z.strictObject({
  onConflict: z.enum(['correct', 'refuse']).default('correct'),
  reason: writtenText(1000).optional(),
});

/** The imports there were, and the way to another. */
export const importsListPages: readonly Route[] = [
  definePage({
    path: '/imports',
    access: 'company-data',
    summary: 'The imports there were, and the form for another',
    query: z.strictObject({
      before: wholeNumber({ min: 1, max: 999_999_999_999 }).optional(),
      format: z.literal('csv').optional(),
    }),
    answer: async ({ query: { before, format: as }, ...asked }, services) => {
      if (as === undefined) return importsPage(EMPTY_FORM, { ...asked, before }, services);
      requireEverybody(asked.scope);
      return csvResponse(
        importsCsv(await jobsAskedFor(services.jobs, ['import']), asked.format),
        'imports.csv',
      );
    },
  }),
  // Files go to the disk as they come in, so that this form is not read into memory as others are.
  defineRoute({
    method: 'POST',
    path: '/imports',
    access: 'configure',
    summary: 'Takes files with records in: all of them, or nothing',
    body: { content: { 'multipart/form-data': z.string() }, maxBytes: LARGEST_UPLOAD },
    answer: async (request, services) => {
      const { body, viewer, header } = request;
      const taken = await takeFiles(body.stream, header('content-type') ?? '', services);
      const checked = checkForm({ texts: taken.texts, files: {} }, importFields);
      const problems = [
        ...('problems' in taken ? taken.problems : []),
        ...(checked.ok ? [] : checked.problems),
      ];
      if ('problems' in taken || !checked.ok) {
        if ('folder' in taken) await dropUpload(services.spool, taken.folder);
        const asked = pageRequest(request);
        const filled = { values: taken.texts, problems };
        return renderPage(await importsPage(filled, { ...asked, before: undefined }, services), asked, 422);
      }
      const { onConflict, reason = null } = checked.value;
      const command = importCommand(taken.files);
      const { folder } = taken;
      const job = await services.jobs.submit(
        { kind: 'import', folder, onConflict, command, reason },
        viewer.id,
      );
      return redirect(`/imports/${job.id}`);
    },
  }),
];

interface AskedImports {
  readonly viewer: Viewer;
  readonly scope: PayeeScope;
  readonly format: ReaderFormat;
  readonly before: number | undefined;
}

async function importsPage(
  filled: FilledForm,
  { viewer, scope, format, before }: AskedImports,
  { jobs }: Services,
): Promise<PageContent> {
  const limit = scope.all ? IMPORTS_ON_A_PAGE + 1 : 0;
  const found = await jobs.list({ kinds: ['import'], before, limit });
  const rows = found.slice(0, IMPORTS_ON_A_PAGE);
  const last = found.length > rows.length ? rows.at(-1) : undefined;
  const form = <ImportForm viewer={viewer} filled={filled} />;
  const isWrong = filled.problems.length > 0;
  return {
    title: 'Imports',
    actions:
      permit('configure', viewer) && rows.length > 0 ? (
        <a class="button is-main" href="#new">
          New import
        </a>
      ) : undefined,
    body: (
      <>
        {isWrong ? form : null}
        <ImportTable rows={rows} format={format} />
        <OlderLink of="imports" href={last === undefined ? null : `/imports?before=${last.id}`} />
        {isWrong ? null : form}
      </>
    ),
  };
}
