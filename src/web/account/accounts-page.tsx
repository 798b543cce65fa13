import { z } from 'zod';
import { ROLES, type Role } from '../../access/permissions.js';
import { changeAccount, createAccount, givePassword } from '../../http/accounts/account-desk.js';
import { startActing, stopActing } from '../../http/accounts/acting.js';
import { recordName } from '../../http/record-name.js';
import { notFound } from '../../http/refusal.js';
import type { Route } from '../../http/route.js';
import type { Services } from '../../http/services.js';
import { type Account, findAccount, listAccounts } from '../../store/accounts.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import { EMPTY_FORM, type FilledForm } from '../filled-form.js';
import type { PageContent } from '../layout/page-content.js';
import { renderPage } from '../layout/render-page.js';
import { Badge } from '../parts/badge.js';
import { DataTable } from '../parts/data-table.js';
import { TextField } from '../parts/fields.js';
import { ActionForm, Form } from '../parts/form.js';
import { Section } from '../parts/section.js';
import { redirect } from '../redirect.js';
import { done, signedInOf, signInOf } from './with-sign-in.js';

const params = z.strictObject({ account: recordName() });

const fields = {
  email: z.string().max(300),
  name: z.string().max(300),
  roles: z.array(z.enum(ROLES)).default([]),
  payee: z.string().max(200).optional(),
};

/** The accounts of all, for administrators. */
export const accountsPages: readonly Route[] = [
  definePage({
    path: '/accounts',
    access: 'administer',
    summary: 'Who may sign in, and as what',
    answer: (_request, services) => accountsPage(EMPTY_FORM, services),
  }),
  definePost({
    path: '/accounts',
    access: 'administer',
    summary: 'Makes an account, and shows its password for the first sign-in',
    form: z.strictObject({ ...fields, person: z.string().max(200).optional() }),
    answer: async (request, services) => {
      const { payee = null, ...form } = request.form;
      const { desk } = signInOf(services);
      const wanted = { ...form, payee, password: { kind: 'once' } } as const;
      const { account, oncePassword } = done(await createAccount(desk, wanted, request.viewer.id));
      return renderPage(handOver(account, oncePassword), request);
    },
    again: (filled, _request, services) => accountsPage(filled, services),
  }),
  definePage({
    path: '/accounts/:account',
    access: 'administer',
    summary: 'One account: what its owner is, and whether they may sign in',
    params,
    answer: async ({ params: { account } }, services) =>
      oneAccountPage(EMPTY_FORM, await known(services, account)),
  }),
  definePost({
    path: '/accounts/:account',
    access: 'administer',
    summary: 'Changes an account; with other roles its owner has to sign in again',
    params,
    form: z.strictObject(fields),
    answer: async ({ params: { account: id }, form: { payee = null, ...form }, viewer }, services) => {
      const account = await known(services, id);
      done(await changeAccount(signInOf(services).desk, account, { ...form, payee }, viewer.id));
      return redirect(`/accounts/${id}`, 'Saved.');
    },
    again: async (filled, { params: { account } }, services) =>
      oneAccountPage(filled, await known(services, account)),
  }),
  ...(['disable', 'enable'] as const).map((step) =>
    definePost({
      path: `/accounts/:account/${step}`,
      access: 'administer',
      summary: step === 'disable' ? 'Lets nobody in by an account' : 'Lets its owner in by an account again',
      params,
      form: z.strictObject({}),
      answer: async ({ params: { account: id }, viewer }, services) => {
        const account = await known(services, id);
        const change = { isDisabled: step === 'disable' };
        done(await changeAccount(signInOf(services).desk, account, change, viewer.id));
        return redirect(`/accounts/${id}`, `The account is ${step}d.`);
      },
      again: async (filled, { params: { account } }, services) =>
        oneAccountPage(filled, await known(services, account)),
    }),
  ),
  definePost({
    path: '/accounts/:account/password',
    access: 'administer',
    summary: 'Gives an account another password for the next sign-in',
    params,
    form: z.strictObject({}),
    answer: async (request, services) => {
      const account = await known(services, request.params.account);
      const password = done(
        await givePassword(signInOf(services).desk, account, { kind: 'once' }, request.viewer.id),
      );
      return renderPage(handOver(account, password), request);
    },
    again: async (filled, { params: { account } }, services) =>
      oneAccountPage(filled, await known(services, account)),
  }),
  definePost({
    path: '/accounts/:account/act-for',
    access: 'administer',
    summary: 'Lets the administrator see what the owner of an account sees, for an hour',
    params,
    form: z.strictObject({}),
    answer: async ({ params: { account: id }, header }, services) => {
      const { desk } = signInOf(services);
      done(await startActing(desk, await signedInOf({ header }, services), await known(services, id)));
      return redirect('/');
    },
    again: async (filled, { params: { account } }, services) =>
      oneAccountPage(filled, await known(services, account)),
  }),
  definePost({
    path: '/acting/stop',
    access: 'account',
    summary: 'Ends that an administrator acts for somebody else',
    form: z.strictObject({}),
    answer: async ({ header }, services) => {
      await stopActing(signInOf(services).desk, await signedInOf({ header }, services));
      return redirect('/accounts', 'You act for yourself again.');
    },
    again: (filled, _request, services) => accountsPage(filled, services),
  }),
];

async function known(services: Services, id: string): Promise<Account> {
  const account = await findAccount(signInOf(services).desk.serviceDb, { id });
  if (account === null) throw notFound('there is no such account');
  return account;
}

/** The one page that shows a password: it is kept as a hash alone. */
function handOver({ id, name }: Account, password: string | null): PageContent {
  return {
    title: `A password for ${name}`,
    trail: [{ label: 'Accounts', href: '/accounts' }],
    body: (
      <>
        <p>
          <code>{password}</code>
        </p>
        <p>Hand it over now: it is shown this once. At the first sign-in another is to be chosen.</p>
        <p>
          <a class="button" href={`/accounts/${id}`}>
            To the account
          </a>
        </p>
      </>
    ),
  };
}

async function accountsPage(filled: FilledForm, services: Services): Promise<PageContent> {
  const accounts = await listAccounts(signInOf(services).desk.serviceDb);
  return {
    title: 'Accounts',
    body: (
      <>
        <DataTable
          caption="Accounts"
          rows={accounts}
          empty={null}
          columns={[
            {
              heading: 'Name',
              namesRow: true,
              cell: ({ id, name }) => <a href={`/accounts/${id}`}>{name}</a>,
            },
            { heading: 'E-mail', cell: ({ email }) => email },
            { heading: 'Person', cell: ({ person }) => person },
            { heading: 'Roles', cell: ({ roles }) => roles.map((role) => ROLE_NAMES[role]).join(', ') },
            { heading: 'State', cell: (account) => <State account={account} /> },
          ]}
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

function oneAccountPage(sent: FilledForm, account: Account): PageContent {
  const { id, email, name, payee, roles, isDisabled } = account;
  const own = { email: [email], name: [name], roles, ...(payee !== null && { payee: [payee] }) };
  const filled = sent.problems.length > 0 ? sent : { values: own, problems: [] };
  return {
    title: name,
    about: <State account={account} />,
    trail: [{ label: 'Accounts', href: '/accounts' }],
    actions: (
      <>
        <ActionForm action={`/accounts/${id}/act-for`} label="Act for them" about={name} />
        <ActionForm action={`/accounts/${id}/password`} label="New password" about={`for ${name}`} />
        <ActionForm
          action={`/accounts/${id}/${isDisabled ? 'enable' : 'disable'}`}
          label={isDisabled ? 'Enable' : 'Disable'}
          about={name}
          tone={isDisabled ? 'plain' : 'danger'}
        />
      </>
    ),
    body: (
      <Form action={`/accounts/${id}`} submit="Save" filled={filled} cancel="/accounts">
        <AccountFields filled={filled} />
      </Form>
    ),
  };
}

function AccountFields({ filled }: { readonly filled: FilledForm }) {
  return (
    <>
      <TextField name="email" label="E-mail" type="email" filled={filled} />
      <TextField name="name" label="Name" filled={filled} />
      <fieldset class="field">
        <legend>Roles</legend>
        {ROLES.map((role) => (
          <div class="field is-check">
            <input
              type="checkbox"
              name="roles"
              id={`roles-${role}`}
              value={role}
              checked={filled.values['roles']?.includes(role) ?? false}
            />
            <label for={`roles-${role}`}>{ROLE_NAMES[role]}</label>
          </div>
        ))}
      </fieldset>
      <TextField name="payee" label="Payee" hint="Whose figures are their own" optional filled={filled} />
    </>
  );
}

const ROLE_NAMES: Readonly<Record<Role, string>> = {
  payee: 'Payee',
  manager: 'Manager',
  compAdmin: 'Comp admin',
  finance: 'Finance',
  auditor: 'Auditor',
  administrator: 'Administrator',
};

function State({ account: { isDisabled, isPasswordDue } }: { readonly account: Account }) {
  if (isDisabled) return <Badge tone="bad">disabled</Badge>;
  if (isPasswordDue) return <Badge tone="waiting">has to choose a password</Badge>;
  return <Badge tone="good">may sign in</Badge>;
}
