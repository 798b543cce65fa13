import type { FilledForm } from '../filled-form.js';
import { TextField } from '../parts/fields.js';
import { Problems } from '../parts/problems.js';

/**
 * The end of a form that decides: why, and a button for either decision. What stands against it stands above.
 *
 * @example
 * <form method="post" action="/adjustments/7" class="form"><DecisionFields filled={filled} /></form>
 */
export function DecisionFields({ filled }: { readonly filled: FilledForm }) {
  return (
    <>
      <NotDecided filled={filled} />
      <TextField name="reason" label="Why" hint="A rejection needs it" optional filled={filled} />
      <div class="form-end">
        <button type="submit" name="decision" value="approved" class="button is-main">
          Approve
        </button>
        <button type="submit" name="decision" value="rejected" class="button is-danger">
          Reject
        </button>
      </div>
    </>
  );
}

/**
 * What stood against a decision, where anything did.
 *
 * @example
 * <NotDecided filled={filled} />
 */
export function NotDecided({ filled: { problems } }: { readonly filled: FilledForm }) {
  if (problems.length === 0) return null;
  return (
    <div class="form-problems" role="alert">
      <p>
        <strong>Nothing was decided.</strong>
      </p>
      <Problems problems={problems} />
    </div>
  );
}
