import { permit } from '../../access/permit.js';
import type { Viewer } from '../../access/viewer.js';
import type { Job } from '../../runs/jobs/jobs.js';
import { hasEnded } from '../../runs/jobs/stored-job.js';
import { isEqual, taskAddress } from '../audit/last-tasks.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { ActionForm } from '../parts/form.js';
import { Section } from '../parts/section.js';
import { Terms } from '../parts/terms.js';
import type { PeriodView } from './period-view.js';
import { periodAddress } from './period-words.js';
import type { PersonText } from './person-text.js';

/** So many verifications are shown, the latest first. */
const MOST_SHOWN = 5;

/**
 * What a closed pay period was made from, and whether calculating it again gave the same bytes; nothing before it is
 * closed.
 *
 * @example
 * <PeriodProof view={view} viewer={viewer} format={format} />
 */
export function PeriodProof({
  view: { status, closing, tasks, person },
  viewer,
  format,
}: {
  readonly view: PeriodView;
  readonly viewer: Viewer;
  readonly format: ReaderFormat;
}) {
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
      <Terms
        kind="facts"
        entries={[
          [
            'Closed',
            `${format.moment(closing.closedAt)} by ${person(closing.actor)}, as closing ${closing.number}`,
          ],
          ['Records and rules', `as after change ${closing.change}, through ${format.day(closing.through)}`],
          ['Attain', `version ${closing.engineVersion}`],
          ['Hash of the inputs', <code>{closing.inputsHash}</code>],
          ['Hash of the rules', <code>{closing.rulesHash}</code>],
          ['Hash of the statements', <code>{closing.statementsHash}</code>],
          ['Verified', <Verifications tasks={verifications} person={person} format={format} />],
        ]}
      />
    </Section>
  );
}

function Verifications({
  tasks,
  person,
  format,
}: {
  readonly tasks: readonly Job[];
  readonly person: PersonText;
  readonly format: ReaderFormat;
}) {
  if (tasks.length === 0) return <>not yet from here</>;
  return (
    <>
      {tasks.slice(0, MOST_SHOWN).map((job) => (
        <div>
          <a href={taskAddress(job)}>{format.moment(job.finishedAt ?? job.createdAt)}</a> by{' '}
          {person(job.actor)}: {outcomeText(job)}
        </div>
      ))}
    </>
  );
}

/** What a verification found. */
function outcomeText(job: Job): string {
  if (!hasEnded(job)) return 'going on';
  const same = isEqual(job);
  if (job.status !== 'done' || same === undefined) return 'not possible';
  return same ? 'the same bytes' : 'there are differences';
}
