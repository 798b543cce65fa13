import type { Child } from 'hono/jsx';
import { describedBy, FieldNotes, type FieldProps } from './field.js';

/**
 * A field for any of several, each a box to tick; those ticked are sent under its name.
 *
 * @example
 * <CheckList name="roles" label="Roles" choices={[{ value: 'finance', label: 'Finance' }]} filled={filled} />
 */
export function CheckList({
  choices,
  ...field
}: FieldProps & {
  readonly choices: readonly { readonly value: string; readonly label: Child }[];
}) {
  const { name, label, filled } = field;
  const ticked = new Set(filled.values[name]);
  return (
    <fieldset class="field" id={name} {...describedBy(field)}>
      <legend>{label}</legend>
      <FieldNotes {...field} />
      {choices.map((choice) => (
        <div class="field is-check">
          <input
            type="checkbox"
            name={name}
            id={`${name}-${choice.value}`}
            value={choice.value}
            checked={ticked.has(choice.value)}
          />
          <label for={`${name}-${choice.value}`}>{choice.label}</label>
        </div>
      ))}
    </fieldset>
  );
}
