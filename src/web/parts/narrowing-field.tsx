import type { FilledForm } from '../filled-form.js';
import type { Choice } from './fields.js';

/**
 * A choice by which a list is narrowed: its first says that nothing is chosen, which the browser sends and the page leaves
 * out.
 *
 * @param all what the first is called, such as `All plans`
 * @example
 * <NarrowingField name="plan" label="Plan" all="All plans" choices={choices} filled={filledWith({ plan })} />
 */
export function NarrowingField({
  name,
  label,
  all,
  choices,
  filled,
}: {
  readonly name: string;
  readonly label: string;
  readonly all: string;
  readonly choices: readonly Choice[];
  readonly filled: FilledForm;
}) {
  const chosen = filled.values[name]?.[0] ?? '';
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        {[{ value: '', label: all }, ...choices].map(({ value, label: words }) => (
          <option value={value} selected={value === chosen}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}
