import type { Route } from '../../http/route.js';

/** The pages of this part of the portal. */
export const runPages: readonly Route[] = [];
