import type { Child, PropsWithChildren } from 'hono/jsx';
import type { FilledForm } from '../filled-form.js';
import { ProblemText } from './problems.js';

/**
 * A form. What is wrong with it stands above, with a link to each field, and again beside the fields.
 *
 * @param submit the words of its button
 * @param hidden fields that are sent along
 * @param hasFiles whether a field is a file
 * @example
 * <Form action="/disputes" submit="Ask" filled={filled}><TextField name="message" label="Question" filled={filled} /></Form>
 */
export function Form({
  action,
  submit,
  filled,
  hidden = {},
  hasFiles = false,
  cancel,
  also,
  refused = 'Nothing was saved.',
  tone = 'main',
  children,
}: PropsWithChildren<{
  readonly action: string;
  readonly submit: string;
  readonly filled: FilledForm;
  readonly hidden?: Readonly<Record<string, string>>;
  readonly hasFiles?: boolean;
  /** Where to go instead. */
  readonly cancel?: string;
  /** Further buttons beside its own: other things that are done with what is filled in. */
  readonly also?: Child;
  /** What is said first where something is wrong. */
  readonly refused?: string;
  /** Whether its button does what the page is for, or takes something back. */
  readonly tone?: 'main' | 'danger';
}>) {
  return (
    <form method="post" action={action} class="form" enctype={hasFiles ? 'multipart/form-data' : undefined}>
      <FormProblems filled={filled} refused={refused} />
      <HiddenFields fields={hidden} />
      {children}
      <div class="form-end">
        <button type="submit" class={`button is-${tone}`}>
          {submit}
        </button>
        {also}
        {cancel === undefined ? null : (
          <a class="button" href={cancel}>
            Cancel
          </a>
        )}
      </div>
    </form>
  );
}

/**
 * A form that is one button: for a step that needs no more words.
 *
 * @param about what it is about, heard but not seen: `of Ada, March 2026`
 * @example
 * <ActionForm action="/approvals" fields={{ payee: 'ada', decision: 'approved' }} label="Approve" about="of Ada" />
 */
export function ActionForm({
  action,
  fields = {},
  label,
  about,
  tone = 'plain',
}: {
  readonly action: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly label: string;
  readonly about?: string;
  readonly tone?: 'plain' | 'main' | 'danger';
}) {
  return (
    <form method="post" action={action} class="action-form">
      <HiddenFields fields={fields} />
      <button type="submit" class={`button is-${tone}`}>
        {label}
        {about === undefined ? null : <span class="only-heard"> {about}</span>}
      </button>
    </form>
  );
}

/**
 * A form that asks for another view of the page, with GET: what is chosen stands in the address.
 *
 * @example
 * <FilterForm action="/teams/emea" submit="Show"><SelectField name="through" … /></FilterForm>
 */
export function FilterForm({
  action,
  submit = 'Show',
  children,
}: PropsWithChildren<{ readonly action: string; readonly submit?: string }>) {
  return (
    <form method="get" action={action} class="filter-form">
      {children as Child}
      <button type="submit" class="button">
        {submit}
      </button>
    </form>
  );
}

function HiddenFields({ fields }: { readonly fields: Readonly<Record<string, string>> }) {
  return (
    <>
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  );
}

function FormProblems({
  filled: { problems },
  refused,
}: {
  readonly filled: FilledForm;
  readonly refused: string;
}) {
  if (problems.length === 0) return null;
  return (
    <div class="form-problems" role="alert">
      <p>
        <strong>{refused}</strong>
      </p>
      <ul class="problems">
        {problems.map(({ field, ...each }) => (
          <li class="problem is-error">
            {field === undefined ? null : <FieldLink field={field} />}
            <ProblemText problem={each} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The way to the field that a problem names, by its name in words: `closeDate` is `Close date`. */
function FieldLink({ field }: { readonly field: string }) {
  const [name = field] = field.split('.');
  const words = name.replace(
    /([a-z])([A-Z])/g,
    (_, end: string, begin: string) => `${end} ${begin.toLowerCase()}`,
  );
  return (
    <>
      <a href={`#${name}`}>{words.charAt(0).toUpperCase() + words.slice(1)}</a>:{' '}
    </>
  );
}
