import { permit } from '../../access/permit.js';
import { submissionOf } from '../../runs/closing/period-steps.js';
import { Problems } from '../parts/problems.js';
import { Cards, Section } from '../parts/section.js';
import { ClosePeriod } from './close-period.js';
import { ApproveCard, RejectCard } from './decision-cards.js';
import { nextStep } from './next-step.js';
import { addressOfPeriod, type PeriodAct, type PeriodStepShown, TO_BE_PUT_RIGHT } from './period-act.js';
import type { PeriodView } from './period-view.js';
import { shownState } from './period-words.js';
import type { SentStep } from './sent-step.js';
import { SubmitPeriod } from './submit-period.js';

/**
 * What is to be done next with a pay period: the forms for those who may, and for others who it waits for.
 *
 * @example
 * <NextSteps view={view} viewer={viewer} format={format} sent={null} />
 */
export function NextSteps(shown: PeriodStepShown) {
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
function standsAsForm(
  { step }: SentStep<PeriodAct>,
  { status, running }: PeriodView,
  isOwn: boolean,
): boolean {
  if (running !== undefined || (step === 'approve' && isOwn)) return false;
  const forms: Readonly<Record<string, readonly PeriodAct[]>> = {
    calculated: ['submit'],
    inApproval: ['approve', 'reject'],
    approved: ['close', 'reject'],
  };
  return forms[shownState(status)]?.includes(step) ?? false;
}

function Steps(shown: PeriodStepShown) {
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
      return may ? <SubmitPeriod {...shown} /> : <p>Finance submits it for approval.</p>;
    case 'inApproval':
      return may ? <Decide {...shown} /> : <p>Somebody of finance approves or rejects it.</p>;
    case 'approved':
      return may ? <ClosePeriod {...shown} /> : <p>It is approved. Finance closes it.</p>;
  }
}

function Calculate({ view: { events, person }, format }: PeriodStepShown) {
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

function Decide({ view, viewer, format, sent }: PeriodStepShown) {
  const submission = submissionOf(view.events);
  const isOwn = submission?.actor === viewer.id;
  const address = addressOfPeriod(view.status);
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
        {isOwn ? null : <ApproveCard address={address} sent={sent} />}
        <RejectCard address={address} hint={TO_BE_PUT_RIGHT} sent={sent} />
      </Cards>
    </>
  );
}
