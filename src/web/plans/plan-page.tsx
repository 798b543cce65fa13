import { z } from 'zod';
import { makeReport } from '../../http/ask-desk.js';
import { given } from '../../http/given.js';
import { recordName } from '../../http/record-name.js';
import { csvResponse } from '../../http/written-as.js';
import { wholeNumber } from '../../records/values.js';
import { definePage } from '../define-page.js';
import { Section } from '../parts/section.js';
import { ExampleTable } from './example-table.js';
import { componentsCsv, PaidComponents } from './paid-components.js';
import { PayoutCurves, supposedText } from './payout-curves.js';
import { planAddress } from './plan-addresses.js';
import { PlanActions, PlanFigures, PlanMeta } from './plan-head.js';
import { PeopleOnPlan, peopleOnPlanCsv } from './plan-people.js';
import { TermsInWords, WorkedLevels } from './plan-terms.js';
import { PublishedVersions, versionsCsv } from './published-versions.js';

/** A plan: its versions, what one of them says and pays, and who is on it. */
export const planPage = definePage({
  path: '/plans/:plan',
  access: 'company-data',
  summary: 'A plan with its versions, its terms and examples, its payout curves, and who is on it',
  params: z.strictObject({ plan: recordName() }),
  query: z.strictObject({
    hash: recordName().optional(),
    only: z.enum(['all', 'missing']).default('all'),
    page: wholeNumber({ min: 1, max: 1_000_000 }).prefault('1'),
    format: z.literal('csv').optional(),
    file: z.enum(['versions', 'components']).optional(),
  }),
  answer: async ({ params: { plan }, query, scope, viewer, format }, services) => {
    const { hash, only, page } = query;
    const asked = { scope, plan, ...given({ hash }) };
    const overview = await makeReport(services, 'planOverview', asked);
    if (query.format === 'csv') {
      return csvResponse(peopleOnPlanCsv(overview, only, format), `payees-on-${plan}.csv`);
    }
    if (query.file !== undefined) {
      const text =
        query.file === 'versions' ? versionsCsv(overview, format) : componentsCsv(overview, format);
      return csvResponse(text, `${query.file}-of-${plan}.csv`);
    }
    const { document, curves, examples } = overview;
    const fileOf = (file: 'versions' | 'components') => [
      { label: 'CSV', href: planAddress(plan, { ...given({ hash }), file }) },
    ];
    const shown = { overview, format };
    return {
      title: document.title ?? plan,
      trail: [{ label: 'Plans', href: '/plans' }],
      about: <PlanMeta {...shown} />,
      actions: <PlanActions overview={overview} viewer={viewer} />,
      body: (
        <>
          <PlanFigures {...shown} />
          <Section id="versions" title="Versions">
            <PublishedVersions {...shown} exports={fileOf('versions')} />
          </Section>
          <Section id="pays" title="Where it pays">
            <PaidComponents {...shown} exports={fileOf('components')} />
          </Section>
          <Section id="curves" title="Payout curves" about={supposedText(curves, format)}>
            <PayoutCurves curves={curves} format={format} />
          </Section>
          <Section id="terms" title="What it says">
            <TermsInWords terms={document.terms} />
          </Section>
          <Section id="examples" title="Worked examples">
            <WorkedLevels document={document} format={format} />
            <ExampleTable
              examples={examples}
              worked={document.examples}
              currency={document.currency}
              format={format}
            />
          </Section>
          <Section id="people" title="Who is on this version">
            <PeopleOnPlan {...shown} only={only} page={page} hash={hash} />
          </Section>
        </>
      ),
    };
  },
});
