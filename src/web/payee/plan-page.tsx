import type { Child } from 'hono/jsx';
import { z } from 'zod';
import { permit } from '../../access/permit.js';
import type { PayeeScope } from '../../access/scope.js';
import type { Viewer } from '../../access/viewer.js';
import { makeReport, takeStep } from '../../http/ask-desk.js';
import { recordName } from '../../http/record-name.js';
import { notFound, Refusal } from '../../http/refusal.js';
import { requirePayee } from '../../http/resources/payees.js';
import type { Services } from '../../http/services.js';
import { problem } from '../../problems/problem.js';
import type { Payee } from '../../records/record-kinds.js';
import { publishedRun } from '../../store/runs.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import { EMPTY_FORM, type FilledForm } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import type { PageContent } from '../layout/page-content.js';
import { Badge } from '../parts/badge.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { Form } from '../parts/form.js';
import { Meta } from '../parts/meta.js';
import { Section } from '../parts/section.js';
import { redirect } from '../redirect.js';
import { payeeAddress } from './payee-address.js';
import { isOwn, PayeeLinks, payeeTrail } from './payee-frame.js';
import { daysText, OwnTerms, PlanTerms } from './plan-terms.js';
import { type OwnVersion, ownVersions, scopeOn } from './plan-versions.js';

/** Whose plan is asked for, and in which version. */
interface AskedPlan {
  readonly payee: Payee;
  /** The hash of a version; those in force unless said. */
  readonly version: string | undefined;
  readonly scope: PayeeScope;
  readonly viewer: Viewer;
  readonly format: ReaderFormat;
}

const params = z.strictObject({ payee: recordName() });

/** The plans that a payee is on: what they promise, and that the payee accepts them. */
export const planPage = definePage({
  path: '/payees/:payee/plan',
  access: 'payee-data',
  summary: 'What the plans of a payee promise, what each level pays, and whether they are accepted',
  params,
  query: z.strictObject({ version: recordName().optional() }),
  answer: async ({ params: { payee }, query: { version }, scope, viewer, format }, services) => {
    const asked = { payee: await requirePayee(services.db, scope, payee), version, scope, viewer, format };
    return planContent(asked, EMPTY_FORM, services);
  },
});

/** A payee accepts a version of their plan. */
export const acceptPlanPost = definePost({
  path: '/payees/:payee/plan',
  access: 'accept-plan',
  summary: 'Accepts a version of the viewer’s own plan',
  params,
  maxBytes: 16_384,
  form: z.strictObject({ plan: recordName(), hash: recordName() }),
  answer: async ({ params: { payee }, form: { plan, hash }, scope, viewer }, services) => {
    const { id, name } = await requirePayee(services.db, scope, payee);
    if (!mayAccept(id, viewer)) {
      const message = `a plan is accepted by the payee, and this is the plan of ${name}`;
      throw new Refusal(403, [problem('not-allowed', message)]);
    }
    await takeStep(services, 'acceptPlan', { plan, hash, actor: viewer.id, scope });
    return redirect(
      `${payeeAddress(id, 'plan')}?version=${encodeURIComponent(hash)}`,
      'The plan is accepted.',
    );
  },
  again: async (filled, { params: { payee }, scope, viewer, format }, services) => {
    const version = filled.values['hash']?.[0];
    const asked = { payee: await requirePayee(services.db, scope, payee), version, scope, viewer, format };
    return planContent(asked, filled, services);
  },
});

/** Nobody accepts a plan for somebody else. */
function mayAccept(payee: string, viewer: Viewer): boolean {
  return viewer.id === payee && permit('accept-plan', viewer);
}

async function planContent(asked: AskedPlan, filled: FilledForm, services: Services): Promise<PageContent> {
  const { payee, version, scope, viewer, format } = asked;
  const run = await publishedRun(services.db);
  const versions = await ownVersions(services, scope, payee.id, run);
  const frame = {
    title: isOwn({ payee, viewer }) ? 'My plan' : `Plan of ${payee.name}`,
    trail: payeeTrail({ payee, viewer }),
    actions: <PayeeLinks payee={payee} viewer={viewer} at="plan" />,
  };
  if (versions.length === 0) return { ...frame, body: <OnNoPlan /> };
  const chosen = chosenVersions(versions, version);
  if (chosen.length === 0) {
    throw notFound(`${payee.name} is on no version ${version ?? ''} of a plan`, {
      hint: 'their plan page lists them',
    });
  }
  const documents = await Promise.all(
    chosen.map(async (own) => ({
      own,
      document: await makeReport(services, 'planDocument', {
        plan: own.plan,
        hash: own.hash,
        payee: payee.id,
        scope: scopeOn(scope, payee.id),
      }),
    })),
  );
  return {
    ...frame,
    about: (
      <Meta
        entries={[
          ['In force', documents.map(({ document }) => daysText(document, format)).join('; ')],
          ['Currency', [...new Set(documents.map(({ document }) => document.currency))].join(', ')],
          ...(run === null ? [] : [['As of', format.day(run.through)] as const]),
        ]}
      />
    ),
    body: (
      <>
        {documents.map(({ own, document }) => (
          <>
            <Section id={`plan-${own.hash.slice(0, 12)}`} title={own.title}>
              <Acceptance
                payee={payee}
                own={own}
                mayAccept={mayAccept(payee.id, viewer)}
                filled={filled.values['hash']?.[0] === own.hash ? filled : EMPTY_FORM}
                format={format}
              />
              <OwnTerms document={document} isMain={own === chosen[0]} format={format} />
            </Section>
            {own.state === 'current' && own === chosen[0] ? <Curves payee={payee.id} /> : null}
            <PlanTerms document={document} of={documents.length > 1 ? own.title : null} format={format} />
          </>
        ))}
        <Versions payee={payee.id} versions={versions} shown={chosen} format={format} />
      </>
    ),
  };
}

/** The version that is asked for; else those in force, and where none is, the last. */
function chosenVersions(versions: readonly OwnVersion[], asked: string | undefined): readonly OwnVersion[] {
  if (asked !== undefined) return versions.filter(({ hash }) => hash === asked);
  const current = versions.filter(({ state }) => state === 'current');
  return current.length > 0 ? current : versions.slice(-1);
}

function OnNoPlan() {
  return (
    <EmptyState title="There is no plan">
      A plan is here once its rule file is published and whoever is paid by it is assigned to it.
    </EmptyState>
  );
}

function Acceptance({
  payee,
  own: { plan, hash, acceptedAt },
  mayAccept: may,
  filled,
  format,
}: {
  readonly payee: Payee;
  readonly own: OwnVersion;
  readonly mayAccept: boolean;
  readonly filled: FilledForm;
  readonly format: ReaderFormat;
}) {
  const version = (
    <>
      version <code title={hash}>{hash.slice(0, 12)}</code>
    </>
  );
  if (acceptedAt !== null) {
    return (
      <p>
        <Badge tone="good">Accepted</Badge> {format.moment(acceptedAt)}, {version}
      </p>
    );
  }
  return (
    <>
      <p>
        <Badge tone="waiting">Not accepted yet</Badge> This is {version}.
        {may ? '' : ` ${payee.name} accepts it, signed in with their own account.`}
      </p>
      {may ? (
        <Form
          action={payeeAddress(payee.id, 'plan')}
          submit="Accept this plan"
          filled={filled}
          hidden={{ plan, hash }}
          refused="The plan was not accepted."
        />
      ) : null}
    </>
  );
}

/** What takes longer to calculate than the page comes after it, and without scripts by a link. */
function Curves({ payee }: { readonly payee: string }) {
  const address = `${payeeAddress(payee, 'plan')}/curves`;
  return (
    <div hx-get={address} hx-trigger="load" hx-swap="innerHTML" class="later-part">
      <p>
        <a class="button" href={address}>
          Payout curves with the place of now
        </a>
      </p>
    </div>
  );
}

const STATES: Readonly<Record<OwnVersion['state'], Child>> = {
  over: 'Over',
  current: <Badge tone="good">In force</Badge>,
  later: 'Not in force yet',
  unknown: 'Published since the last calculation',
};

function Versions({
  payee,
  versions,
  shown,
  format,
}: {
  readonly payee: string;
  readonly versions: readonly OwnVersion[];
  readonly shown: readonly OwnVersion[];
  readonly format: ReaderFormat;
}) {
  return (
    <Section id="versions" title="All plans and versions">
      <DataTable
        caption="In the order in which they come into force"
        columns={[
          {
            heading: 'Plan',
            namesRow: true,
            cell: (own) =>
              shown.includes(own) ? (
                `${own.title} (shown)`
              ) : (
                <a href={`${payeeAddress(payee, 'plan')}?version=${encodeURIComponent(own.hash)}`}>
                  {own.title}
                </a>
              ),
          },
          { heading: 'Version', cell: ({ hash }) => <code>{hash.slice(0, 12)}</code> },
          {
            heading: 'State',
            cell: ({ state }) => STATES[state],
          },
          {
            heading: 'Accepted',
            cell: ({ acceptedAt }) =>
              acceptedAt === null ? <Badge tone="waiting">Not yet</Badge> : format.moment(acceptedAt),
          },
        ]}
        rows={versions}
        empty={null}
      />
    </Section>
  );
}
