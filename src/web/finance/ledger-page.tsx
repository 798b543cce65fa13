import { z } from 'zod';
import { given } from '../../http/given.js';
import { recordName } from '../../http/record-name.js';
import { requireEverybody } from '../../http/require-everybody.js';
import { currency as currencyCode } from '../../records/values.js';
import { listBalances, sumBalances } from '../../store/ledger-balances.js';
import { payeeNames, payeesThatBegin } from '../../store/payee-list.js';
import { definePage } from '../define-page.js';
import { filledWith } from '../filled-form.js';
import { TextField } from '../parts/fields.js';
import { FilterForm } from '../parts/form.js';
import { Meta } from '../parts/meta.js';
import { NarrowingField } from '../parts/narrowing-field.js';
import { LedgerBalances } from './ledger-balances.js';
import { LedgerSums } from './ledger-sums.js';

const BALANCES_ON_A_PAGE = 200;

/**
 * What is on the accounts of payees by what was posted.
 */
export const ledgerPage = definePage({
  path: '/ledger',
  access: 'company-data',
  summary: 'What is on the accounts of payees, by payee and currency',
  query: z.strictObject({
    begins: recordName().optional(),
    currency: currencyCode().optional(),
    after: recordName().optional(),
    in: currencyCode().optional(),
  }),
  answer: async ({ query: { begins, currency, after, in: code }, scope, format }, { db }) => {
    requireEverybody(scope);
    const sums = await sumBalances(db);
    const payees = begins === undefined ? undefined : await payeesThatBegin(db, scope, begins);
    const found = await listBalances(db, scope, {
      ...{ currency, payees },
      after: after === undefined || code === undefined ? undefined : { payee: after, currency: code },
      limit: BALANCES_ON_A_PAGE + 1,
    });
    const rows = found.slice(0, BALANCES_ON_A_PAGE);
    const last = rows.at(-1);
    const names = await payeeNames(
      db,
      scope,
      rows.map(({ payee }) => payee),
    );
    const next = given({ begins, currency, after: last?.payee, in: last?.currency });
    return {
      title: 'Ledger',
      about: (
        <Meta
          entries={[
            ['Period', 'all that is closed'],
            ['Currency', currency ?? (sums.map((each) => each.currency).join(', ') || 'none yet')],
            ['As of', 'all that is posted by now'],
          ]}
        />
      ),
      body: (
        <>
          <LedgerSums sums={sums} format={format} />
          <FilterForm action="/ledger" submit="Find">
            <TextField
              name="begins"
              label="Payee begins with"
              optional
              filled={filledWith(given({ begins }))}
            />
            {sums.length > 1 ? (
              <NarrowingField
                name="currency"
                label="Currency"
                all="All currencies"
                choices={sums.map((each) => ({ value: each.currency, label: each.currency }))}
                filled={filledWith(given({ currency }))}
              />
            ) : null}
          </FilterForm>
          <LedgerBalances
            rows={rows}
            names={names}
            asked={{ begins, currency }}
            isEmpty={sums.length === 0}
            format={format}
          />
          {found.length > rows.length ? <a href={`/ledger?${new URLSearchParams(next)}`}>Next →</a> : null}
        </>
      ),
    };
  },
});
