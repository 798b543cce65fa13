import { z } from 'zod';
import { permit } from '../../access/permit.js';
import type { Viewer } from '../../access/viewer.js';
import { parseThrough } from '../../calendar/pay-period.js';
import { noPeriod } from '../../http/resources/runs.js';
import type { Route } from '../../http/route.js';
import type { Services } from '../../http/services.js';
import { companyCalendar } from '../../http/stored-company.js';
import { csvResponse } from '../../http/written-as.js';
import { writtenText } from '../../http/written-text.js';
import { wholeNumber } from '../../records/values.js';
import { publishedRun } from '../../store/runs.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import { EMPTY_FORM, type FilledForm, filledWith } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import type { PageContent } from '../layout/page-content.js';
import { redirect } from '../redirect.js';
import { jobsAskedFor } from './jobs-asked-for.js';
import { NewRun } from './new-run.js';
import { OlderLink } from './older-link.js';
import { PublishedFigures, PublishedMeta } from './published-run.js';
import { RunTable, runsCsv } from './run-table.js';

/** The most runs that are shown at a time. */
const RUNS_ON_A_PAGE = 50;

/** The calculation whose results are shown, those that were asked for, and the way to another. */
export const runsListPages: readonly Route[] = [
  definePage({
    path: '/runs',
    access: 'runs',
    summary: 'The calculation whose results are shown, those that were asked for, and the form for another',
    query: z.strictObject({
      before: wholeNumber({ min: 1, max: 999_999_999_999 }).optional(),
      format: z.literal('csv').optional(),
    }),
    answer: async ({ query: { before, format: as }, viewer, format }, services) =>
      as === 'csv'
        ? csvResponse(runsCsv(await jobsAskedFor(services.jobs, ['calculate']), format), 'runs.csv')
        : runsPage(EMPTY_FORM, { viewer, format, before }, services),
  }),
  definePost({
    path: '/runs',
    access: 'configure',
    summary: 'Calculates everybody through a period or a day, beside the requests',
    form: z.strictObject({ through: writtenText(50), full: z.literal('yes').optional() }),
    answer: async ({ form, viewer }, { db, jobs }) => {
      const through = parseThrough(form.through, await companyCalendar(db));
      if (through === undefined) throw noPeriod();
      const request = { kind: 'calculate', through, full: form.full === 'yes' } as const;
      const job = await jobs.submit(request, viewer.id);
      return redirect(`/runs/${job.id}`);
    },
    again: (filled, { viewer, format }, services) =>
      runsPage(filled, { viewer, format, before: undefined }, services),
  }),
];

interface AskedRuns {
  readonly viewer: Viewer;
  readonly format: ReaderFormat;
  readonly before: number | undefined;
}

async function runsPage(
  filled: FilledForm,
  { viewer, format, before }: AskedRuns,
  { db, jobs }: Services,
): Promise<PageContent> {
  const published = await publishedRun(db);
  const found = await jobs.list({ kinds: ['calculate'], before, limit: RUNS_ON_A_PAGE + 1 });
  const rows = found.slice(0, RUNS_ON_A_PAGE);
  const last = found.length > rows.length ? rows.at(-1) : undefined;
  const start = filled.problems.length > 0 ? filled : filledWith({ through: published?.through });
  return {
    title: 'Runs',
    actions:
      permit('configure', viewer) && published !== null ? (
        <a class="button is-main" href="#new">
          Calculate
        </a>
      ) : undefined,
    ...(published !== null && { about: <PublishedMeta run={published} format={format} /> }),
    body: (
      <>
        {published === null ? null : await PublishedFigures({ run: published, format, db })}
        <NewRun viewer={viewer} filled={start} />
        <RunTable rows={rows} format={format} hasResults={published !== null} />
        <OlderLink of="runs" href={last === undefined ? null : `/runs?before=${last.id}`} />
      </>
    ),
  };
}
