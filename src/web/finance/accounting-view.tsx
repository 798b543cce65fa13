import type { PayeeScope } from '../../access/scope.js';
import type { CivilDate } from '../../calendar/civil-date.js';
import type { Services } from '../../http/services.js';
import { type Month, monthOf } from '../../ledger/accounting/month.js';
import type { AccrualsDocument } from '../../runs/accounting/accruals-document.js';
import type { FilledForm } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import type { PageContent } from '../layout/page-content.js';
import { EmptyState } from '../parts/empty-state.js';
import { SelectField } from '../parts/fields.js';
import { NarrowingField } from '../parts/narrowing-field.js';
import { keptReport } from '../reconcile/kept-report.js';
import { readCalculated } from '../reconcile/read-bridge.js';

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

/** What a page of accounting shows unless it is asked for something else. */
export interface AccountingDefaults {
  /** The last day that counts. */
  readonly through: CivilDate;
  readonly month: Month;
  readonly currency: string;
}

/**
 * What a page of accounting shows unless it is asked for something else: the last month, in the currency of the company;
 * `null` before the first run.
 *
 * @example
 * (await accountingDefaults(services))?.currency // 'USD'
 */
export async function accountingDefaults(services: Services): Promise<AccountingDefaults | null> {
  const calculated = await readCalculated(services);
  if (calculated === null) return null;
  const { run, calendar } = calculated;
  return { through: run.through, month: monthOf(run.through), currency: calendar.homeCurrency };
}

/**
 * The accruals of all months, by which also the months, plans and regions are known. Throws a refusal before the first
 * run.
 *
 * @param shown the month and currency that are shown, which can be chosen though there is nothing of them
 * @example
 * const view = await readAccountingView(services, scope, { currency: 'USD' });
 */
export async function readAccountingView(
  services: Services,
  scope: PayeeScope,
  shown: { readonly month?: Month; readonly currency: string },
): Promise<AccountingView> {
  // The report is made by this program.
  const accruals = JSON.parse(await keptReport(services, 'accruals', { scope, as: 'json' })) as AccrualTotals;
  const { totals } = accruals;
  const of = (name: 'month' | 'currency' | 'plan' | 'region', also: readonly string[] = []) =>
    [...new Set([...totals.flatMap((each) => each[name] || []), ...also])].sort();
  const months = of('month', shown.month === undefined ? [] : [shown.month]).reverse();
  const currencies = of('currency', [shown.currency]);
  return { accruals, choices: { currencies, plans: of('plan'), regions: of('region'), months } };
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
  const plain = (values: readonly string[]) => values.map((value) => ({ value, label: value }));
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
        <SelectField name="currency" label="Currency" choices={plain(currencies)} filled={filled} />
      ) : null}
      <NarrowingField name="plan" label="Plan" all="All plans" choices={plain(plans)} filled={filled} />
      <NarrowingField
        name="region"
        label="Region"
        all="All regions"
        choices={plain(regions)}
        filled={filled}
      />
    </>
  );
}
