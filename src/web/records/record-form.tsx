import type { DealField } from '../../records/company.js';
import type { Field } from '../../records/field.js';
import type { RecordKind } from '../../records/record-kinds.js';
import { fieldsOf, keyFieldsOf } from '../../store/record-table.js';
import type { FilledForm } from '../filled-form.js';
import { DateField, NumberField, SelectField, TextField } from '../parts/fields.js';
import { Form } from '../parts/form.js';
import { fieldWords, meaningWords } from './field-words.js';

/** The names of the fields that are not of the record: why it is written, and what the writer knows of it. */
export const FORM_FIELDS = { reason: 'changeReason', known: 'knownChange' } as const;

/**
 * The form of a record, made from the fields that its kind has; those of the key stand in it only where the record is
 * new.
 *
 * @param dealFields what the company file declares for deals
 * @param known the change that wrote the record as the form shows it; `null` of a new one
 * @example
 * <RecordForm kind="deal" action="/records/deals/D-1" cancel="/records/deals/D-1" dealFields={[]} known="7" filled={filled} />
 */
export function RecordForm({
  kind,
  action,
  cancel,
  dealFields,
  known,
  filled,
}: {
  readonly kind: RecordKind;
  readonly action: string;
  readonly cancel: string;
  readonly dealFields: readonly DealField[];
  readonly known: string | null;
  readonly filled: FilledForm;
}) {
  const isNew = known === null;
  const fields = fieldsOf(kind).filter(([name]) => isNew || !keyFieldsOf(kind).includes(name));
  return (
    <Form
      action={action}
      submit={isNew ? 'Add the record' : 'Correct the record'}
      filled={filled}
      cancel={cancel}
      {...(known !== null && { hidden: { [FORM_FIELDS.known]: known } })}
    >
      {fields.map(([name, field]) => (
        <RecordField name={name} field={field} filled={filled} />
      ))}
      {kind === 'deal'
        ? dealFields.map(({ name }) => (
            <TextField
              name={name}
              label={fieldWords(name)}
              hint="As the company file declares it"
              optional
              filled={filled}
            />
          ))
        : null}
      <TextField name={FORM_FIELDS.reason} label="Why, for the history" optional filled={filled} />
    </Form>
  );
}

function RecordField({
  name,
  field: { type, required, fallback, choices, meaning },
  filled,
}: {
  readonly name: string;
  readonly field: Field;
  readonly filled: FilledForm;
}) {
  const props = {
    name,
    label: fieldWords(name),
    hint: meaningWords(meaning.charAt(0).toUpperCase() + meaning.slice(1)),
    optional: !required || fallback !== undefined,
    filled,
  };
  if (choices !== undefined) {
    return <SelectField {...props} choices={choices.map((value) => ({ value, label: value }))} />;
  }
  if (type === 'date') return <DateField {...props} />;
  return type === 'money' || type === 'number' || type === 'integer' ? (
    <NumberField {...props} />
  ) : (
    <TextField {...props} />
  );
}
