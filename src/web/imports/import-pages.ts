import type { Route } from '../../http/route.js';
import { oneImportPages } from './import-page.js';
import { importsListPages } from './imports-page.js';

/** Records that come in as files, and what was wrong with them. */
export const importPages: readonly Route[] = [...importsListPages, ...oneImportPages];
