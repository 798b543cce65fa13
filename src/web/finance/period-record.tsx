import type { PropsWithChildren } from 'hono/jsx';
import { z } from 'zod';
import { permit } from '../../access/permit.js';
import type { Viewer } from '../../access/viewer.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import type { Job } from '../../runs/jobs/jobs.js';
import { hasEnded } from '../../runs/jobs/stored-job.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { ActionForm } from '../parts/form.js';
import { Section } from '../parts/section.js';
import { statementAddress } from '../payee/statement-address.js';
import { CAUSES } from './adjustment-words.js';
import { MOST_CORRECTIONS, type PeriodView } from './period-view.js';
import { periodAddress } from './period-words.js';

interface Shown {
  readonly view: PeriodView;
  readonly names: ReadonlyMap<string, string>;
  readonly viewer: Viewer;
  readonly format: ReaderFormat;
}

/**
 * What is kept of a pay period: its steps; and once it is closed what it was made from, whether that was verified,
 * and what later periods corrected.
 *
 * @example
 * <PeriodRecord view={view} names={names} viewer={viewer} format={format} />
 */
export function PeriodRecord(shown: Shown) {
  return (
    <>
      {shown.view.closing === null ? null : <Corrections {...shown} />}
      <Steps {...shown} />
      {shown.view.closing === null ? null : <Proof {...shown} />}
    </>
  );
}

const ACTS = {
  submitted: 'Submitted',
  approved: 'Approved',
  rejected: 'Rejected',
  closed: 'Closed',
  paid: 'Paid',
} as const;

function Steps({ view: { events, person }, format }: Shown) {
  return (
    <Section id="steps" title="Who did what">
      <DataTable
        caption="Steps, in the order in which they were made"
        columns={[
          { heading: 'Step', namesRow: true, cell: ({ act }) => ACTS[act] },
          { heading: 'By', cell: ({ actor }) => person(actor) },
          { heading: 'On', cell: ({ at }) => format.moment(at) },
          { heading: 'Note', cell: ({ reason }) => reason ?? '' },
        ]}
        rows={events}
        empty={<EmptyState title="Nobody has submitted it yet">It is a draft until it is closed.</EmptyState>}
      />
    </Section>
  );
}

function Corrections({ view: { status, corrections }, names, format }: Shown) {
  const { currency, payGroup } = status;
  return (
    <Section
      id="corrections"
      title="Corrected later"
      about="What changed of it after it was closed, posted by later periods that are closed too."
    >
      <DataTable
        caption={
          corrections.length < MOST_CORRECTIONS
            ? `Corrections by what was changed, in ${currency}`
            : `The last ${MOST_CORRECTIONS} corrections by what was changed, in ${currency}`
        }
        columns={[
          {
            heading: 'Payee',
            namesRow: true,
            cell: ({ payee, postedIn }) => (
              <a href={statementAddress({ payee, period: postedIn, currency })}>
                {names.get(payee) ?? payee}
              </a>
            ),
          },
          {
            heading: 'Posted in',
            cell: ({ postedIn }) => (
              <a href={periodAddress({ payGroup, period: postedIn })}>{format.period(postedIn)}</a>
            ),
          },
          { heading: 'Cause', cell: ({ cause }) => CAUSES[cause] },
          { heading: 'Changed', cell: ({ source, change }) => `${source} (change ${change})` },
          {
            heading: 'Earned',
            kind: 'number',
            cell: ({ earned }) => (
              <Amount format={format} amount={formatMinorUnits(earned, currency)} currency={currency} bare />
            ),
          },
        ]}
        rows={corrections}
        empty={
          <EmptyState
            title="Nothing of it was corrected so far"
            action={
              <a href={`/prior-period-adjustments?payGroup=${encodeURIComponent(payGroup)}`}>
                See what the open period would post
              </a>
            }
          >
            Late deals and corrections of closed periods are posted by the next open period.
          </EmptyState>
        }
      />
    </Section>
  );
}

function Proof({ view: { status, closing, tasks, person }, viewer, format }: Shown) {
  if (closing === null) return null;
  const verifications = tasks.filter(({ request }) => request.kind === 'verify');
  const address = periodAddress({ payGroup: status.payGroup, period: status.period.id });
  return (
    <Section
      id="proof"
      title="What it was made from"
      about="By these it can be calculated again at any time, to the same bytes."
      actions={
        permit('verify', viewer) ? (
          <ActionForm action={`${address}/verify`} label="Verify" about={format.period(status.period.id)} />
        ) : undefined
      }
    >
      <dl class="facts">
        <Fact name="Closed">
          {format.moment(closing.closedAt)} by {person(closing.actor)}, as closing {closing.number}
        </Fact>
        <Fact name="Records and rules">
          as after change {closing.change}, through {format.day(closing.through)}
        </Fact>
        <Fact name="Attain">version {closing.engineVersion}</Fact>
        <Fact name="Hash of the inputs">
          <code>{closing.inputsHash}</code>
        </Fact>
        <Fact name="Hash of the rules">
          <code>{closing.rulesHash}</code>
        </Fact>
        <Fact name="Hash of the statements">
          <code>{closing.statementsHash}</code>
        </Fact>
        <Fact name="Verified">
          {verifications.length === 0 ? 'not yet from here' : null}
          {verifications.slice(0, 5).map((each) => (
            <div>
              <a href={`/tasks/${each.id}`}>{format.moment(each.finishedAt ?? each.createdAt)}</a> by{' '}
              {person(each.actor)}: {outcomeText(each)}
            </div>
          ))}
        </Fact>
      </dl>
    </Section>
  );
}

function Fact({ name, children }: PropsWithChildren<{ readonly name: string }>) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const VERIFIED = z.looseObject({ verifications: z.array(z.looseObject({ isEqual: z.boolean() })) });

/** What a verification found. */
function outcomeText({ status, outcome }: Job): string {
  if (!hasEnded({ status })) return 'going on';
  const report = VERIFIED.safeParse(outcome?.report);
  if (status !== 'done' || !report.success) return 'not possible';
  return report.data.verifications.every(({ isEqual }) => isEqual)
    ? 'the same bytes'
    : 'there are differences';
}
