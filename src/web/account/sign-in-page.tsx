import { z } from 'zod';
import type { Attempt } from '../../http/accounts/accounts.js';
import { stopActing } from '../../http/accounts/acting.js';
import { tooMany } from '../../http/accounts/company-sign-in.js';
import { localPath } from '../../http/accounts/local-path.js';
import { signInOf } from '../../http/accounts/sign-in-of.js';
import { Refusal } from '../../http/refusal.js';
import type { Route } from '../../http/route.js';
import type { Services } from '../../http/services.js';
import { problem } from '../../problems/problem.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import { EMPTY_FORM, type FilledForm } from '../filled-form.js';
import type { PageContent } from '../layout/page-content.js';
import { TextField } from '../parts/fields.js';
import { Form } from '../parts/form.js';
import { Problems } from '../parts/problems.js';
import { redirect } from '../redirect.js';
import { withCookies } from './with-sign-in.js';

const next = z.string().max(2000).optional();

/** What went wrong on the way back from the provider of a company, in words for whom it happened to. */
const COMPANY_ERRORS: Readonly<Record<string, string>> = {
  signup_disabled: 'there is no account for your address; ask an administrator for one',
  email_not_found: 'the sign-in of the company does not vouch for an e-mail address of yours',
  access_denied: 'the sign-in of the company did not let you in',
  unable_to_create_session: 'your account is disabled; ask an administrator',
};

/** Signing in and out. */
export const signInPages: readonly Route[] = [
  definePage({
    path: '/sign-in',
    access: 'public',
    summary: 'Where people sign in',
    query: z.looseObject({ next, error: z.string().max(200).optional() }),
    answer: async ({ query, header }, services) => {
      if (services.signIn === null) return redirect('/');
      const signedIn = await services.signIn.accounts.signedIn(header('cookie'));
      if (signedIn?.account.isPasswordDue) return redirect('/account/password');
      if (signedIn !== null) return redirect(localPath(query.next));
      return signInPage(EMPTY_FORM, services, query);
    },
  }),
  definePost({
    path: '/sign-in',
    access: 'public',
    summary: 'Signs somebody in with a password',
    maxBytes: 16_384,
    form: z.strictObject({ email: z.string().max(300), password: z.string().max(1000), next }),
    answer: async ({ form, client }, services) => {
      const { accounts } = signInOf(services);
      const cookies = letIn(await accounts.signIn(form.email, form.password, client));
      const signedIn = await accounts.signedIn(cookies.map((each) => each.split(';')[0]).join('; '));
      const isDue = signedIn?.account.isPasswordDue === true;
      return withCookies(redirect(isDue ? '/account/password' : localPath(form.next)), cookies);
    },
    again: (filled, _request, services) => signInPage(filled, services, { next: filled.values['next']?.[0] }),
  }),
  definePage({
    path: '/sign-in/company',
    access: 'public',
    summary: 'Leads to the sign-in of the company',
    query: z.strictObject({ next }),
    answer: async ({ query, client }, services) => {
      const { company } = signInOf(services);
      if (company === null) return redirect('/sign-in');
      const { location, cookies } = await company.begin(localPath(query.next), client);
      return withCookies(redirect(location), cookies);
    },
  }),
  definePage({
    path: '/sign-in/callback/company',
    access: 'public',
    summary: 'Where the sign-in of the company leads back to',
    // Providers add what they like to say.
    query: z.looseObject({}),
    answer: async ({ url, header, client }, services) => {
      const { company } = signInOf(services);
      if (company === null) return redirect('/sign-in');
      const { location, cookies } = await company.end(url.search, header('cookie') ?? '', client);
      return withCookies(redirect(location), cookies);
    },
  }),
  definePost({
    path: '/sign-out',
    access: 'public',
    summary: 'Signs out',
    form: z.strictObject({}),
    answer: async ({ header }, services) => {
      const { accounts, desk } = signInOf(services);
      const cookie = header('cookie') ?? '';
      const signedIn = await accounts.signedIn(cookie);
      if (signedIn !== null) await stopActing(desk, signedIn);
      return withCookies(redirect('/sign-in', 'You are signed out.'), await accounts.signOut(cookie));
    },
    again: (filled, _request, services) => signInPage(filled, services, {}),
  }),
];

/** The cookies of whoever is let in. */
function letIn(attempt: Attempt): readonly string[] {
  if (attempt.outcome === 'throttled') throw tooMany(attempt.seconds);
  if (attempt.outcome === 'done') return attempt.cookies;
  throw new Refusal(403, [
    problem('sign-in-refused', 'the e-mail address or the password is wrong', {
      hint: 'an administrator can give you another password',
    }),
  ]);
}

function signInPage(
  filled: FilledForm,
  { signIn }: Services,
  { next: asked, error }: { readonly next?: string | undefined; readonly error?: string | undefined },
): PageContent {
  const place = localPath(asked);
  const message =
    error === undefined ? null : (COMPANY_ERRORS[error] ?? 'signing in did not work; try again');
  return {
    title: 'Sign in',
    body: (
      <>
        {message === null ? null : <Problems problems={[problem('sign-in-refused', message)]} />}
        {signIn?.company ? (
          <p>
            <a class="button is-main" href={`/sign-in/company?next=${encodeURIComponent(place)}`}>
              Sign in with your company
            </a>
          </p>
        ) : null}
        <Form
          action="/sign-in"
          submit="Sign in"
          filled={filled}
          hidden={{ next: place }}
          refused="You are not signed in."
        >
          <TextField name="email" label="E-mail" type="email" autocomplete="username" filled={filled} />
          <TextField
            name="password"
            label="Password"
            type="password"
            autocomplete="current-password"
            filled={filled}
          />
        </Form>
      </>
    ),
  };
}
