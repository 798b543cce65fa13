import { z } from 'zod';
import { passwordProblem, SHORTEST_PASSWORD } from '../../http/accounts/account-problems.js';
import type { SignedIn } from '../../http/accounts/accounts.js';
import { tooMany } from '../../http/accounts/company-sign-in.js';
import { signInOf } from '../../http/accounts/sign-in-of.js';
import { Refusal } from '../../http/refusal.js';
import type { Route } from '../../http/route.js';
import { updateAccount } from '../../store/accounts.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import { EMPTY_FORM, type FilledForm } from '../filled-form.js';
import type { PageContent } from '../layout/page-content.js';
import { TextField } from '../parts/fields.js';
import { Form } from '../parts/form.js';
import { redirect } from '../redirect.js';
import { refusedField } from './refused-field.js';
import { ownSignedIn, withCookies } from './with-sign-in.js';

/** Where the viewer changes their password. */
export const passwordPages: readonly Route[] = [
  definePage({
    path: '/account/password',
    access: 'account',
    summary: 'Where the viewer chooses another password',
    answer: async (request, services) => passwordPage(EMPTY_FORM, await ownSignedIn(request, services)),
  }),
  definePost({
    path: '/account/password',
    access: 'account',
    summary: 'Changes the password of the viewer, and signs them out everywhere else',
    maxBytes: 16_384,
    form: z.strictObject({
      current: z.string().max(1000),
      wanted: z.string().max(1000),
      again: z.string().max(1000),
    }),
    answer: async ({ form: { current, wanted, again }, header, client, viewer }, services) => {
      const { accounts, desk } = signInOf(services);
      const { account } = await ownSignedIn({ header, viewer }, services);
      const unfit = passwordProblem(wanted, 'wanted');
      if (unfit !== null) throw new Refusal(422, [unfit]);
      if (wanted !== again) throw refusedField('again', 'these are two passwords');
      if (wanted === current) throw refusedField('wanted', 'this is the password that you have');
      const attempt = await accounts.changePassword({ current, wanted }, header('cookie') ?? '', client);
      if (attempt.outcome === 'throttled') throw tooMany(attempt.seconds);
      if (attempt.outcome === 'refused') throw refusedField('current', 'this is not your password');
      await desk.serviceDb.write((trx) =>
        updateAccount(trx, account.id, { isPasswordDue: false }, new Date().toISOString()),
      );
      return withCookies(redirect('/account', 'Your password is changed.'), attempt.cookies);
    },
    again: async (filled, request, services) => passwordPage(filled, await ownSignedIn(request, services)),
  }),
];

function passwordPage(filled: FilledForm, { account }: SignedIn): PageContent {
  return {
    title: account.isPasswordDue ? 'Choose your password' : 'Change your password',
    body: (
      <Form action="/account/password" submit="Change the password" filled={filled}>
        <TextField
          name="current"
          label={account.isPasswordDue ? 'The password that you were given' : 'Your password now'}
          type="password"
          autocomplete="current-password"
          filled={filled}
        />
        <TextField
          name="wanted"
          label="New password"
          hint={`At least ${SHORTEST_PASSWORD} characters`}
          type="password"
          autocomplete="new-password"
          filled={filled}
        />
        <TextField
          name="again"
          label="New password again"
          type="password"
          autocomplete="new-password"
          filled={filled}
        />
      </Form>
    ),
  };
}
