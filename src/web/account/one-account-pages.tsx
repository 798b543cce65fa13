import { z } from 'zod';
import { changeAccount, givePassword } from '../../http/accounts/account-desk.js';
import { knownAccount } from '../../http/accounts/known-account.js';
import { signInOf } from '../../http/accounts/sign-in-of.js';
import { done } from '../../http/done.js';
import { recordName } from '../../http/record-name.js';
import type { Route } from '../../http/route.js';
import type { Account } from '../../store/accounts.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import { EMPTY_FORM, type FilledForm } from '../filled-form.js';
import type { PageContent } from '../layout/page-content.js';
import { renderPage } from '../layout/render-page.js';
import { ActionForm, Form } from '../parts/form.js';
import { redirect } from '../redirect.js';
import { ACCOUNT_FORM, AccountFields } from './account-fields.js';
import { AccountState } from './account-state.js';
import { handOver } from './hand-over.js';

/** The account that a path names. */
export const accountParams = z.strictObject({ account: recordName() });

/** One account: what its owner is, whether they may sign in, and another password for them. */
export const oneAccountPages: readonly Route[] = [
  definePage({
    path: '/accounts/:account',
    access: 'administer',
    summary: 'One account: what its owner is, and whether they may sign in',
    params: accountParams,
    answer: async ({ params: { account } }, services) =>
      oneAccountPage(EMPTY_FORM, await knownAccount(services, account)),
  }),
  definePost({
    path: '/accounts/:account',
    access: 'administer',
    summary: 'Changes an account; with other roles its owner has to sign in again',
    params: accountParams,
    form: z.strictObject(ACCOUNT_FORM),
    answer: async ({ params: { account: id }, form: { payee = null, ...form }, viewer }, services) => {
      const account = await knownAccount(services, id);
      done(await changeAccount(signInOf(services).desk, account, { ...form, payee }, viewer.id));
      return redirect(`/accounts/${id}`, 'Saved.');
    },
    again: async (filled, { params: { account } }, services) =>
      oneAccountPage(filled, await knownAccount(services, account)),
  }),
  ...(['disable', 'enable'] as const).map((step) =>
    definePost({
      path: `/accounts/:account/${step}`,
      access: 'administer',
      summary: step === 'disable' ? 'Lets nobody in by an account' : 'Lets its owner in by an account again',
      params: accountParams,
      form: z.strictObject({}),
      answer: async ({ params: { account: id }, viewer }, services) => {
        const account = await knownAccount(services, id);
        const change = { isDisabled: step === 'disable' };
        done(await changeAccount(signInOf(services).desk, account, change, viewer.id));
        return redirect(`/accounts/${id}`, `The account is ${step}d.`);
      },
      again: async (filled, { params: { account } }, services) =>
        oneAccountPage(filled, await knownAccount(services, account)),
    }),
  ),
  definePost({
    path: '/accounts/:account/password',
    access: 'administer',
    summary: 'Gives an account another password for the next sign-in',
    params: accountParams,
    form: z.strictObject({}),
    answer: async (request, services) => {
      const account = await knownAccount(services, request.params.account);
      const password = done(
        await givePassword(signInOf(services).desk, account, { kind: 'once' }, request.viewer.id),
      );
      return renderPage(handOver(account, password), request);
    },
    again: async (filled, { params: { account } }, services) =>
      oneAccountPage(filled, await knownAccount(services, account)),
  }),
];

/**
 * The page of an account.
 *
 * @param sent the form as it was sent, where something is wrong with it
 * @example
 * again: async (filled, request, services) => oneAccountPage(filled, await knownAccount(services, id))
 */
export function oneAccountPage(sent: FilledForm, account: Account): PageContent {
  const { id, email, name, payee, roles, isDisabled } = account;
  const own = { email: [email], name: [name], roles, ...(payee !== null && { payee: [payee] }) };
  const filled = sent.problems.length > 0 ? sent : { values: own, problems: [] };
  return {
    title: name,
    about: <AccountState account={account} />,
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
