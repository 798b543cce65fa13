import { z } from 'zod';
import { permit } from '../../access/permit.js';
import type { Viewer } from '../../access/viewer.js';
import { makeReport } from '../../http/ask-desk.js';
import { given } from '../../http/given.js';
import { recordName } from '../../http/record-name.js';
import { wholeNumber } from '../../records/values.js';
import type { PlanOverview } from '../../runs/plan-documents/plan-overview.js';
import { definePage } from '../define-page.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { Badge } from '../parts/badge.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { Figure, Figures } from '../parts/figure.js';
import { Meta } from '../parts/meta.js';
import { Section } from '../parts/section.js';
import { daysThrough } from './days-through.js';
import { ExampleTable } from './example-table.js';
import { PayoutCurves, supposedText } from './payout-curves.js';
import { compareAddress, editAddress, planAddress, ruleFileAddress, shortHash } from './plan-addresses.js';
import { PeopleOnPlan } from './plan-people.js';
import { TermsInWords, WorkedLevels } from './plan-terms.js';

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
  }),
  answer: async ({ params: { plan }, query: { hash, only, page }, scope, viewer, format }, services) => {
    const asked = { scope, plan, ...given({ hash }) };
    const overview = await makeReport(services, 'planOverview', asked);
    const { document, curves, examples } = overview;
    const shown = { overview, format };
    return {
      title: document.title ?? plan,
      trail: [{ label: 'Plans', href: '/plans' }],
      about: <About {...shown} />,
      actions: <Actions overview={overview} viewer={viewer} />,
      body: (
        <>
          <MainFigures {...shown} />
          <Section id="versions" title="Versions">
            <Versions {...shown} />
          </Section>
          <Section id="pays" title="Where it pays">
            <Paid {...shown} />
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

interface Shown {
  readonly overview: PlanOverview;
  readonly format: ReaderFormat;
}

function About({ overview: { document, asOf }, format }: Shown) {
  const { plan, hash, from, through, currency, payFrequency } = document;
  return (
    <Meta
      entries={[
        ['Plan', plan],
        ['Version', <code>{shortHash(hash)}</code>],
        ['In force', daysThrough(format, from, through)],
        ['Currency', currency],
        ['Pays', payFrequency],
        ['As of', asOf === null ? 'nothing is calculated yet' : format.day(asOf)],
      ]}
    />
  );
}

function Actions({ overview, viewer }: { readonly overview: PlanOverview; readonly viewer: Viewer }) {
  const { plan, hash } = overview.document;
  const path = overview.versions.find((each) => each.hash === hash)?.path;
  const document = `/api/v1/plans/${encodeURIComponent(plan)}/document?${new URLSearchParams({ hash, format: 'text' })}`;
  return (
    <>
      <a class="button" href={document} download={`${plan}.md`}>
        Document
      </a>
      <a class="button" href={compareAddress({ plan })}>
        Compare
      </a>
      {path === undefined ? null : (
        <a class="button" href={permit('configure', viewer) ? editAddress(path) : ruleFileAddress(path)}>
          {permit('configure', viewer) ? 'Edit the rule file' : 'Rule file'}
        </a>
      )}
    </>
  );
}

/** What it earned last, how many are on it, and how many of these have accepted the version that is shown. */
function MainFigures({ overview: { paid, people, asOf, document }, format }: Shown) {
  const now = people.filter(
    ({ from, through }) => asOf === null || (from <= asOf && (through === null || asOf <= through)),
  );
  const onVersion = people.filter(({ hash }) => hash === document.hash);
  const accepted = onVersion.filter(({ acceptedAt }) => acceptedAt !== null);
  const counted = (those: typeof people) => format.count(new Set(those.map(({ payee }) => payee)).size);
  const [total] = paid?.totals ?? [];
  return (
    <Figures>
      <Figure
        label={paid === null ? 'Earned' : `Earned in ${format.period(paid.period.id)}`}
        value={total === undefined ? 'nothing yet' : format.money(total.earned, total.currency)}
        detail={total === undefined ? undefined : `${format.money(total.payable, total.currency)} payable`}
        isMain
      />
      <Figure label={asOf === null ? 'Payees ever on it' : 'Payees on it'} value={counted(now)} />
      <Figure
        label="Accepted"
        value={`${counted(accepted)} of ${counted(onVersion)}`}
        detail="of those on the version that is shown"
      />
    </Figures>
  );
}

function Versions({ overview: { versions, document, people }, format }: Shown) {
  const payeesOn = (asked: string) =>
    new Set(people.filter(({ hash }) => hash === asked).map(({ payee }) => payee)).size;
  return (
    <DataTable
      caption="Published versions"
      columns={[
        {
          heading: 'In force',
          namesRow: true,
          cell: ({ hash, from, through }) => (
            <>
              <a
                href={planAddress(document.plan, { hash })}
                aria-current={hash === document.hash ? 'true' : undefined}
              >
                {daysThrough(format, from, through)}
              </a>
              {hash === document.hash && versions.length > 1 ? (
                <>
                  {' '}
                  <Badge>Shown</Badge>
                </>
              ) : null}
            </>
          ),
        },
        { heading: 'Title', cell: ({ title }) => title ?? '' },
        { heading: 'Version', cell: ({ hash }) => <code>{shortHash(hash)}</code> },
        {
          heading: 'Published',
          cell: ({ publishedAt }) => (publishedAt === '' ? '' : format.moment(publishedAt)),
        },
        { heading: 'By', cell: ({ publishedBy }) => publishedBy },
        { heading: 'Payees', kind: 'number', cell: ({ hash }) => format.count(payeesOn(hash)) },
        { heading: 'Rule file', cell: ({ path }) => <a href={ruleFileAddress(path)}>{path}</a> },
      ]}
      rows={versions}
      empty={null}
    />
  );
}

function Paid({ overview: { paid, document }, format }: Shown) {
  const nothing = (
    <EmptyState title="It has paid nothing yet" action={<a href="/runs">Runs</a>}>
      What its components earn stands here once somebody is on it and a run has calculated them.
    </EmptyState>
  );
  if (paid === null) return nothing;
  const { period, components, totals } = paid;
  const [total] = totals;
  // Amounts of several currencies have no sum.
  const summed = totals.length === 1 && total !== undefined ? total : null;
  return (
    <DataTable
      caption={`What its components came to in ${format.period(period.id)}`}
      columns={[
        { heading: 'Component', namesRow: true, cell: ({ component }) => component },
        { heading: 'Currency', cell: ({ currency }) => currency },
        {
          heading: 'Earned',
          kind: 'number',
          cell: ({ earned, currency }) => <Amount format={format} amount={earned} currency={currency} bare />,
          ...(summed && {
            total: <Amount format={format} amount={summed.earned} currency={summed.currency} bare />,
          }),
        },
        {
          heading: 'Payable',
          kind: 'number',
          cell: ({ payable, currency }) => (
            <Amount format={format} amount={payable} currency={currency} bare />
          ),
          ...(summed && {
            total: <Amount format={format} amount={summed.payable} currency={summed.currency} bare />,
          }),
        },
        { heading: 'Payees', kind: 'number', cell: ({ payees }) => format.count(payees) },
        {
          heading: 'Period',
          cell: ({ payGroup, component }) => (
            <a href={`/periods/${encodeURIComponent(payGroup)}/${encodeURIComponent(period.id)}`}>
              {format.period(period.id)}
              <span class="only-heard"> of {component}</span>
            </a>
          ),
        },
      ]}
      rows={components}
      empty={
        <EmptyState title={`It paid nothing in ${format.period(period.id)}`}>
          Nobody on {document.title ?? document.plan} earned anything by it in the last pay period that is
          calculated.
        </EmptyState>
      }
    />
  );
}
