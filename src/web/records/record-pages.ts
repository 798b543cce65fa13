import type { Route } from '../../http/route.js';
import { recordPage } from './record-page.js';
import { recordsListPages } from './records-page.js';
import { writeRecordPages } from './write-record-pages.js';

/**
 * What is calculated from: kinds, lists, single records with their history, and the forms by which they are written,
 * which come first, as the first path that fits is taken.
 */
export const recordPages: readonly Route[] = [...writeRecordPages, ...recordsListPages, recordPage];
