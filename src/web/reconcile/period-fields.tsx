import { filledWith } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { SelectField } from '../parts/fields.js';
import { periodChoices } from './period-choices.js';
import type { Calculated } from './read-bridge.js';

/** What a bridge is looked at for. */
export interface PeriodAsked {
  readonly calculated: Calculated;
  readonly period: string;
  readonly currency: string;
  /** The currencies that something is in; those of the company and of the view are offered beside them. */
  readonly found: readonly string[];
  readonly format: ReaderFormat;
}

/**
 * The fields that choose the period and the currency of a bridge.
 *
 * @example
 * <PeriodFields {...{ calculated, period, currency, found, format }} />
 */
export function PeriodFields({ calculated, period, currency, found, format }: PeriodAsked) {
  const { run, calendar } = calculated;
  const currencies = [...new Set([calendar.homeCurrency, currency, ...found])];
  return (
    <>
      <SelectField
        name="period"
        label="Period"
        choices={periodChoices(run.through, calendar, format, period)}
        filled={filledWith({ period })}
      />
      <SelectField
        name="currency"
        label="Currency"
        choices={currencies.map((each) => ({ value: each, label: each }))}
        filled={filledWith({ currency })}
      />
    </>
  );
}
