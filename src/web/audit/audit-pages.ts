import type { Route } from '../../http/route.js';
import { recordPage } from './record-page.js';
import { trailPage } from './trail-page.js';
import { verificationPages } from './verification-pages.js';

/** Who did what, and proof that it is so. */
export const auditPages: readonly Route[] = [trailPage, recordPage, ...verificationPages];
