import type { Route } from '../../http/route.js';
import { linePage } from './line-page.js';
import { payeesPage } from './payees-page.js';
import { statementPage } from './statement-page.js';
import { statementsPage } from './statements-page.js';

/** What payees earned, are paid and are owed, and how every line of it came about. */
export const payeePages: readonly Route[] = [payeesPage, statementsPage, statementPage, linePage];
