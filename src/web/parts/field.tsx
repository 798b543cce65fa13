import type { PropsWithChildren } from 'hono/jsx';
import type { FilledForm } from '../filled-form.js';
import { ProblemText } from './problems.js';

/** What all fields have. */
export interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly filled: FilledForm;
  /** A line below the label that says what belongs there. */
  readonly hint?: string | undefined;
  /** Whether it may be left empty. */
  readonly optional?: boolean;
}

/**
 * A field with its label, what belongs into it and what is wrong with it; its input is what stands in it.
 *
 * @example
 * <Field {...field}><input {...inputOf(field)} /></Field>
 */
export function Field({ children, ...field }: PropsWithChildren<FieldProps>) {
  return (
    <div class="field">
      <label for={field.name}>
        {field.label}
        {field.optional === true ? <span class="optional"> (optional)</span> : null}
      </label>
      <FieldNotes {...field} />
      {children}
    </div>
  );
}

/**
 * What belongs into a field, and what is wrong with what stands there.
 *
 * @example
 * <FieldNotes name="amount" hint="Such as 1200.50" filled={filled} />
 */
export function FieldNotes({ name, hint, filled }: Pick<FieldProps, 'name' | 'hint' | 'filled'>) {
  const problems = problemsOf(name, filled);
  return (
    <>
      {hint === undefined ? null : (
        <p class="field-hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {problems.length === 0 ? null : (
        <p class="field-problem" id={`${name}-problem`}>
          {problems.map(({ field: _, ...each }) => (
            <ProblemText problem={each} />
          ))}
        </p>
      )}
    </>
  );
}

/**
 * The attributes that every input has: its name, and what it is described by.
 *
 * @example
 * <select {...inputOf(field)}>…</select>
 */
export function inputOf({ name, hint, optional = false, filled }: FieldProps) {
  const isWrong = problemsOf(name, filled).length > 0;
  return {
    id: name,
    name,
    required: !optional,
    ...(isWrong && { 'aria-invalid': 'true' as const }),
    ...describedBy({ name, hint, filled }),
  };
}

/**
 * By what a field is described for those who hear the page: its hint, and what is wrong with it.
 *
 * @example
 * <fieldset {...describedBy(field)}>…</fieldset>
 */
export function describedBy({ name, hint, filled }: Pick<FieldProps, 'name' | 'hint' | 'filled'>) {
  const described = [
    ...(hint === undefined ? [] : [`${name}-hint`]),
    ...(problemsOf(name, filled).length > 0 ? [`${name}-problem`] : []),
  ].join(' ');
  return described === '' ? {} : { 'aria-describedby': described };
}

function problemsOf(name: string, { problems }: FilledForm) {
  return problems.filter(({ field }) => field === name || field?.startsWith(`${name}.`) === true);
}

/**
 * What stands in a field; nothing where it is empty.
 *
 * @example
 * writtenIn({ name: 'currency', label: 'Currency', filled: filledWith({ currency: 'USD' }) }) // 'USD'
 */
export function writtenIn({ name, filled }: FieldProps): string | undefined {
  return filled.values[name]?.[0];
}
