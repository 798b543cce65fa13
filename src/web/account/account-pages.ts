import type { Route } from '../../http/route.js';
import { ownAccountPages } from './account-page.js';
import { accountsPages } from './accounts-page.js';
import { actingPages } from './acting-pages.js';
import { oneAccountPages } from './one-account-pages.js';
import { passwordPages } from './password-pages.js';
import { signInPages } from './sign-in-page.js';
import { tokenPages } from './token-page.js';

/** Signing in, the viewer's own account, and the accounts of all. */
export const accountPages: readonly Route[] = [
  ...signInPages,
  ...ownAccountPages,
  ...passwordPages,
  ...tokenPages,
  ...accountsPages,
  ...oneAccountPages,
  ...actingPages,
];
