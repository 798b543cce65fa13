import { z } from 'zod';
import { PERMISSIONS, type Permission } from '../../access/permissions.js';
import { permissionsOf } from '../../access/permit.js';
import type { SignedIn } from '../../http/accounts/accounts.js';
import { requireOwnPermissions } from '../../http/accounts/require-own-permissions.js';
import { signInOf } from '../../http/accounts/sign-in-of.js';
import { createToken } from '../../http/accounts/tokens.js';
import { done } from '../../http/done.js';
import type { Route } from '../../http/route.js';
import { wholeNumber } from '../../records/values.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import { type FilledForm, filledWith } from '../filled-form.js';
import type { PageContent } from '../layout/page-content.js';
import { renderPage } from '../layout/render-page.js';
import { CheckList } from '../parts/check-list.js';
import { TextField } from '../parts/fields.js';
import { Form } from '../parts/form.js';
import { ownSignedIn } from './with-sign-in.js';

/** For how many days a token is good unless said otherwise. */
const USUAL_DAYS = '365';

/** Where the viewer makes tokens for their machines. */
export const tokenPages: readonly Route[] = [
  definePage({
    path: '/account/tokens',
    access: 'account',
    summary: 'Where the viewer makes a token for a machine of theirs',
    answer: async (request, services) => {
      const { account } = await ownSignedIn(request, services);
      return newTokenPage(filledWith({ expires: USUAL_DAYS }), ownPermissions(account));
    },
  }),
  definePost({
    path: '/account/tokens',
    access: 'account',
    summary: 'Makes a token of the viewer, which is shown in the answer alone',
    maxBytes: 16_384,
    form: z.strictObject({
      name: z.string().max(1000),
      scope: z.array(z.enum(PERMISSIONS)).max(PERMISSIONS.length).default([]),
      expires: wholeNumber({ min: 1, max: 3650 }),
    }),
    answer: async (request, services) => {
      const { name, scope, expires: days } = request.form;
      const { account } = await ownSignedIn(request, services);
      const own = ownPermissions(account);
      requireOwnPermissions(scope, new Set(own), 'scope');
      const { auth, desk } = signInOf(services);
      const scopes = PERMISSIONS.filter((each) => scope.includes(each));
      const noted = { actor: account.person, note: desk.note };
      const { text } = done(await createToken(auth, account, { name, scopes, days }, noted));
      // In this answer alone: neither an address nor a cookie ever holds it.
      return renderPage(madeTokenPage(name, text), request);
    },
    again: async (filled, request, services) => {
      const { account } = await ownSignedIn(request, services);
      return newTokenPage(filled, ownPermissions(account));
    },
  }),
];

/** What the owner of an account may do, of which a token can have some. */
function ownPermissions({ person: id, name, roles, payee }: SignedIn['account']): readonly Permission[] {
  const own = permissionsOf({ id, name, roles, payee });
  return PERMISSIONS.filter((each) => own.has(each));
}

const TRAIL = [{ label: 'Your account', href: '/account' }];

function newTokenPage(filled: FilledForm, own: readonly Permission[]): PageContent {
  return {
    title: 'New token',
    trail: TRAIL,
    body: (
      <Form
        action="/account/tokens"
        submit="Make the token"
        filled={filled}
        cancel="/account"
        refused="No token was made."
      >
        <TextField name="name" label="Name" hint="What it is for, such as the CRM" filled={filled} />
        <Scopes filled={filled} own={own} />
        <TextField
          name="expires"
          label="Days until it ends"
          hint="1 to 3650"
          inputmode="numeric"
          filled={filled}
        />
      </Form>
    ),
  };
}

/** What a token with a permission may do, as its owner says it. */
const SCOPE_WORDS: Readonly<Record<Permission, string>> = {
  account: 'Say who you are',
  'payee-data': 'Read what those earn whom you may see, and why',
  'payee-step': 'Ask about pay, answer, and try what-ifs',
  'accept-plan': 'Accept a plan for you',
  'team-step': 'Approve and reject statements',
  'company-data': 'Read records, imports, payouts, accounting and the audit trail',
  rules: 'Read rule files',
  runs: 'Read calculations, and what was wrong with them',
  configure: 'Change records and rules, and calculate',
  'pay-step': 'Adjust pay, and decide on adjustments and disputes',
  'finance-step': 'Submit, approve and close periods, and pay out',
  verify: 'Verify and audit',
  monitor: 'Read what the service counts of itself',
  administer: 'Administer accounts',
};

function Scopes({ filled, own }: { readonly filled: FilledForm; readonly own: readonly Permission[] }) {
  return (
    <CheckList
      name="scope"
      label="What it may do"
      hint="Of what you may do yourself. What a machine does with it, you have done."
      choices={own.map((permission) => ({
        value: permission,
        label: (
          <>
            {SCOPE_WORDS[permission]}{' '}
            <span class="scope-name quiet">
              (<code>{permission}</code>)
            </span>
          </>
        ),
      }))}
      filled={filled}
    />
  );
}

/** The one page that shows a token: it is kept as a hash alone. */
function madeTokenPage(name: string, token: string): PageContent {
  return {
    title: 'Your new token',
    trail: TRAIL,
    body: (
      <>
        <p>
          <code class="made-token">{token}</code>
        </p>
        <p>
          Give it to <strong>{name}</strong> now: it is shown this once. Requests carry it in their header{' '}
          <code>Authorization</code>, after the word <code>Bearer</code>.
        </p>
        <p>
          <a class="button" href="/account">
            To your account
          </a>
        </p>
      </>
    ),
  };
}
