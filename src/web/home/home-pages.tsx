import type { Route } from '../../http/route.js';
import { definePage } from '../define-page.js';
import { ownPay } from '../layout/navigation.js';
import { redirect } from '../redirect.js';

/** Where everybody begins: whoever is paid at their own pay, others at those that they may see. */
export const homePages: readonly Route[] = [
  definePage({
    path: '/',
    access: 'payee-data',
    summary: 'Where everybody begins',
    answer: ({ viewer }) => redirect(viewer.payee === null ? '/payees' : ownPay(viewer.payee)),
  }),
];
