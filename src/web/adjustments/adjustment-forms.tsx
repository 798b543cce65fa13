import type { FilledForm } from '../filled-form.js';
import { payGroupText } from '../finance/period-words.js';
import { FileField, NumberField, SelectField, TextArea, TextField } from '../parts/fields.js';
import { Form } from '../parts/form.js';
import { Section } from '../parts/section.js';

/**
 * The form of one adjustment.
 *
 * @param groups the pay groups that have open periods
 * @param periods the pay periods that are open, which are offered
 * @example
 * <OneAdjustmentForm filled={EMPTY_FORM} groups={['monthly-USD']} periods={['2026-03']} />
 */
export function OneAdjustmentForm({
  filled,
  groups,
  periods,
}: {
  readonly filled: FilledForm;
  readonly groups: readonly string[];
  readonly periods: readonly string[];
}) {
  const choices = groups.map((group) => ({ value: group, label: payGroupText(group) }));
  return (
    <Form
      action="/adjustments"
      submit="Make the adjustment"
      filled={filled}
      cancel="/adjustments"
      hasFiles
      refused="No adjustment was made."
    >
      <TextField name="payee" label="Payee" hint="By id, as lists of payees show it" filled={filled} />
      {choices.length === 0 ? (
        <TextField name="payGroup" label="Pay group" hint="Such as monthly-USD" filled={filled} />
      ) : (
        <SelectField name="payGroup" label="Pay group" choices={choices} filled={filled} />
      )}
      <TextField
        name="period"
        label="Pay period"
        hint="Such as 2026-03; those that are calculated and not closed are offered"
        list={periods}
        filled={filled}
      />
      <NumberField
        name="amount"
        label="Amount"
        hint="In the currency of the pay group, such as 500.00; -500.00 takes off"
        filled={filled}
      />
      <TextField
        name="reason"
        label="Reason"
        hint="It stands on the statement, where the payee reads it"
        filled={filled}
      />
      <TextArea
        name="note"
        label="Note"
        hint="More on it for whoever decides; the payee can read it too"
        rows={3}
        optional
        filled={filled}
      />
      <FileField
        name="attachment"
        label="File that shows why"
        hint="Its name and its hash are kept, the file itself is not: keep it where you keep such files"
        optional
        filled={filled}
      />
    </Form>
  );
}

/**
 * The form in which a file with many adjustments is sent.
 *
 * @example
 * <AdjustmentsFileForm filled={EMPTY_FORM} />
 */
export function AdjustmentsFileForm({ filled }: { readonly filled: FilledForm }) {
  return (
    <Section
      id="many"
      title="Many at once"
      about="From a CSV file: all of them are made, or none, and the same file is taken once."
    >
      <Form
        action="/adjustments/files"
        submit="Make the adjustments of the file"
        filled={filled}
        hasFiles
        refused="No adjustment was made."
      >
        <FileField
          name="file"
          label="CSV file"
          hint="With the columns payee, payGroup, period, amount, reason; and, where you want, currency, attachment, attachmentHash, note"
          accept=".csv"
          filled={filled}
        />
      </Form>
    </Section>
  );
}
