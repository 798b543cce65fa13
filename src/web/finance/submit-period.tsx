import { TextField } from '../parts/fields.js';
import { Form } from '../parts/form.js';
import { EarlierPeriod } from './earlier-period.js';
import { addressOfPeriod, type PeriodStepShown } from './period-act.js';
import { filledOf } from './sent-step.js';

/**
 * The form by which a calculated pay period is submitted for approval.
 *
 * @example
 * <SubmitPeriod view={view} viewer={viewer} format={format} sent={null} />
 */
export function SubmitPeriod({ view, format, sent }: PeriodStepShown) {
  const filled = filledOf(sent, 'submit');
  return (
    <>
      <EarlierPeriod view={view} format={format} />
      <Form
        action={`${addressOfPeriod(view.status)}/submit`}
        submit="Submit for approval"
        filled={filled}
        refused="It was not submitted."
      >
        <TextField name="reason" label="Note" hint="For whoever approves it" optional filled={filled} />
      </Form>
    </>
  );
}
