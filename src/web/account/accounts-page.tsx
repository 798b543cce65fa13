import { z } from 'zod';
import { createAccount } from '../../http/accounts/account-desk.js';
import { signInOf } from '../../http/accounts/sign-in-of.js';
import { done } from '../../http/done.js';
import type { Route } from '../../http/route.js';
import type { Services } from '../../http/services.js';
import { csvResponse } from '../../http/written-as.js';
import { type Account, listAccounts } from '../../store/accounts.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import { EMPTY_FORM, type FilledForm } from '../filled-form.js';
import type { PageContent } from '../layout/page-content.js';
import { renderPage } from '../layout/render-page.js';
import { DataTable } from '../parts/data-table.js';
import { TextField } from '../parts/fields.js';
import { Form } from '../parts/form.js';
import { Section } from '../parts/section.js';
import { type FiledColumn, tableCsv } from '../parts/table-csv.js';
import { ACCOUNT_FORM, AccountFields } from './account-fields.js';
import { AccountState } from './account-state.js';
import { handOver } from './hand-over.js';
import { ROLE_NAMES } from './role-names.js';

/** The accounts of all, and where another is made. */
export const accountsPages: readonly Route[] = [
  definePage({
    path: '/accounts',
    access: 'administer',
    summary: 'Who may sign in, and as what',
    query: z.strictObject({ format: z.literal('csv').optional() }),
    answer: async ({ query }, services) => {
      if (query.format === undefined) return accountsPage(EMPTY_FORM, services);
      const accounts = await listAccounts(signInOf(services).desk.serviceDb);
      return csvResponse(tableCsv(COLUMNS, accounts), 'accounts.csv');
    },
  }),
  definePost({
    path: '/accounts',
    access: 'administer',
    summary: 'Makes an account, and shows its password for the first sign-in',
    form: z.strictObject({ ...ACCOUNT_FORM, person: z.string().max(200).optional() }),
    answer: async (request, services) => {
      const { payee = null, ...form } = request.form;
      const { desk } = signInOf(services);
      const wanted = { ...form, payee, password: { kind: 'once' } } as const;
      const { account, oncePassword } = done(await createAccount(desk, wanted, request.viewer.id));
      return renderPage(handOver(account, oncePassword), request);
    },
    again: (filled, _request, services) => accountsPage(filled, services),
  }),
];

const COLUMNS: readonly FiledColumn<Account>[] = [
  {
    heading: 'Name',
    namesRow: true,
    cell: ({ id, name }) => <a href={`/accounts/${id}`}>{name}</a>,
    inFile: { name: ({ name }) => name },
  },
  { heading: 'E-mail', cell: ({ email }) => email, inFile: { email: ({ email }) => email } },
  { heading: 'Person', cell: ({ person }) => person, inFile: { person: ({ person }) => person } },
  {
    heading: 'Roles',
    cell: ({ roles }) => roles.map((role) => ROLE_NAMES[role]).join(', '),
    inFile: { roles: ({ roles }) => roles.join(' ') },
  },
  {
    heading: 'State',
    cell: (account) => <AccountState account={account} />,
    inFile: { state: ({ isDisabled }) => (isDisabled ? 'disabled' : 'enabled') },
  },
];

/**
 * The page of all accounts.
 *
 * @example
 * again: (filled, _request, services) => accountsPage(filled, services)
 */
export async function accountsPage(filled: FilledForm, services: Services): Promise<PageContent> {
  const accounts = await listAccounts(signInOf(services).desk.serviceDb);
  return {
    title: 'Accounts',
    body: (
      <>
        <DataTable
          caption="Who may sign in, and as what"
          rows={accounts}
          columns={COLUMNS}
          exports={[{ label: 'CSV', href: '/accounts?format=csv' }]}
          empty={null}
        />
        <Section id="new-account" title="New account">
          <Form action="/accounts" submit="Make the account" filled={filled} refused="No account was made.">
            <AccountFields filled={filled} />
            <TextField
              name="person"
              label="Person"
              hint="By which what they do is recorded; the payee, or what comes before the @"
              optional
              filled={filled}
            />
          </Form>
        </Section>
      </>
    ),
  };
}
