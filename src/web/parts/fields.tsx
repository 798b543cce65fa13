import { Field, FieldNotes, type FieldProps, inputOf, writtenIn } from './field.js';

/**
 * A field for a line of text, or of another type that browsers know.
 *
 * @example
 * <TextField name="email" label="E-mail" type="email" autocomplete="username" filled={filled} />
 */
export function TextField({
  type = 'text',
  inputmode,
  autocomplete = 'off',
  list,
  ...field
}: FieldProps & {
  readonly type?: 'text' | 'email' | 'password' | 'date' | 'search';
  readonly inputmode?: 'decimal' | 'numeric';
  readonly autocomplete?: string;
  /** Texts that are offered. */
  readonly list?: readonly string[];
}) {
  const listId = `${field.name}-offers`;
  return (
    <Field {...field}>
      <input
        {...inputOf(field)}
        type={type}
        // A password is never sent back.
        value={type === 'password' ? undefined : writtenIn(field)}
        inputmode={inputmode}
        autocomplete={autocomplete}
        list={list === undefined ? undefined : listId}
      />
      {list === undefined ? null : (
        <datalist id={listId}>
          {list.map((each) => (
            <option value={each}></option>
          ))}
        </datalist>
      )}
    </Field>
  );
}

/**
 * A field for an exact number or an amount, as plain decimals.
 *
 * @example
 * <NumberField name="amount" label="Amount in USD" hint="Such as 1200.50" filled={filled} />
 */
export function NumberField(field: FieldProps) {
  return <TextField {...field} inputmode="decimal" />;
}

/**
 * A field for a day.
 *
 * @example
 * <DateField name="closeDate" label="Close date" filled={filled} />
 */
export function DateField(field: FieldProps) {
  return <TextField {...field} type="date" />;
}

/**
 * A field for text of several lines.
 *
 * @param isCode for rule files and the like: letters of one width, no spell check
 * @example
 * <TextArea name="message" label="What is wrong?" rows={4} filled={filled} />
 */
export function TextArea({
  rows = 4,
  isCode = false,
  ...field
}: FieldProps & { readonly rows?: number; readonly isCode?: boolean }) {
  return (
    <Field {...field}>
      <textarea
        {...inputOf(field)}
        rows={rows}
        class={isCode ? 'is-code' : undefined}
        spellcheck={!isCode}
        wrap={isCode ? 'off' : undefined}
      >
        {writtenIn(field)}
      </textarea>
    </Field>
  );
}

/** One of the choices of a field. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/**
 * A field for one of several.
 *
 * @example
 * <SelectField name="currency" label="Currency" choices={[{ value: 'USD', label: 'USD' }]} filled={filled} />
 */
export function SelectField({ choices, ...field }: FieldProps & { readonly choices: readonly Choice[] }) {
  const chosen = writtenIn(field);
  return (
    <Field {...field}>
      <select {...inputOf(field)}>
        {field.optional === true ? <option value=""></option> : null}
        {choices.map(({ value, label }) => (
          <option value={value} selected={value === chosen}>
            {label}
          </option>
        ))}
      </select>
    </Field>
  );
}

/**
 * A box to tick; ticked, it sends `yes`.
 *
 * @example
 * <CheckBox name="understood" label="I have read the plan" filled={filled} />
 */
export function CheckBox(field: FieldProps) {
  return (
    <div class="field is-check">
      <input {...inputOf(field)} type="checkbox" value="yes" checked={writtenIn(field) === 'yes'} />
      <label for={field.name}>{field.label}</label>
      <FieldNotes {...field} />
    </div>
  );
}

/**
 * A field for files; the form needs `hasFiles`.
 *
 * @example
 * <FileField name="file" label="CSV file" accept=".csv" filled={filled} />
 */
export function FileField({
  accept,
  multiple = false,
  ...field
}: FieldProps & { readonly accept?: string; readonly multiple?: boolean }) {
  return (
    <Field {...field}>
      <input {...inputOf(field)} type="file" accept={accept} multiple={multiple} />
    </Field>
  );
}
