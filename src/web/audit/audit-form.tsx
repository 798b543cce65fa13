import type { FilledForm } from '../filled-form.js';
import { TextField } from '../parts/fields.js';
import { Form } from '../parts/form.js';

/**
 * The form that starts an audit of the books.
 *
 * @example
 * <AuditForm filled={EMPTY_FORM} />
 */
export function AuditForm({ filled }: { readonly filled: FilledForm }) {
  return (
    <Form
      action="/verification/audits"
      submit="Start an audit"
      filled={filled}
      refused="No audit was started."
    >
      <TextField
        name="head"
        label="Hash that was noted"
        hint="The audit tells whether the trail still has the entry with this hash."
        optional
        filled={filled}
      />
    </Form>
  );
}
