import type { PayeeScope } from '../../access/scope.js';
import { makeReport } from '../../http/ask-desk.js';
import { notFound } from '../../http/refusal.js';
import { type ComparisonJob, isComparison } from '../../http/resources/comparison-jobs.js';
import type { Services } from '../../http/services.js';
import { type FilledForm, filledWith } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import type { PageContent } from '../layout/page-content.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { SelectField } from '../parts/fields.js';
import { FilterForm } from '../parts/form.js';
import { Section } from '../parts/section.js';
import { JobState } from '../runs/job-state.js';
import { ComparisonForm, OWN_TEXT, PUBLISHED } from './comparison-form.js';
import { comparedText, comparisonAddress } from './comparison-page.js';

/** So many comparisons are listed. */
const LATEST = 20;

/**
 * What stands where versions are compared: the plans, the form for one of them, and the latest comparisons.
 *
 * @param plan the plan that is compared; to be chosen where nothing is said
 * @example
 * again: (filled, request, services) => compareContent('enterprise-ae', filled, request, services)
 */
export async function compareContent(
  plan: string | undefined,
  filled: FilledForm,
  { scope, format }: { readonly scope: PayeeScope; readonly format: ReaderFormat },
  services: Services,
): Promise<PageContent> {
  const { plans } = await makeReport(services, 'planList', { scope });
  const chosen = plans.find((each) => each.plan === plan);
  if (plan !== undefined && chosen === undefined) throw notFound(`no plan ${plan} is published`);
  const found = scope.all ? await services.jobs.list({ kinds: ['compare'], limit: LATEST }) : [];
  const jobs = found.filter(isComparison);
  const values = { ...filledWith({ with: OWN_TEXT, against: PUBLISHED }).values, ...filled.values };
  return {
    title: 'Comparison',
    body:
      plans.length === 0 ? (
        <EmptyState title="No plan is published" action={<a href="/rules">Rule files</a>}>
          Publish a plan and calculate with it: then another version can be tried out on the same data.
        </EmptyState>
      ) : (
        <>
          <Section
            id="question"
            title={chosen === undefined ? 'Which plan' : (chosen.title ?? chosen.plan)}
            about="What another version would have paid, from the records of the run that is shown, as if nothing was closed or adjusted by hand. Nothing is stored but the comparison."
          >
            <FilterForm action="/compare" submit="Choose">
              <SelectField
                name="plan"
                label="Plan"
                choices={plans.map((each) => ({ value: each.plan, label: each.title ?? each.plan }))}
                filled={filledWith({ plan })}
              />
            </FilterForm>
            {chosen === undefined ? null : (
              <ComparisonForm plan={chosen} filled={{ ...filled, values }} format={format} />
            )}
          </Section>
          <Section id="comparisons" title="Comparisons so far">
            <Comparisons jobs={jobs} format={format} />
          </Section>
        </>
      ),
  };
}

function Comparisons({
  jobs,
  format,
}: {
  readonly jobs: readonly ComparisonJob[];
  readonly format: ReaderFormat;
}) {
  return (
    <DataTable
      caption="The latest first"
      columns={[
        {
          heading: 'Comparison',
          namesRow: true,
          cell: (job) => <a href={comparisonAddress(job.id)}>{comparedText(job)}</a>,
        },
        {
          heading: 'Asked for',
          cell: ({ createdAt }) => <span class="one-line">{format.moment(createdAt)}</span>,
        },
        { heading: 'By', cell: ({ actor }) => actor },
        { heading: 'State', cell: (job) => <JobState job={job} /> },
      ]}
      rows={jobs}
      empty={
        <EmptyState title="Nothing is compared yet">
          A comparison is kept with its result, and can be left while it goes on.
        </EmptyState>
      }
    />
  );
}
