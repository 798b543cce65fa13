import type { PayeeScope } from '../../access/scope.js';
import type { Services } from '../../http/services.js';
import type { AccrualsDocument } from '../../runs/accounting/accruals-document.js';
import { publishedRun } from '../../store/runs.js';
import type { FilledForm } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import type { PageContent } from '../layout/page-content.js';
import { EmptyState } from '../parts/empty-state.js';
import { SelectField } from '../parts/fields.js';
import { keptReport } from '../reconcile/kept-report.js';

/** The accruals by plan and region, without those of payees. */
export type AccrualTotals = Omit<AccrualsDocument, 'payees'>;

/** What accounting can be asked for. */
export interface AccountingChoices {
  /** The latest first. */
  readonly months: readonly string[];
  readonly currencies: readonly string[];
  readonly plans: readonly string[];
  readonly regions: readonly string[];
}

/** The accruals of all months, and what is to choose from. */
export interface AccountingView {
  readonly accruals: AccrualTotals;
  readonly choices: AccountingChoices;
}

/**
 * The accruals of all months, by which also the months, plans and regions are known; `null` before the first run.
 *
 * @example
 * const view = await readAccountingView(services, scope);
 */
export async function readAccountingView(
  services: Services,
  scope: PayeeScope,
): Promise<AccountingView | null> {
  if ((await publishedRun(services.db)) === null) return null;
  // The report is made by this program.
  const accruals = JSON.parse(await keptReport(services, 'accruals', { scope, as: 'json' })) as AccrualTotals;
  const { totals } = accruals;
  const of = (name: 'month' | 'currency' | 'plan' | 'region') =>
    [...new Set(totals.flatMap((each) => each[name] || []))].sort();
  const choices = { currencies: of('currency'), plans: of('plan'), regions: of('region') };
  return { accruals, choices: { ...choices, months: of('month').reverse() } };
}

/**
 * What a page of accounting shows before the first run, or where nothing was earned.
 *
 * @example
 * if (view === null) return nothingToAccount('Accruals');
 */
export function nothingToAccount(title: string): PageContent {
  return {
    title,
    body: (
      <EmptyState title="Nothing is calculated yet" action={<a href="/runs">To the runs</a>}>
        What belongs into the books is known once statements are calculated.
      </EmptyState>
    ),
  };
}

/**
 * The fields by which accounting is narrowed; what there is one of is not asked for.
 *
 * @example
 * <FilterForm action="/accounting/accruals"><ChoiceFields choices={choices} filled={filled} format={format} /></FilterForm>
 */
export function ChoiceFields({
  choices: { months, currencies, plans, regions },
  hasMonth = true,
  filled,
  format,
}: {
  readonly choices: AccountingChoices;
  readonly hasMonth?: boolean;
  readonly filled: FilledForm;
  readonly format: ReaderFormat;
}) {
  const plain = (values: readonly string[], all: string) => [
    { value: '', label: all },
    ...values.map((value) => ({ value, label: value })),
  ];
  return (
    <>
      {hasMonth ? (
        <SelectField
          name="month"
          label="Month"
          choices={months.map((value) => ({ value, label: format.period(value) }))}
          filled={filled}
        />
      ) : null}
      {currencies.length > 1 ? (
        <SelectField
          name="currency"
          label="Currency"
          choices={currencies.map((value) => ({ value, label: value }))}
          filled={filled}
        />
      ) : null}
      <Narrowing name="plan" label="Plan" choices={plain(plans, 'All plans')} filled={filled} />
      <Narrowing name="region" label="Region" choices={plain(regions, 'All regions')} filled={filled} />
    </>
  );
}

/** A choice whose first says that nothing is chosen: the browser sends it, and the page leaves it out. */
function Narrowing({
  name,
  label,
  choices,
  filled,
}: {
  readonly name: string;
  readonly label: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly filled: FilledForm;
}) {
  const chosen = filled.values[name]?.[0] ?? '';
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        {choices.map(({ value, label: words }) => (
          <option value={value} selected={value === chosen}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}
