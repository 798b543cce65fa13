import type { Route } from '../../http/route.js';
import { basesPage } from './bases-page.js';
import { bridgePage } from './bridge-page.js';
import { dealPage } from './deal-page.js';
import { dealsPage } from './deals-page.js';
import { exceptionsPage } from './exceptions-page.js';
import { receiptPage } from './receipt-page.js';
import { statementTracePage } from './statement-trace-page.js';

/** What was paid held against the customers' cash. */
export const reconcilePages: readonly Route[] = [
  bridgePage,
  exceptionsPage,
  dealsPage,
  dealPage,
  receiptPage,
  statementTracePage,
  basesPage,
];
