import { z } from 'zod';
import type { Viewer } from '../../access/viewer.js';
import { revokeToken } from '../../http/accounts/revoke-token.js';
import { signInOf } from '../../http/accounts/sign-in-of.js';
import { recordName } from '../../http/record-name.js';
import { notFound } from '../../http/refusal.js';
import type { Route } from '../../http/route.js';
import type { Services } from '../../http/services.js';
import { endSessions, listSessions } from '../../store/account-sessions.js';
import { listTokens } from '../../store/account-tokens.js';
import { updateAccount } from '../../store/accounts.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import { EMPTY_FORM, type FilledForm, filledWith } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import type { PageContent } from '../layout/page-content.js';
import { TextField } from '../parts/fields.js';
import { ActionForm, Form } from '../parts/form.js';
import { Section } from '../parts/section.js';
import { redirect } from '../redirect.js';
import { refusedField } from './refused-field.js';
import { ROLE_NAMES } from './role-names.js';
import { SessionList } from './session-list.js';
import { TokenList } from './token-list.js';
import { ownSignedIn } from './with-sign-in.js';

/** The viewer's own account. */
export const ownAccountPages: readonly Route[] = [
  definePage({
    path: '/account',
    access: 'account',
    summary: 'The account of the viewer: how figures are written, where they are signed in, their tokens',
    answer: async (request, services) => accountPage(EMPTY_FORM, request, services),
  }),
  definePost({
    path: '/account/locale',
    access: 'account',
    summary: 'Says how figures are written for the viewer',
    form: z.strictObject({ locale: z.string().max(40).optional() }),
    answer: async ({ form: { locale = null }, header, viewer }, services) => {
      const { desk } = signInOf(services);
      const { account } = await ownSignedIn({ header, viewer }, services);
      if (locale !== null && !isLocale(locale))
        throw refusedField('locale', 'this is no language of the list');
      await desk.serviceDb.write((trx) =>
        updateAccount(trx, account.id, { locale }, new Date().toISOString()),
      );
      return redirect('/account', 'Saved.');
    },
    again: (filled, request, services) => accountPage(filled, request, services),
  }),
  definePost({
    path: '/account/sessions/end',
    access: 'account',
    summary: 'Signs the viewer out of all other browsers',
    form: z.strictObject({}),
    answer: async (request, services) => {
      const { account, session } = await ownSignedIn(request, services);
      await endSessions(signInOf(services).desk.serviceDb, { account: account.id, but: session.id });
      return redirect('/account', 'You are signed out everywhere else.');
    },
    again: (filled, request, services) => accountPage(filled, request, services),
  }),
  definePost({
    path: '/account/tokens/:token/revoke',
    access: 'account',
    summary: 'Ends a token of the viewer',
    params: z.strictObject({ token: recordName() }),
    form: z.strictObject({}),
    answer: async ({ params: { token: id }, header, viewer }, services) => {
      const { account } = await ownSignedIn({ header, viewer }, services);
      const { desk } = signInOf(services);
      const isRevoked = await revokeToken(desk, { id, account: account.id }, account.person);
      if (!isRevoked) throw notFound('there is no such token');
      return redirect('/account', 'The token is revoked.');
    },
    again: (filled, request, services) => accountPage(filled, request, services),
  }),
];

function isLocale(text: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(text).length > 0;
  } catch {
    return false;
  }
}

interface AskedAccount {
  readonly header: (name: string) => string | undefined;
  readonly viewer: Viewer;
  readonly format: ReaderFormat;
}

async function accountPage(
  filled: FilledForm,
  { header, viewer, format }: AskedAccount,
  services: Services,
): Promise<PageContent> {
  const { account, session } = await ownSignedIn({ header, viewer }, services);
  const { serviceDb } = signInOf(services).desk;
  const sessions = await listSessions(serviceDb, account.id);
  const tokens = await listTokens(serviceDb, { account: account.id });
  const locale = filled.problems.length > 0 ? filled : filledWith({ locale: account.locale });
  return {
    title: 'Your account',
    about: `${account.name} · ${account.email} · ${account.roles.map((role) => ROLE_NAMES[role]).join(', ')}`,
    actions: (
      <>
        <a class="button" href="/account/password">
          Change the password
        </a>
        <ActionForm action="/sign-out" label="Sign out" />
      </>
    ),
    body: (
      <>
        <Section id="locale-part" title="How figures are written">
          <Form action="/account/locale" submit="Save" filled={locale}>
            <TextField
              name="locale"
              label="Language and country"
              hint="Such as en-US, de-AT or fr-CH; empty as the browser asks"
              optional
              filled={locale}
            />
          </Form>
        </Section>
        <SessionList sessions={sessions} current={session.id} format={format} />
        <TokenList tokens={tokens} format={format} />
      </>
    ),
  };
}
