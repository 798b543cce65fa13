import { z } from 'zod';
import { passwordProblem, SHORTEST_PASSWORD } from '../../http/accounts/account-problems.js';
import type { SignedIn } from '../../http/accounts/accounts.js';
import { tooMany } from '../../http/accounts/company-sign-in.js';
import { revokeToken } from '../../http/accounts/revoke-token.js';
import { recordName } from '../../http/record-name.js';
import { notFound, Refusal } from '../../http/refusal.js';
import type { Route } from '../../http/route.js';
import type { Services } from '../../http/services.js';
import { problem } from '../../problems/problem.js';
import { type AccountSession, endSessions, listSessions } from '../../store/account-sessions.js';
import { type AccountToken, listTokens } from '../../store/account-tokens.js';
import { updateAccount } from '../../store/accounts.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import { EMPTY_FORM, type FilledForm, filledWith } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import type { PageContent } from '../layout/page-content.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { TextField } from '../parts/fields.js';
import { ActionForm, Form } from '../parts/form.js';
import { Section } from '../parts/section.js';
import { redirect } from '../redirect.js';
import { signedInOf, signInOf, withCookies } from './with-sign-in.js';

/** The viewer's own account. */
export const ownAccountPages: readonly Route[] = [
  definePage({
    path: '/account',
    access: 'account',
    summary: 'The account of the viewer: how figures are written, where they are signed in, their tokens',
    answer: async (request, services) => accountPage(EMPTY_FORM, request, services),
  }),
  definePage({
    path: '/account/password',
    access: 'account',
    summary: 'Where the viewer chooses another password',
    answer: async (request, services) => passwordPage(EMPTY_FORM, await signedInOf(request, services)),
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
    answer: async ({ form: { current, wanted, again }, header, client }, services) => {
      const { accounts, desk } = signInOf(services);
      const { account } = await signedInOf({ header }, services);
      const unfit = passwordProblem(wanted, 'wanted');
      if (unfit !== null) throw new Refusal(422, [unfit]);
      if (wanted !== again) throw refused('again', 'these are two passwords');
      if (wanted === current) throw refused('wanted', 'this is the password that you have');
      const attempt = await accounts.changePassword({ current, wanted }, header('cookie') ?? '', client);
      if (attempt.outcome === 'throttled') throw tooMany(attempt.seconds);
      if (attempt.outcome === 'refused') throw refused('current', 'this is not your password');
      await desk.serviceDb.write((trx) =>
        updateAccount(trx, account.id, { isPasswordDue: false }, new Date().toISOString()),
      );
      return withCookies(redirect('/account', 'Your password is changed.'), attempt.cookies);
    },
    again: async (filled, request, services) => passwordPage(filled, await signedInOf(request, services)),
  }),
  definePost({
    path: '/account/locale',
    access: 'account',
    summary: 'Says how figures are written for the viewer',
    form: z.strictObject({ locale: z.string().max(40).optional() }),
    answer: async ({ form: { locale = null }, header }, services) => {
      const { desk } = signInOf(services);
      const { account } = await signedInOf({ header }, services);
      if (locale !== null && !isLocale(locale)) throw refused('locale', 'this is no language of the list');
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
    answer: async ({ header }, services) => {
      const { account, session } = await signedInOf({ header }, services);
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
    answer: async ({ params: { token: id }, header }, services) => {
      const { account } = await signedInOf({ header }, services);
      const { desk } = signInOf(services);
      const isRevoked = await revokeToken(desk, { id, account: account.id }, account.person);
      if (!isRevoked) throw notFound('there is no such token');
      return redirect('/account', 'The token is revoked.');
    },
    again: (filled, request, services) => accountPage(filled, request, services),
  }),
];

function refused(field: string, message: string): Refusal {
  return new Refusal(422, [problem('invalid-value', message, { field })]);
}

function isLocale(text: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(text).length > 0;
  } catch {
    return false;
  }
}

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

interface AskedAccount {
  readonly header: (name: string) => string | undefined;
  readonly format: ReaderFormat;
}

async function accountPage(
  filled: FilledForm,
  { header, format }: AskedAccount,
  services: Services,
): Promise<PageContent> {
  const { account, session } = await signedInOf({ header }, services);
  const { serviceDb } = signInOf(services).desk;
  const sessions = await listSessions(serviceDb, account.id);
  const tokens = await listTokens(serviceDb, { account: account.id });
  const locale = filled.problems.length > 0 ? filled : filledWith({ locale: account.locale });
  return {
    title: 'Your account',
    about: `${account.name} · ${account.email} · ${account.roles.join(', ')}`,
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

function SessionList({
  sessions,
  current,
  format,
}: {
  readonly sessions: readonly AccountSession[];
  readonly current: string;
  readonly format: ReaderFormat;
}) {
  return (
    <Section
      id="sessions-part"
      title="Where you are signed in"
      actions={
        sessions.length > 1 ? (
          <ActionForm action="/account/sessions/end" label="Sign out everywhere else" />
        ) : undefined
      }
    >
      <DataTable
        caption="Browsers that are signed in"
        rows={sessions}
        empty={null}
        columns={[
          {
            heading: 'Browser',
            namesRow: true,
            cell: ({ id, browser }) => `${browser || 'unknown'}${id === current ? ' (this one)' : ''}`,
          },
          { heading: 'Address', cell: ({ address }) => address || 'unknown' },
          { heading: 'Since', cell: ({ createdAt }) => format.moment(createdAt) },
          { heading: 'Last used', cell: ({ seenAt }) => format.moment(seenAt) },
        ]}
      />
    </Section>
  );
}

function TokenList({
  tokens,
  format,
}: {
  readonly tokens: readonly AccountToken[];
  readonly format: ReaderFormat;
}) {
  return (
    <Section
      id="tokens-part"
      title="Tokens for machines"
      about="What a machine does with a token of yours, you have done."
      actions={
        <a class="button" href="/account/tokens">
          New token
        </a>
      }
    >
      <DataTable
        caption="Your tokens"
        rows={tokens}
        empty={
          <EmptyState title="You have no token.">
            A token lets a program ask the service in your name, such as a CRM that sends its deals.
          </EmptyState>
        }
        columns={[
          { heading: 'Name', namesRow: true, cell: ({ name }) => name },
          { heading: 'Begins with', cell: ({ start }) => <code>{start}</code> },
          { heading: 'May', cell: ({ scopes }) => scopes.join(', ') },
          { heading: 'Used', cell: ({ usedAt }) => (usedAt === null ? 'never' : format.moment(usedAt)) },
          {
            heading: 'Ends',
            cell: ({ expiresAt }) => (expiresAt === null ? 'never' : format.moment(expiresAt)),
          },
          {
            heading: 'Revoke',
            cell: ({ id, name }) => (
              <ActionForm action={`/account/tokens/${id}/revoke`} label="Revoke" about={name} tone="danger" />
            ),
          },
        ]}
      />
    </Section>
  );
}
