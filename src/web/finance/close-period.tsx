import { TextField } from '../parts/fields.js';
import { Form } from '../parts/form.js';
import { Card, Cards } from '../parts/section.js';
import { RejectCard } from './decision-cards.js';
import { EarlierPeriod } from './earlier-period.js';
import { addressOfPeriod, type PeriodStepShown, TO_BE_PUT_RIGHT } from './period-act.js';
import { filledOf } from './sent-step.js';

/**
 * The form by which an approved pay period is closed, beside what that posts of periods that are closed already; it
 * can be rejected still.
 *
 * @example
 * <ClosePeriod view={view} viewer={viewer} format={format} sent={null} />
 */
export function ClosePeriod({ view, sent, format }: PeriodStepShown) {
  const { status, events } = view;
  const filled = filledOf(sent, 'close');
  const address = addressOfPeriod(status);
  const approval = events.at(-1);
  const preview = `/prior-period-adjustments?payGroup=${encodeURIComponent(status.payGroup)}`;
  return (
    <>
      {approval === undefined ? null : (
        <p>
          {view.person(approval.actor)} approved it on {format.moment(approval.at)}
          {approval.reason === null ? '.' : `: ${approval.reason}`}
        </p>
      )}
      <EarlierPeriod view={view} format={format} />
      <Cards>
        <Card title="Close">
          <Form
            action={`${address}/close`}
            submit="Close the period"
            filled={filled}
            refused="It was not closed."
          >
            <p class="quiet">
              {format.count(status.statements)} statements are frozen and posted to the ledger, and{' '}
              {format.money(status.paid, status.currency)} is to be paid. It cannot be undone.
            </p>
            <TextField name="note" label="Note" optional filled={filled} />
          </Form>
        </Card>
        <RejectCard address={address} hint={TO_BE_PUT_RIGHT} sent={sent} />
      </Cards>
      <div hx-get={preview} hx-trigger="load" hx-swap="innerHTML">
        <p>
          <a href={preview}>See what it posts of periods that are closed already</a>
        </p>
      </div>
    </>
  );
}
