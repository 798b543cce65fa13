import { z } from 'zod';
import { ROLES } from '../../access/permissions.js';
import { listAccounts } from '../../store/accounts.js';
import { changeAccount, createAccount, givePassword } from '../accounts/account-desk.js';
import { accountDocument } from '../accounts/account-document.js';
import { knownAccount } from '../accounts/known-account.js';
import { signInOf } from '../accounts/sign-in-of.js';
import { done } from '../done.js';
import { given } from '../given.js';
import { pagedList, pageResponse } from '../page.js';
import { recordName } from '../record-name.js';
import { instantText, pageOf } from '../response-shapes.js';
import { defineRoute, type Route } from '../route.js';
import { writtenText } from '../written-text.js';

const accounts = pagedList('accounts', z.strictObject({ email: writtenText(200) }));

const accountParams = z.strictObject({ account: recordName() });

const accountShape = z
  .strictObject({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    person: z.string().meta({ description: 'By which what they do is recorded' }),
    payee: z.string().nullable().meta({ description: 'Whose figures are their own' }),
    roles: z.array(z.enum(ROLES)),
    locale: z
      .string()
      .nullable()
      .meta({ description: 'How figures are written; null as their browser asks' }),
    disabled: z.boolean(),
    passwordDue: z.boolean().meta({ description: 'Whether they have to choose a password first' }),
    createdAt: instantText,
  })
  .meta({ id: 'Account', description: 'Somebody who may sign in, and as what' });

const password = z.string().nullable().meta({
  description:
    'For the first sign-in, where another is to be chosen; shown this once, and null where the answer is given again',
});

const fields = {
  email: writtenText(300).meta({ description: 'By which they sign in' }),
  name: writtenText(300),
  roles: z.array(z.enum(ROLES)).max(ROLES.length),
  payee: recordName().nullable().meta({ description: 'Whose figures are their own' }),
};

const LARGEST_ACCOUNT = 10_000;

/** Who may sign in, and as what. A password can be given, and never be read. */
export const accountRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/v1/accounts',
    access: 'administer',
    tag: 'accounts',
    summary: 'The accounts, in the order of their e-mail addresses',
    query: z.strictObject(accounts.query),
    responses: { 200: { description: 'A page of accounts', json: pageOf(accountShape) } },
    refusals: [404],
    answer: async ({ query: { limit, cursor }, url }, services) => {
      const all = await listAccounts(signInOf(services).desk.serviceDb);
      const rows = all.filter(({ email }) => cursor === undefined || email > cursor.email);
      const { items, next } = accounts.page(rows, limit, ({ email }) => ({ email }));
      return pageResponse({ items: items.map(accountDocument), next }, url);
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/v1/accounts',
    access: 'administer',
    tag: 'accounts',
    summary: 'Makes an account, and shows its password for the first sign-in',
    idempotent: true,
    secrets: ['password'],
    body: {
      schema: z.strictObject({
        ...fields,
        payee: fields.payee.default(null),
        person: recordName().optional().meta({
          description: 'By which what they do is recorded; the payee, or what comes before the @',
        }),
        password: z.enum(['once', 'none']).default('once').meta({
          description: 'What they come in by: a password for once, or the provider of the company alone',
        }),
      }),
      maxBytes: LARGEST_ACCOUNT,
    },
    responses: {
      201: {
        description: 'The account',
        json: z.strictObject({ ...accountShape.shape, password }),
        headers: { location: 'Where the account is' },
      },
    },
    refusals: [404, 422],
    answer: async ({ body: { password: kind, ...wanted }, viewer }, services) => {
      const { desk } = signInOf(services);
      const created = done(await createAccount(desk, { ...wanted, password: { kind } }, viewer.id));
      const document = { ...accountDocument(created.account), password: created.oncePassword };
      const headers = { location: `/api/v1/accounts/${created.account.id}` };
      return Response.json(document, { status: 201, headers });
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/accounts/:account',
    access: 'administer',
    tag: 'accounts',
    summary: 'An account: who its owner is, what they are, and whether they may sign in',
    params: accountParams,
    responses: { 200: { description: 'The account', json: accountShape } },
    answer: async ({ params: { account } }, services) =>
      Response.json(accountDocument(await knownAccount(services, account))),
  }),
  defineRoute({
    method: 'PATCH',
    path: '/api/v1/accounts/:account',
    access: 'administer',
    tag: 'accounts',
    summary: 'Changes an account, or disables it; with other roles its owner has to sign in again',
    params: accountParams,
    body: {
      schema: z
        .strictObject({
          ...fields,
          disabled: z.boolean().meta({ description: 'Lets nobody in by it, nor by its tokens' }),
        })
        .partial(),
      maxBytes: LARGEST_ACCOUNT,
    },
    responses: { 200: { description: 'The account, as it is now', json: accountShape } },
    refusals: [422],
    answer: async ({ params: { account }, body: { disabled: isDisabled, ...rest }, viewer }, services) => {
      const known = await knownAccount(services, account);
      const change = given({ ...rest, isDisabled });
      const changed = done(await changeAccount(signInOf(services).desk, known, change, viewer.id));
      return Response.json(accountDocument(changed));
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/v1/accounts/:account/password',
    access: 'administer',
    tag: 'accounts',
    summary: 'Gives an account another password for the next sign-in, and signs its owner out everywhere',
    idempotent: true,
    secrets: ['password'],
    params: accountParams,
    responses: {
      200: {
        description: 'The password',
        json: z.strictObject({ account: z.string(), password }).meta({ id: 'OncePassword' }),
      },
    },
    answer: async ({ params: { account }, viewer }, services) => {
      const known = await knownAccount(services, account);
      const made = await givePassword(signInOf(services).desk, known, { kind: 'once' }, viewer.id);
      return Response.json({ account, password: done(made) });
    },
  }),
];
