import { addDays, addMonths, firstOfMonth } from '../../calendar/civil-date.js';
import type { Problem } from '../../problems/problem.js';
import type { WhatIfChoices } from '../../runs/what-if/what-if-choices.js';
import type { FilledForm } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { SelectField } from '../parts/fields.js';
import { ProblemText } from '../parts/problems.js';
import { payeeAddress } from '../payee/payee-address.js';
import { DealFields } from './deal-fields.js';
import { MOST_DEALS } from './entered-deals.js';
import { fieldLabel } from './field-label.js';

const MONTHS_AHEAD = 12;

/**
 * The form of a what-if. With scripts its page is asked for in place, and says meanwhile that it is calculated;
 * without, it is sent as any form is.
 *
 * @param rows how many deals it has room for
 * @example
 * <WhatIfForm rows={1} choices={choices} filled={EMPTY_FORM} format={format} />
 */
export function WhatIfForm({
  rows,
  choices,
  filled,
  format,
}: {
  readonly rows: number;
  readonly choices: WhatIfChoices;
  readonly filled: FilledForm;
  readonly format: ReaderFormat;
}) {
  const action = payeeAddress(choices.payee.id, 'what-if');
  return (
    // What of a deal is needed depends on what it is: the answer tells, beside the fields.
    <form
      method="post"
      action={action}
      class="form is-wide"
      novalidate
      hx-post={action}
      hx-target="#what-if"
      hx-swap="outerHTML"
    >
      <SuppositionProblems filled={filled} />
      {Array.from({ length: rows }, (_, row) => (
        <DealFields row={row} choices={choices} filled={filled} format={format} />
      ))}
      <SelectField
        name="through"
        label="Look as far as the end of"
        choices={[
          { value: '', label: 'the last month that is named above' },
          ...monthsAhead(choices, format),
        ]}
        filled={filled}
      />
      <div class="form-end">
        <button type="submit" class="button is-main">
          Calculate
        </button>
        {rows < MOST_DEALS ? (
          <button type="submit" class="button" name="more" value="yes">
            Add another deal
          </button>
        ) : null}
        <a class="button" href={action}>
          Start again
        </a>
      </div>
      <p class="field-hint">
        Nothing is kept, and nobody else sees it.{' '}
        {choices.isCreditedForOthers ? 'For a large team it takes up to ten seconds.' : null}
        <span class="while-asked" role="status">
          {' '}
          Calculating …
        </span>
      </p>
    </form>
  );
}

function monthsAhead({ through }: WhatIfChoices, format: ReaderFormat) {
  const first = firstOfMonth(through);
  return Array.from({ length: MONTHS_AHEAD + 1 }, (_, months) => {
    const day = addDays(addMonths(first, months + 1), -1);
    return { value: day < through ? through : day, label: format.period(day.slice(0, 7)) };
  });
}

function SuppositionProblems({ filled: { problems } }: { readonly filled: FilledForm }) {
  if (problems.length === 0) return null;
  return (
    <div class="form-problems" role="alert" tabindex={-1} autofocus>
      <p>
        <strong>Nothing was calculated.</strong>
      </p>
      <ul class="problems">
        {problems.map(({ field, ...each }) => (
          <li class="problem is-error">
            {field === undefined ? null : (
              <>
                <a href={`#${field}`}>{placeText(field)}</a>:{' '}
              </>
            )}
            <ProblemText problem={each} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Which field of which deal: `Deal 2, close date`. */
function placeText(field: Problem['field'] & string): string {
  const [kind, row, ...rest] = field.split('.');
  if (kind !== 'deals' || row === undefined) return fieldLabel(field);
  const label = fieldLabel(rest[0] === 'fields' ? (rest[1] ?? '') : rest.join('.'));
  return `Deal ${Number(row) + 1}, ${label.toLowerCase()}`;
}
