import type { ListedPlan } from '../../runs/plan-documents/list-plans.js';
import type { FilledForm } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { FileField, SelectField, TextArea, TextField } from '../parts/fields.js';
import { Form } from '../parts/form.js';
import { daysThrough } from './days-through.js';
import { shortHash } from './plan-addresses.js';

/** The choice of a text in place of a published version. */
export const OWN_TEXT = 'text';

/** The choice of what is published, in place of one version. */
export const PUBLISHED = 'published';

/**
 * What is compared with what, on which months, and for whom.
 *
 * @example
 * <ComparisonForm plan={plan} filled={filled} format={format} />
 */
export function ComparisonForm({
  plan: { plan, versions },
  filled,
  format,
}: {
  readonly plan: Pick<ListedPlan, 'plan' | 'versions'>;
  readonly filled: FilledForm;
  readonly format: ReaderFormat;
}) {
  const choices = versions.map(({ hash, title, from, through }) => {
    const days = daysThrough(format, from, through);
    return { value: hash, label: `${title ?? plan}: ${days} (${shortHash(hash)})` };
  });
  return (
    <Form
      action="/compare"
      submit="Compare"
      filled={filled}
      hidden={{ plan }}
      hasFiles
      refused="Nothing was compared."
    >
      <SelectField
        name="with"
        label="Try out"
        choices={[{ value: OWN_TEXT, label: 'A text or file of mine, below' }, ...choices]}
        filled={filled}
      />
      <FileField name="upload" label="File of the plan" accept=".yaml,.yml,.json" optional filled={filled} />
      <TextArea
        name="text"
        label="Text of the plan"
        hint="Instead of a file; it need not be published"
        rows={10}
        isCode
        optional
        filled={filled}
      />
      <SelectField
        name="against"
        label="Against"
        choices={[{ value: PUBLISHED, label: 'What is published, each version on its own days' }, ...choices]}
        filled={filled}
      />
      <TextField
        name="from"
        label="First month"
        hint="Such as 2026-01; the first of the fiscal year where nothing is said"
        optional
        filled={filled}
      />
      <TextField
        name="through"
        label="Last month"
        hint="The last that is calculated where nothing is said"
        optional
        filled={filled}
      />
      <TextField
        name="payee"
        label="Payee"
        hint="An id; everybody whom the plan concerns where nothing is said"
        optional
        filled={filled}
      />
    </Form>
  );
}
