import type { AccountingSpan } from '../../ledger/accounting/accounting-period.js';
import type { ContractCostsDocument } from '../../runs/accounting/contract-costs-document.js';
import { filledWith } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { EmptyState } from '../parts/empty-state.js';
import { SelectField } from '../parts/fields.js';
import { FilterForm } from '../parts/form.js';
import { Problems } from '../parts/problems.js';
import { addressOf } from '../reconcile/reconcile-address.js';
import { accountingSpanText, SPAN_CHOICES } from './accounting-span-text.js';
import { type AccountingChoices, ChoiceFields } from './accounting-view.js';
import { ContractCostTotals } from './contract-cost-totals.js';
import { CostWaterfallPart } from './cost-waterfall-part.js';
import { ExpensedPart } from './expensed-part.js';
import { RollForwardPart } from './roll-forward-part.js';

/** What contract costs are asked for. */
interface Asked {
  readonly by: AccountingSpan;
  readonly currency: string;
  readonly plan?: string | undefined;
  readonly region?: string | undefined;
  readonly period?: string | undefined;
}

interface Shown {
  readonly costs: ContractCostsDocument;
  readonly choices: AccountingChoices;
  readonly asked: Asked;
  /** The period whose details are shown. */
  readonly period: string;
  readonly format: ReaderFormat;
}

/**
 * Contract costs of a currency: what is capitalised, rolled forward and amortised, and what is expensed at once.
 *
 * @param periodOf the period that a month is summed in
 * @example
 * <ContractCosts {...{ costs, choices, asked, period, periodOf, format }} />
 */
export function ContractCosts({
  periodOf,
  ...shown
}: Shown & { readonly periodOf: (month: string) => string }) {
  const { costs, asked, period, format } = shown;
  const { by, currency, plan, region } = asked;
  const rolled = costs.rollForward;
  const exported = (table: string, query: { readonly period?: string } = {}) =>
    addressOf('/api/v1/accounting/contract-costs', {
      by,
      plan,
      region,
      currency,
      ...query,
      table,
      format: 'csv',
    });
  const contracts = (query: Readonly<Record<string, string | undefined>>) =>
    addressOf('/accounting/contract-costs/contracts', { by, plan, region, currency, ...query });
  return (
    <>
      {rolled.length === 0 ? null : (
        <ContractCostTotals rolled={rolled} waterfall={costs.waterfall} currency={currency} format={format} />
      )}
      <Filter {...shown} />
      {costs.problems.length === 0 ? null : <Problems problems={costs.problems} />}
      {rolled.length === 0 ? (
        <EmptyState
          title={`Nothing is capitalised in ${currency}`}
          action={<a href="/plans">To the plans</a>}
        >
          A plan says of each component whether its earnings are costs that there would not be without the
          contract, and how long they are of use. Until it does, all of it is expensed as it is earned.
        </EmptyState>
      ) : (
        <>
          <RollForwardPart {...{ rolled, period, exported, contracts, currency, format }} />
          <CostWaterfallPart
            rows={costs.waterfall}
            periods={costs.periods}
            periodOf={periodOf}
            exported={exported('waterfall')}
            cohortAddress={(cohort) => contracts({ cohort })}
            {...{ currency, format }}
          />
        </>
      )}
      <ExpensedPart
        rows={costs.expensed.filter((each) => each.period === period)}
        exported={exported('expensed', { period })}
        {...{ period, currency, format }}
      />
    </>
  );
}

function Filter({ costs, choices, asked, period, format }: Shown) {
  const { by, currency, plan, region } = asked;
  return (
    <FilterForm action="/accounting/contract-costs">
      <SelectField name="by" label="Sum by" choices={SPAN_CHOICES} filled={filledWith({ by })} />
      {costs.periods.length === 0 ? null : (
        <SelectField
          name="period"
          label="Details of"
          choices={[...costs.periods]
            .reverse()
            .map((value) => ({ value, label: accountingSpanText(value, format) }))}
          filled={filledWith({ period })}
        />
      )}
      <ChoiceFields
        choices={choices}
        hasMonth={false}
        filled={filledWith({ plan, region, currency })}
        format={format}
      />
    </FilterForm>
  );
}
