import { permit } from '../../access/permit.js';
import type { PayeeScope } from '../../access/scope.js';
import type { Viewer } from '../../access/viewer.js';
import { makeReport } from '../../http/ask-desk.js';
import { notFound } from '../../http/refusal.js';
import type { Services } from '../../http/services.js';
import type { Payee } from '../../records/record-kinds.js';
import { publishedRun } from '../../store/runs.js';
import { EMPTY_FORM, type FilledForm } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import type { PageContent } from '../layout/page-content.js';
import { EmptyState } from '../parts/empty-state.js';
import { Meta } from '../parts/meta.js';
import { Section } from '../parts/section.js';
import { OwnTerms } from './own-terms.js';
import { payeeAddress } from './payee-address.js';
import { isOwn, PayeeLinks, payeeTrail } from './payee-frame.js';
import { PlanAcceptance } from './plan-acceptance.js';
import { planDays } from './plan-days.js';
import { PlanTerms } from './plan-terms.js';
import { PlanVersionTable } from './plan-version-table.js';
import { type OwnVersion, ownVersions, scopeOn } from './plan-versions.js';

/** Whose plan is asked for, and in which version. */
export interface AskedPlan {
  readonly payee: Payee;
  /** The hash of a version; those in force unless said. */
  readonly version: string | undefined;
  readonly scope: PayeeScope;
  readonly viewer: Viewer;
  readonly format: ReaderFormat;
}

/**
 * Whether somebody may accept the plans of a payee: nobody accepts a plan for somebody else.
 *
 * @example
 * mayAccept('ada', viewer)
 */
export function mayAccept(payee: string, viewer: Viewer): boolean {
  return viewer.id === payee && permit('accept-plan', viewer);
}

/**
 * The page of the plans of a payee.
 *
 * @param filled the form of acceptance as it was sent
 * @example
 * return planContent({ payee, version: undefined, scope, viewer, format }, EMPTY_FORM, services);
 */
export async function planContent(
  asked: AskedPlan,
  filled: FilledForm,
  services: Services,
): Promise<PageContent> {
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
          ['In force', documents.map(({ document }) => planDays(document, format)).join('; ')],
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
              <PlanAcceptance
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
        <PlanVersionTable payee={payee.id} versions={versions} shown={chosen} format={format} />
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
