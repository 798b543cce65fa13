import { z } from 'zod';
import { startActing, stopActing } from '../../http/accounts/acting.js';
import { knownAccount } from '../../http/accounts/known-account.js';
import { signInOf } from '../../http/accounts/sign-in-of.js';
import { done } from '../../http/done.js';
import type { Route } from '../../http/route.js';
import { definePost } from '../define-post.js';
import { redirect } from '../redirect.js';
import { accountsPage } from './accounts-page.js';
import { accountParams, oneAccountPage } from './one-account-pages.js';
import { signedInOf } from './with-sign-in.js';

/** Where an administrator begins to act for somebody else, and ends it. */
export const actingPages: readonly Route[] = [
  definePost({
    path: '/accounts/:account/act-for',
    access: 'administer',
    summary: 'Lets the administrator see what the owner of an account sees, for an hour',
    params: accountParams,
    form: z.strictObject({}),
    answer: async ({ params: { account: id }, header }, services) => {
      const { desk } = signInOf(services);
      done(await startActing(desk, await signedInOf({ header }, services), await knownAccount(services, id)));
      return redirect('/');
    },
    again: async (filled, { params: { account } }, services) =>
      oneAccountPage(filled, await knownAccount(services, account)),
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
