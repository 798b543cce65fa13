import type { PayeeScope } from '../../access/scope.js';
import type { Viewer } from '../../access/viewer.js';
import { makeReport } from '../../http/ask-desk.js';
import {
  type ComparisonJob,
  keptComparison,
  mayCancelComparison,
} from '../../http/resources/comparison-jobs.js';
import type { Services } from '../../http/services.js';
import { compareProblems } from '../../problems/problem.js';
import type { CompareRequest } from '../../runs/jobs/jobs.js';
import type { KeptComparison } from '../../runs/jobs/run-comparison.js';
import { hasEnded } from '../../runs/jobs/stored-job.js';
import { type FilledForm, filledWith } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import type { PageContent } from '../layout/page-content.js';
import { Disclosure } from '../parts/disclosure.js';
import { ActionForm } from '../parts/form.js';
import { Live } from '../parts/live.js';
import { Meta } from '../parts/meta.js';
import { Section } from '../parts/section.js';
import { JobProgress, JobState } from '../runs/job-state.js';
import { jobTimes } from '../runs/job-times.js';
import { CheckedFiles } from './checked-files.js';
import { ComparisonForm, OWN_TEXT, PUBLISHED } from './comparison-form.js';
import { ComparisonResult } from './comparison-result.js';
import { planAddress, shortHash } from './plan-addresses.js';

/** How often the page is loaded again without scripts. */
const SECONDS = 3;

/**
 * The page of a comparison.
 *
 * @example
 * comparisonAddress(7) // '/compare/7'
 */
export function comparisonAddress(job: number): string {
  return `/compare/${job}`;
}

/**
 * What is compared with what, in words.
 *
 * @example
 * comparedText(job) // 'enterprise-ae: plans/ae.yaml against what is published'
 */
export function comparedText({ request }: ComparisonJob): string {
  const { plan, with: other, against, payee } = request.question;
  const tried = 'hash' in other ? `version ${shortHash(other.hash)}` : other.file;
  const before = against === undefined ? 'what is published' : `version ${shortHash(against.hash)}`;
  return `${plan}: ${tried} against ${before}${payee === undefined ? '' : `, for ${payee}`}`;
}

interface Shown {
  readonly page: number;
  readonly scope: PayeeScope;
  readonly viewer: Viewer;
  readonly format: ReaderFormat;
}

/**
 * What stands on the page of a comparison, while it goes on and when it has ended.
 *
 * @example
 * comparisonContent(await requireComparison(services, scope, 7), { page: 1, scope, viewer, format }, services)
 */
export async function comparisonContent(
  job: ComparisonJob,
  { page, scope, viewer, format }: Shown,
  services: Services,
): Promise<PageContent> {
  const { question } = job.request;
  const goesOn = !hasEnded(job);
  // The page is asked for again and again while it goes on, and the plans are long to read.
  const { plans } = goesOn ? { plans: [] } : await makeReport(services, 'planList', { scope });
  const plan = plans.find((each) => each.plan === question.plan);
  const address = comparisonAddress(job.id);
  const kept = keptComparison(job);
  const problems = (job.outcome?.problems ?? []).toSorted(compareProblems);
  const filled = {
    ...filledOf(question),
    problems: problems.filter(({ location }) => location === undefined),
  };
  const inPlace = problems.filter(({ location }) => location !== undefined);
  const again = plan === undefined ? null : <ComparisonForm plan={plan} filled={filled} format={format} />;
  return {
    title: `Comparison of ${kept?.comparison.with.title ?? question.plan}`,
    trail: [
      { label: 'Comparison', href: '/compare' },
      { label: question.plan, href: planAddress(question.plan) },
    ],
    about: <About job={job} kept={kept} format={format} />,
    body: (
      <Live id="comparison" href={address} goesOn={goesOn}>
        <p>
          <JobState job={job} />
        </p>
        <JobProgress job={job} what="Calculating by both versions" format={format} />
        {goesOn && mayCancelComparison(job, viewer) ? (
          <ActionForm action={`${address}/cancel`} label="Cancel" about="the comparison" tone="danger" />
        ) : null}
        {kept === null ? null : (
          <ComparisonResult kept={kept} format={format} address={address} page={page} />
        )}
        {inPlace.length === 0 || !('file' in question.with) ? null : (
          <Section id="problems" title="What is wrong">
            <CheckedFiles files={[question.with]} problems={inPlace} />
          </Section>
        )}
        {goesOn ? null : kept === null ? (
          <Section id="again" title="Compare again">
            {again}
          </Section>
        ) : (
          <Disclosure summary="Change the question and compare again">{again}</Disclosure>
        )}
      </Live>
    ),
    ...(goesOn && { againInSeconds: SECONDS }),
  };
}

function About({
  job,
  kept,
  format,
}: {
  readonly job: ComparisonJob;
  readonly kept: KeptComparison | null;
  readonly format: ReaderFormat;
}) {
  const { against, with: other } = job.request.question;
  const months =
    kept === null
      ? []
      : ([
          ['Months', `${format.day(kept.comparison.from)} to ${format.day(kept.comparison.through)}`],
          ['Currency', kept.comparison.totals.map(({ currency }) => currency).join(', ')],
        ] as const);
  return (
    <Meta
      entries={[
        ['Before', against === undefined ? 'what is published' : `version ${shortHash(against.hash)}`],
        ['After', 'hash' in other ? `version ${shortHash(other.hash)}` : other.file],
        ...months,
        ...jobTimes(job, format),
      ]}
    />
  );
}

function filledOf({
  plan,
  with: other,
  against,
  from,
  through,
  payee,
}: CompareRequest['question']): FilledForm {
  const tried = 'hash' in other ? { with: other.hash } : { with: OWN_TEXT, text: other.text };
  return filledWith({ plan, ...tried, against: against?.hash ?? PUBLISHED, from, through, payee });
}
