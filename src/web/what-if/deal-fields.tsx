import { isOpen, type WhatIfChoices } from '../../runs/what-if/what-if-choices.js';
import type { FilledForm } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { type Choice, DateField, NumberField, SelectField, TextField } from '../parts/fields.js';
import { fieldLabel } from './field-label.js';

/**
 * The fields of one deal that is supposed: a new one, or one that the payee has, as it would be. None is needed by
 * itself: of a deal that is there, only what is other is filled in.
 *
 * @param row from 0, where it stands in the form
 * @example
 * <DealFields row={0} choices={choices} filled={filled} format={format} />
 */
export function DealFields({
  row,
  choices,
  filled,
  format,
}: {
  readonly row: number;
  readonly choices: WhatIfChoices;
  readonly filled: FilledForm;
  readonly format: ReaderFormat;
}) {
  const { company, amounts, facts, readsCash, readsRevenue } = choices;
  const field = (name: string) => ({ name: `deals.${row}.${name}`, label: fieldLabel(last(name)), filled });
  const ofPart = (name: string) => ({ name: `deals.${row}.${name}`, label: fieldLabel(name), filled });
  return (
    <fieldset class="supposed-deal">
      <legend>Deal {row + 1}</legend>
      <WhichDeal row={row} choices={choices} filled={filled} format={format} />
      <TextField {...field('fields.name')} />
      {amounts.map((name) => (
        <NumberField {...field(`fields.${name}`)} />
      ))}
      <TextField
        {...field('fields.currency')}
        hint={`Empty means ${company.homeCurrency}, or the deal’s own`}
      />
      <DateField {...field('fields.closeDate')} />
      {facts.map(({ name, type, offers }) =>
        type === 'boolean' ? (
          <SelectField {...field(`fields.${name}`)} choices={YES_OR_NO} />
        ) : type === 'date' ? (
          <DateField {...field(`fields.${name}`)} />
        ) : (
          <TextField
            {...field(`fields.${name}`)}
            {...(type === 'percent' ? { hint: 'Such as 10%' } : {})}
            {...(offers.length > 0 ? { list: offers } : {})}
          />
        ),
      )}
      <Seller row={row} choices={choices} filled={filled} />
      {readsCash ? (
        <>
          <DateField {...ofPart('paid.date')} hint="When the customer pays" />
          <NumberField {...ofPart('paid.amount')} hint="With tax, in the deal’s currency" />
          <TextField {...ofPart('paid.invoice')} hint="Empty means a new invoice" />
        </>
      ) : null}
      {readsRevenue ? (
        <>
          <DateField {...ofPart('recognized.date')} />
          <NumberField {...ofPart('recognized.amount')} />
        </>
      ) : null}
    </fieldset>
  );
}

const YES_OR_NO: readonly Choice[] = [
  { value: '', label: '' },
  { value: 'true', label: 'Yes' },
  { value: 'false', label: 'No' },
];

const OUTCOMES: readonly Choice[] = [
  { value: 'won', label: 'won, as it is here' },
  { value: 'without', label: 'not there: lost, or left out' },
];

function WhichDeal({
  row,
  choices: { deals, hasOtherDeals, company },
  filled,
  format,
}: {
  readonly row: number;
  readonly choices: WhatIfChoices;
  readonly filled: FilledForm;
  readonly format: ReaderFormat;
}) {
  const offered = deals.map(({ id, name, account, closeDate, stage }) => {
    const named = name ?? account;
    const state = isOpen({ stage }, company.stages) ? `open (${stage}), expected` : 'closed';
    return {
      value: id,
      label: `${named === null ? id : `${named} (${id})`}, ${state} ${format.day(closeDate)}`,
    };
  });
  return (
    <>
      {offered.length === 0 ? null : (
        <SelectField
          name={`deals.${row}.fields.id`}
          label={fieldLabel('id')}
          hint="Of an existing one, fill in only what changes"
          choices={[{ value: '', label: 'A new deal' }, ...offered]}
          filled={filled}
        />
      )}
      {hasOtherDeals ? (
        <TextField
          name={`deals.${row}.other`}
          label={fieldLabel('other')}
          hint="By its id, where it is not in the list"
          filled={filled}
        />
      ) : null}
      {offered.length === 0 && !hasOtherDeals ? (
        <input type="hidden" name={`deals.${row}.outcome`} value="won" />
      ) : (
        <SelectField
          name={`deals.${row}.outcome`}
          label={fieldLabel('outcome')}
          choices={OUTCOMES}
          filled={filled}
        />
      )}
    </>
  );
}

/** Whoever is paid by the deals of others sells no deal that counts: somebody of them does. */
function Seller({
  row,
  choices: { isCreditedForOthers, isCreditedForOwn, people },
  filled,
}: {
  readonly row: number;
  readonly choices: WhatIfChoices;
  readonly filled: FilledForm;
}) {
  if (!isCreditedForOthers) return null;
  const field = { name: `deals.${row}.seller`, label: fieldLabel('seller'), filled };
  if (people.length === 0) return <TextField {...field} hint="The id of somebody in the team" />;
  const offered = people.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <SelectField
      {...field}
      choices={[{ value: '', label: isCreditedForOwn ? 'the payee' : '' }, ...offered]}
    />
  );
}

function last(name: string): string {
  return name.split('.').at(-1) ?? name;
}
