import { permit } from '../../access/permit.js';
import type { Viewer } from '../../access/viewer.js';
import { submissionOf } from '../../runs/closing/period-steps.js';
import type { FilledForm } from '../filled-form.js';
import { EMPTY_FORM } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { TextArea, TextField } from '../parts/fields.js';
import { Form } from '../parts/form.js';
import { Problems } from '../parts/problems.js';
import { Card, Cards, Section } from '../parts/section.js';
import { nextStep } from './next-step.js';
import type { PeriodView } from './period-view.js';
import { periodAddress, shownState } from './period-words.js';

/** The steps that somebody can take with a pay period. */
export type PeriodAct = 'submit' | 'approve' | 'reject' | 'close' | 'verify';

/** A form of the page as somebody has sent it. */
export interface SentStep {
  readonly step: PeriodAct;
  readonly filled: FilledForm;
}

interface Shown {
  readonly view: PeriodView;
  readonly viewer: Viewer;
  readonly format: ReaderFormat;
  readonly sent: SentStep | null;
}

/**
 * What is to be done next with a pay period: the forms for those who may, and for others who it waits for.
 *
 * @example
 * <NextSteps view={view} viewer={viewer} format={format} sent={null} />
 */
export function NextSteps(shown: Shown) {
  const { view, viewer, sent } = shown;
  const isOwn = submissionOf(view.events)?.actor === viewer.id;
  return (
    <Section id="next" title="What is next">
      {sent === null || standsAsForm(sent, view, isOwn) ? null : <Problems problems={sent.filled.problems} />}
      {view.running === undefined ? (
        <Steps {...shown} />
      ) : (
        <p>
          {view.running.request.kind === 'close' ? 'It is being closed' : 'It is being verified'} just now:{' '}
          <a href={`/tasks/${view.running.id}`}>follow how far it has come</a>.
        </p>
      )}
    </Section>
  );
}

/** Whether what was refused stands on the form that was sent, so that it need not be said above. */
function standsAsForm({ step }: SentStep, { status, running }: PeriodView, isOwn: boolean): boolean {
  if (running !== undefined || (step === 'approve' && isOwn)) return false;
  const forms: Readonly<Record<string, readonly PeriodAct[]>> = {
    calculated: ['submit'],
    inApproval: ['approve', 'reject'],
    approved: ['close', 'reject'],
  };
  return forms[shownState(status)]?.includes(step) ?? false;
}

function Steps(shown: Shown) {
  const { view, viewer, format } = shown;
  const { status, firstOpen, batch } = view;
  const next = nextStep(status, { firstOpen, batch, format });
  const may = permit('finance-step', viewer);
  switch (shownState(status)) {
    case 'paid':
      return <p>Everything of it is paid. What changes of it later is posted by the next open period.</p>;
    case 'closed':
      return (
        <p>
          It is closed, and nothing of it changes any more.{' '}
          {next?.href == null ? null : (
            <>
              Next: <a href={next.href}>{next.text.toLowerCase()}</a>.
            </>
          )}
        </p>
      );
    case 'open':
    case 'rejected':
      return <Calculate {...shown} />;
    case 'calculated':
      return may ? <Submit {...shown} /> : <p>Finance submits it for approval.</p>;
    case 'inApproval':
      return may ? <Decide {...shown} /> : <p>Somebody of finance approves or rejects it.</p>;
    case 'approved':
      return may ? <Close {...shown} /> : <p>It is approved. Finance closes it.</p>;
  }
}

function Calculate({ view: { events, person }, format }: Shown) {
  const last = events.at(-1);
  return (
    <>
      {last?.act === 'rejected' ? (
        <p>
          {person(last.actor)} rejected it on {format.moment(last.at)}: {last.reason}
        </p>
      ) : null}
      <p>
        {last?.act === 'rejected' ? 'Put it right, and calculate again' : 'Calculate through its end'}: a comp
        admin does so under <a href="/runs">Runs</a>. Then it can be submitted.
      </p>
    </>
  );
}

function Submit({ view: { status, firstOpen, tasks: _ }, format, sent }: Shown) {
  const isFirst = firstOpen?.period.id === status.period.id;
  return (
    <>
      {isFirst || firstOpen === undefined ? null : (
        <p>
          <a href={periodAddress({ payGroup: status.payGroup, period: firstOpen.period.id })}>
            {format.period(firstOpen.period.id)}
          </a>{' '}
          is closed first: what it carries over belongs to this period.
        </p>
      )}
      <Form
        action={`${addressOf(status)}/submit`}
        submit="Submit for approval"
        filled={filledOf(sent, 'submit')}
        refused="It was not submitted."
      >
        <TextField
          name="reason"
          label="Note"
          hint="For whoever approves it"
          optional
          filled={filledOf(sent, 'submit')}
        />
      </Form>
    </>
  );
}

function Decide(shown: Shown) {
  const { view, viewer, format, sent } = shown;
  const submission = submissionOf(view.events);
  const isOwn = submission?.actor === viewer.id;
  return (
    <>
      {submission === null ? null : (
        <p>
          {isOwn ? 'You' : view.person(submission.actor)} submitted it on {format.moment(submission.at)}
          {submission.reason === null ? '' : `: ${submission.reason}`}.
          {isOwn ? ' Somebody else of finance approves it.' : ''}
        </p>
      )}
      <Cards>
        {isOwn ? null : (
          <Card title="Approve">
            <Form
              action={`${addressOf(view.status)}/approve`}
              submit="Approve"
              filled={filledOf(sent, 'approve')}
              refused="It was not approved."
            >
              <TextField name="note" label="Note" optional filled={filledOf(sent, 'approve')} />
            </Form>
          </Card>
        )}
        <Reject {...shown} />
      </Cards>
    </>
  );
}

function Reject({ view: { status }, sent }: Shown) {
  const filled = filledOf(sent, 'reject');
  return (
    <Card title="Reject">
      <Form
        action={`${addressOf(status)}/reject`}
        submit="Reject"
        filled={filled}
        refused="It was not rejected."
      >
        <TextArea
          name="reason"
          label="Reason"
          hint="What is to be put right before it is calculated again"
          rows={2}
          filled={filled}
        />
      </Form>
    </Card>
  );
}

function Close(shown: Shown) {
  const { view, sent, format } = shown;
  const { status, events, firstOpen } = view;
  const approval = events.at(-1);
  const before = firstOpen !== undefined && firstOpen.period.id !== status.period.id ? firstOpen : null;
  const preview = `/prior-period-adjustments?payGroup=${encodeURIComponent(status.payGroup)}`;
  return (
    <>
      {approval === undefined ? null : (
        <p>
          {view.person(approval.actor)} approved it on {format.moment(approval.at)}
          {approval.reason === null ? '.' : `: ${approval.reason}`}
        </p>
      )}
      {before === null ? null : (
        <p>
          <a href={periodAddress({ payGroup: status.payGroup, period: before.period.id })}>
            {format.period(before.period.id)}
          </a>{' '}
          is to be closed first: what it carries over belongs to this period.
        </p>
      )}
      <Cards>
        <Card title="Close">
          <Form
            action={`${addressOf(status)}/close`}
            submit="Close the period"
            filled={filledOf(sent, 'close')}
            refused="It was not closed."
          >
            <p class="quiet">
              {format.count(status.statements)} statements are frozen and posted to the ledger, and{' '}
              {format.money(status.paid, status.currency)} is to be paid. It cannot be undone.
            </p>
            <TextField name="note" label="Note" optional filled={filledOf(sent, 'close')} />
          </Form>
        </Card>
        <Reject {...shown} />
      </Cards>
      <div hx-get={preview} hx-trigger="load" hx-swap="innerHTML">
        <p>
          <a href={preview}>See what it posts of periods that are closed already</a>
        </p>
      </div>
    </>
  );
}

function addressOf({ payGroup, period }: PeriodView['status']): string {
  return periodAddress({ payGroup, period: period.id });
}

function filledOf(sent: SentStep | null, step: PeriodAct): FilledForm {
  return sent?.step === step ? sent.filled : EMPTY_FORM;
}
