import { z } from 'zod';
import { PERMISSIONS } from '../../access/permissions.js';
import { permissionsOf } from '../../access/permit.js';
import { type AccountToken, listTokens } from '../../store/account-tokens.js';
import { listAccounts } from '../../store/accounts.js';
import { tokenDocument } from '../accounts/account-document.js';
import { knownAccount } from '../accounts/known-account.js';
import { requireOwnPermissions } from '../accounts/require-own-permissions.js';
import { revokeToken } from '../accounts/revoke-token.js';
import { signInOf } from '../accounts/sign-in-of.js';
import { createToken, LONGEST_TOKEN_NAME, MOST_TOKEN_DAYS } from '../accounts/tokens.js';
import { done } from '../done.js';
import { given } from '../given.js';
import { pagedList, pageResponse } from '../page.js';
import { recordName } from '../record-name.js';
import { notFound } from '../refusal.js';
import { instantText, pageOf } from '../response-shapes.js';
import { defineRoute, type Route } from '../route.js';
import { writtenText } from '../written-text.js';

const tokens = pagedList('tokens', z.strictObject({ createdAt: instantText, id: recordName() }));

const scopes = z.array(z.enum(PERMISSIONS)).max(PERMISSIONS.length);

const tokenShape = z
  .strictObject({
    id: z.string(),
    account: z.string().meta({ description: 'The e-mail address of its owner' }),
    name: z.string(),
    start: z.string().meta({ description: 'How it begins; the rest is kept as a hash alone' }),
    scopes: z.array(z.string()).meta({ description: 'What of the permissions of its owner it has' }),
    createdAt: instantText,
    usedAt: instantText.nullable(),
    expiresAt: instantText.nullable(),
  })
  .meta({ id: 'Token', description: 'What a machine comes in by, but for what lets it in' });

const createdShape = z
  .strictObject({
    id: z.string(),
    account: z.string(),
    name: z.string(),
    scopes,
    token: z
      .string()
      .nullable()
      .meta({ description: 'Shown this once, and null where the answer is given again' }),
  })
  .meta({ id: 'CreatedToken', description: 'A token, with what lets in by it' });

/** How machines come in. What lets in by a token is shown when it is made, and never again. */
export const tokenRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/v1/tokens',
    access: 'administer',
    tag: 'accounts',
    summary: 'The tokens of all accounts, the latest first',
    query: z.strictObject({
      ...tokens.query,
      account: recordName().optional().meta({ description: 'Only those of the account with this id' }),
    }),
    responses: { 200: { description: 'A page of tokens', json: pageOf(tokenShape) } },
    refusals: [404],
    answer: async ({ query: { limit, cursor, account }, url }, services) => {
      const { serviceDb } = signInOf(services).desk;
      const all = await listTokens(serviceDb, given({ account }));
      const rows = all.filter((each) => cursor === undefined || isAfter(each, cursor));
      const { items, next } = tokens.page(rows, limit, ({ createdAt, id }) => ({ createdAt, id }));
      const owners = new Map((await listAccounts(serviceDb)).map((each) => [each.id, each]));
      const shown = items.map((each) => tokenDocument(each, owners.get(each.account)));
      return pageResponse({ items: shown, next }, url);
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/v1/tokens',
    access: 'administer',
    tag: 'accounts',
    summary:
      'Makes a token of an account, which is shown this once; what it does, the owner of the account did',
    idempotent: true,
    secrets: ['token'],
    body: {
      schema: z.strictObject({
        account: recordName().meta({ description: 'The id of the account whose token it is' }),
        name: writtenText(LONGEST_TOKEN_NAME).meta({ description: 'What it is for' }),
        scopes: scopes.min(1).meta({
          description: 'What of the permissions of the account it has; no more than whoever makes it',
        }),
        days: z
          .int()
          .min(1)
          .max(MOST_TOKEN_DAYS)
          .default(365)
          .meta({ description: 'After how many days it ends' }),
      }),
      maxBytes: 10_000,
    },
    responses: {
      201: { description: 'The token', json: createdShape, headers: { location: 'Where it is revoked' } },
    },
    refusals: [404, 422],
    answer: async ({ body: { account, name, scopes: asked, days }, viewer }, services) => {
      const owner = await knownAccount(services, account);
      requireOwnPermissions(asked, permissionsOf(viewer), 'scopes');
      const { auth, desk } = signInOf(services);
      const wanted = { name, scopes: PERMISSIONS.filter((each) => asked.includes(each)), days };
      const { id, text } = done(
        await createToken(auth, owner, wanted, { actor: viewer.id, note: desk.note }),
      );
      const document = { id, account: owner.email, name, scopes: wanted.scopes, token: text };
      return Response.json(document, { status: 201, headers: { location: `/api/v1/tokens/${id}` } });
    },
  }),
  defineRoute({
    method: 'DELETE',
    path: '/api/v1/tokens/:token',
    access: 'administer',
    tag: 'accounts',
    summary: 'Ends a token',
    params: z.strictObject({ token: recordName() }),
    responses: { 204: { description: 'It is ended' } },
    answer: async ({ params: { token: id }, viewer }, services) => {
      const isRevoked = await revokeToken(signInOf(services).desk, { id }, viewer.id);
      if (!isRevoked) throw notFound('there is no such token', { hint: 'GET /api/v1/tokens lists them' });
      return new Response(null, { status: 204 });
    },
  }),
];

/** Whether a token comes later in a list of which the latest are first. */
function isAfter(
  token: Pick<AccountToken, 'createdAt' | 'id'>,
  place: Pick<AccountToken, 'createdAt' | 'id'>,
): boolean {
  if (token.createdAt !== place.createdAt) return token.createdAt < place.createdAt;
  return token.id > place.id;
}
