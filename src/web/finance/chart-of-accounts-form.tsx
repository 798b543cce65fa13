import type { FilledForm } from '../filled-form.js';
import { Disclosure } from '../parts/disclosure.js';
import { FileField } from '../parts/fields.js';
import { Form } from '../parts/form.js';
import { Section } from '../parts/section.js';

/**
 * The form by which the journal is shown in the accounts of a chart.
 *
 * @param asked what the page was asked for, which is sent along
 * @example
 * <ChartOfAccountsForm asked={{ month: '2026-03', currency: 'USD' }} filled={EMPTY_FORM} />
 */
export function ChartOfAccountsForm({
  asked,
  filled,
}: {
  readonly asked: Readonly<Record<string, string>>;
  readonly filled: FilledForm;
}) {
  return (
    <Section
      id="accounts"
      title="In your accounts"
      about="A chart of accounts says which account of your general ledger each role is, and which cost centre. Nothing of it is kept."
    >
      <Form
        action="/accounting/journal"
        submit="Show in these accounts"
        filled={filled}
        hidden={asked}
        refused="The accounts were not used."
        hasFiles
      >
        <FileField name="chart" label="Chart of accounts" accept=".yaml,.yml,.json" filled={filled} />
      </Form>
      <Disclosure summary="What a chart of accounts says">
        <pre>{EXAMPLE}</pre>
      </Disclosure>
    </Section>
  );
}

const EXAMPLE = `language: 1
accounts:
  commissionExpense: { number: 6100, name: Commission expense }
  accruedCommission: { number: 2150, name: Accrued commission }
  contractCosts:     { number: 1350, name: Costs to obtain contracts }
  amortisation:      { number: 6110, name: Amortisation of contract costs }
  impairment:        { number: 6120, name: Impairment of contract costs }
  drawAdvances:      { number: 1360, name: Draws to be recovered }
  payroll:           { number: 2100, name: Payroll clearing }
costCentres:                                      # the first that fits
  - { plan: enterprise-ae, region: EMEA, costCentre: CC-110 }
  - { costCentre: CC-100 }
`;
