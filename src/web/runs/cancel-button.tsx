/**
 * The button that calls a run, an import or a task off. By its id it is still the chosen one for the keyboard after the
 * part around it has been put in anew.
 *
 * @param about what is called off, heard but not seen
 * @example
 * <CancelButton action="/runs/7/cancel" about="the run" />
 */
export function CancelButton({ action, about }: { readonly action: string; readonly about: string }) {
  return (
    <form method="post" action={action} class="action-form">
      <button type="submit" id="cancel" class="button is-danger">
        Cancel<span class="only-heard"> {about}</span>
      </button>
    </form>
  );
}
