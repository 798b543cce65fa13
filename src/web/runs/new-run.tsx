import { permit } from '../../access/permit.js';
import type { Viewer } from '../../access/viewer.js';
import type { FilledForm } from '../filled-form.js';
import { CheckBox, TextField } from '../parts/fields.js';
import { Form } from '../parts/form.js';
import { Section } from '../parts/section.js';

/**
 * The form in which a calculation is asked for, for whoever may; others are told who may.
 *
 * @example
 * <NewRun viewer={viewer} filled={filledWith({ through: '2026-03-31' })} />
 */
export function NewRun({ viewer, filled }: { readonly viewer: Viewer; readonly filled: FilledForm }) {
  if (!permit('configure', viewer)) {
    return <p class="quiet">Comp admins and administrators start calculations.</p>;
  }
  return (
    <Section
      id="new"
      title="Calculate"
      about="From the records and rules as they are now. What is shown stays until the new results are all there."
    >
      <Form action="/runs" submit="Calculate" filled={filled} refused="Nothing was started.">
        <TextField
          name="through"
          label="Through"
          hint="The last period or day that counts, such as 2026-03, 2026-Q1 or 2026-03-31"
          filled={filled}
        />
        <CheckBox
          name="full"
          label="Calculate everybody anew"
          hint="Otherwise only those whom changes concern, where they are few; the results are the same"
          optional
          filled={filled}
        />
      </Form>
    </Section>
  );
}
